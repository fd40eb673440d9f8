package io.rserpool.session;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a link costs in memory: at rest, and for each message once the code is warm.
 */
class LinkCostTests {

	private static final int ROUNDS = 20_000;

	private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final ConnectionId CONNECTION = new ConnectionId(1);

	private final Nothing nothing = new Nothing();

	private final LinkContext context = new LinkContext(WireLimits.DEFAULT, new SplittableRandom(1), this.nothing);

	private TcpMappingLink link = link();

	private int number;

	private TcpMappingLink link() {
		return new TcpMappingLink(CONNECTION, 0, LinkFixture.TUNING, this.context, this.nothing);
	}

	private static double bytesPerRound(Runnable action) {
		for (int i = 0; i < ROUNDS; i++) {
			action.run();
		}
		long before = MEMORY.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < ROUNDS; i++) {
			action.run();
		}
		return (double) (MEMORY.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
	}

	@Test
	void idleLinkTakesLessThan300Bytes() {
		assertThat(bytesPerRound(() -> this.link = link())).isBetween(100.0, 300.0);
	}

	@Test
	void messageThereAndItsAcknowledgementAllocateOnlyWhatIsSent() {
		this.link.open(0);
		this.link.received(new InitChunk(0), 0);
		OctetSlice head = OctetSlice.of(new byte[20]);
		OctetSlice body = OctetSlice.of(new byte[16_384]);

		// The words with the head, the chunk, and the acknowledgement that the test
		// makes.
		assertThat(bytesPerRound(() -> {
			int tsn = (int) this.link.sendData(0, 0, false, head, body, 1);
			this.link.received(AckChunk.of(tsn), 1);
		})).isLessThan(200.0);
	}

	@Test
	void receivedMessageAllocatesAViewAndItsAcknowledgement() {
		this.link.open(0);
		this.link.received(new InitChunk(0), 0);
		byte[] value = new byte[16_384];
		DataChunk chunk = new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(value));

		assertThat(bytesPerRound(() -> {
			value[0] = (byte) (this.number >>> 24);
			value[1] = (byte) (this.number >>> 16);
			value[2] = value[6] = (byte) (this.number >>> 8);
			value[3] = value[7] = (byte) this.number;
			this.link.received(chunk, 1);
			this.link.delivered(this.number++, 1);
		})).isLessThan(150.0);
		assertThat(this.link.isOpen()).isTrue();
	}

	/**
	 * A world and a listener that do nothing.
	 */
	private static final class Nothing implements Effects<SessionTimer>, LinkListener {

		@Override
		public void send(ConnectionId to, WireMessage message) {
		}

		@Override
		public ConnectionId dial(Protocol protocol, Endpoint to) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close(ConnectionId connection, String why) {
		}

		@Override
		public void setTimer(SessionTimer key, long delayMillis) {
		}

		@Override
		public void cancelTimer(SessionTimer key) {
		}

		@Override
		public void multicast(WireMessage message) {
		}

		@Override
		public long publish(RserpoolEvent event, long cause) {
			return 1;
		}

		@Override
		public void opened(long now) {
		}

		@Override
		public void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now) {
		}

		@Override
		public void controlReceived(AsapMessage message, long now) {
		}

		@Override
		public void acknowledged(long number, long now) {
		}

		@Override
		public void failed(@Nullable String error, String why, long now) {
			throw new AssertionError(error + ": " + why);
		}

		@Override
		public void closed(long now) {
		}

	}

}
