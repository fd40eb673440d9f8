package io.rserpool.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

class TcpConnectionTests {

	private static final Endpoint REMOTE = new Endpoint(IpAddress.parse("192.0.2.1"), 3863);

	private static final WireMessage MESSAGE = new ServerAnnounce(ServerId.of(7), List.of());

	private final Log log = new Log();

	private final DialledConnection connection = new DialledConnection(Protocol.ASAP, REMOTE, ConnectionOptions.DEFAULT,
			this.log);

	private boolean flushing;

	@Test
	void failedWriteIsToldAfterTheFlushThatFoundIt() {
		EmbeddedChannel channel = new EmbeddedChannel(this.connection) {

			@Override
			protected void doWrite(ChannelOutboundBuffer in) throws Exception {
				throw new IOException("Broken pipe");
			}

			@Override
			public void runPendingTasks() {
				// Real channels do not do that from within a write.
				if (!TcpConnectionTests.this.flushing) {
					super.runPendingTasks();
				}
			}

		};
		List<String> meanwhile = new ArrayList<>();
		channel.eventLoop().execute(() -> {
			this.connection.send(MESSAGE);
			this.flushing = true;
			this.connection.flush();
			this.flushing = false;
			meanwhile.addAll(this.log.calls);
		});

		channel.runPendingTasks();

		assertThat(meanwhile).containsExactly("opened");
		assertThat(this.log.calls).containsExactly("opened", "lost connection failed: Broken pipe");
		assertThat(channel.isOpen()).isFalse();
	}

	@Test
	void lostBordersAreCountedAsDamage() {
		EmbeddedChannel channel = new EmbeddedChannel(this.connection);

		channel.writeInbound(Unpooled.wrappedBuffer(new byte[] { 10, 0, 0, 3 }));

		assertThat(this.log.calls).startsWith("opened", "malformed FRAMING")
			.anyMatch((call) -> call.startsWith("dropped framing lost: message length"));
		assertThat(channel.isOpen()).isFalse();
	}

	private static final class Log implements ConnectionHandler {

		@Override
		public void dropped(String why) {
			this.calls.add("dropped " + why);
		}

		private final List<String> calls = new ArrayList<>();

		@Override
		public void opened() {
			this.calls.add("opened");
		}

		@Override
		public void dialFailed(DialFailure failure, String why) {
			this.calls.add("dial failed " + why);
		}

		@Override
		public void received(WireMessage message) {
			this.calls.add("received");
		}

		@Override
		public void malformed(WireFault fault, @Nullable WireMessage reply) {
			this.calls.add("malformed " + fault.kind());
		}

		@Override
		public void readComplete() {
			this.calls.add("read complete");
		}

		@Override
		public void lost(String why) {
			this.calls.add("lost " + why);
		}

	}

}
