package io.rserpool.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.Vectors;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stream as it is received, on a channel whose time stands still.
 */
class FramingTests {

	private static final List<WireMessage> MESSAGES = List.of(
			new HandleResolution(PoolHandle.of("a"), false, HandleResolution.NO_OPTION),
			new ServerAnnounce(ServerId.of(7), List.of()),
			new HandleResolution(PoolHandle.of("x".repeat(900)), true, 3),
			new HandleResolution(PoolHandle.of("abc"), false, HandleResolution.NO_OPTION));

	private final Recorder recorder = new Recorder();

	private final Channel channel = new Channel();

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	private static byte[] stream() {
		ByteBuf buffer = Unpooled.buffer();
		MESSAGES.forEach((message) -> Messages.encode(message, buffer));
		byte[] octets = new byte[buffer.readableBytes()];
		buffer.readBytes(octets);
		return octets;
	}

	private void write(byte[] octets, int from, int to) {
		this.channel.writeInbound(Unpooled.copiedBuffer(octets, from, to - from));
	}

	@Test
	@DisplayName("T-2: the plain stream of the vectors is four messages for every split")
	void plainStreamOfTheVectorsIsFourMessages() {
		byte[] octets = Vectors.octets("worked/asap-stream-plain.hex");

		for (int i = 0; i <= octets.length; i++) {
			write(octets, 0, i);
			write(octets, i, octets.length);
			assertThat(this.recorder.messages).hasSize(4);
			this.recorder.messages.clear();
		}
	}

	private void write(int... octets) {
		ByteBuf buffer = Unpooled.buffer();
		for (int octet : octets) {
			buffer.writeByte(octet);
		}
		this.channel.writeInbound(buffer);
	}

	private void pass(long millis) {
		this.channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		this.channel.runPendingTasks();
	}

	@Test
	@DisplayName("T-2: every split into two gives the same messages")
	void everySplitIntoTwoGivesTheSameMessages() {
		byte[] octets = stream();

		for (int i = 0; i <= octets.length; i++) {
			write(octets, 0, i);
			write(octets, i, octets.length);
			assertThat(this.recorder.messages).isEqualTo(MESSAGES);
			this.recorder.messages.clear();
		}
	}

	@Test
	@DisplayName("T-2: octet by octet and at random gives the same messages")
	void anyFragmentationGivesTheSameMessages() {
		byte[] octets = stream();
		Random random = new Random(1);

		for (int round = 0; round < 200; round++) {
			int at = 0;
			while (at < octets.length) {
				int next = Math.min(octets.length, at + ((round == 0) ? 1 : 1 + random.nextInt(1 + round)));
				write(octets, at, next);
				at = next;
			}
			assertThat(this.recorder.messages).isEqualTo(MESSAGES);
			this.recorder.messages.clear();
		}
	}

	@Test
	void messagesOfOneReadShareOneCompletion() {
		byte[] octets = stream();

		write(octets, 0, octets.length);

		assertThat(this.recorder.completions).isOne();
	}

	@Test
	@DisplayName("T-2: a length below 4 closes")
	void lengthBelowFourCloses() {
		write(0x05, 0x00, 0x00, 0x03);

		assertThat(this.recorder.lost).singleElement().asString().startsWith("framing lost");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void lengthBelowFourThatArrivesInPiecesCloses() {
		write(0x05, 0x00);
		write(0x00, 0x03);

		assertThat(this.recorder.lost).singleElement().asString().startsWith("framing lost");
	}

	@Test
	@DisplayName("T-3: a message over the limit closes at its header")
	void messageOverTheLimitClosesAtItsHeader() {
		write(0x05, 0x00, 0x40, 0x04);

		assertThat(this.recorder.lost).singleElement().asString().startsWith("framing lost");
	}

	@Test
	@DisplayName("T-3: a message incomplete 10 s after its first octet closes, however it trickles")
	void slowLorisIsClosedTenSecondsAfterTheFirstOctet() {
		byte[] octets = stream();
		write(octets, 0, octets.length);
		write(0x05);
		for (int i = 0; i < 9; i++) {
			pass(1000);
			write(0x01);
		}
		pass(999);
		assertThat(this.recorder.lost).isEmpty();

		pass(1);

		assertThat(this.recorder.lost).containsExactly("message incomplete for 10000 ms");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void timeOfAnIncompleteMessageBeginsAnewWithEachMessage() {
		byte[] octets = stream();
		write(octets, 0, octets.length);
		write(octets, 0, 5);
		pass(9000);
		byte[] restAndNext = new byte[octets.length];
		System.arraycopy(octets, 5, restAndNext, 0, octets.length - 5);
		System.arraycopy(octets, 0, restAndNext, octets.length - 5, 5);
		write(restAndNext, 0, restAndNext.length);

		pass(9000);
		assertThat(this.recorder.lost).isEmpty();
		pass(1000);
		assertThat(this.recorder.lost).hasSize(1);
	}

	@Test
	@DisplayName("SR-21: a connection without a message is closed after 10 s")
	void silenceIsClosedAfterTenSeconds() {
		pass(9999);
		assertThat(this.recorder.lost).isEmpty();

		pass(1);

		assertThat(this.recorder.lost).containsExactly("no message within 10000 ms");
	}

	@Test
	void silenceAfterTheFirstMessageIsAllowed() {
		byte[] octets = stream();
		write(octets, 0, octets.length);

		pass(3_600_000);

		assertThat(this.recorder.lost).isEmpty();
	}

	@Test
	void garbageEndsInACloseAndNeverInAnException() {
		Random random = new Random(7);
		for (int round = 0; round < 300; round++) {
			Recorder heard = new Recorder();
			EmbeddedChannel garbled = channel(heard);
			byte[] garbage = new byte[random.nextInt(3000)];
			random.nextBytes(garbage);
			garbled.writeInbound(Unpooled.wrappedBuffer(garbage));
			garbled.checkException();
			assertThat(heard.lost.isEmpty()).isEqualTo(garbled.isOpen());
			garbled.finishAndReleaseAll();
		}
	}

	@Test
	void damagedMessageIsReportedAndTheStreamGoesOn() {
		write(0x7f, 0x00, 0x00, 0x04);
		byte[] octets = stream();
		write(octets, 0, octets.length);

		assertThat(this.recorder.faults).hasSize(1);
		assertThat(this.recorder.messages).isEqualTo(MESSAGES);
	}

	@Test
	void nothingIsHeardAfterAClose() {
		byte[] octets = stream();
		this.recorder.closeAtFirst = true;

		write(octets, 0, octets.length);

		assertThat(this.recorder.messages).hasSize(1);
		assertThat(this.recorder.lost).isEmpty();
		assertThat(this.recorder.completions).isOne();
	}

	@Test
	void queuedMessagesLeaveTogetherAndWhole() {
		MESSAGES.forEach((message) -> this.recorder.connection().send(message));
		assertThat(this.channel.<ByteBuf>readOutbound()).isNull();

		this.recorder.connection().flush();

		ByteBuf out = this.channel.readOutbound();
		assertThat(out).isEqualTo(Unpooled.wrappedBuffer(stream()));
		out.release();
	}

	@Test
	@DisplayName("RFC 5353 3.7: ENRP octets that end inside a message are waited for, for ten seconds")
	void incompleteEnrpMessagesAreWaitedFor() {
		for (String vector : List.of("m01-short-header", "m04-length-overrun")) {
			Recorder heard = new Recorder();
			EmbeddedChannel enrp = channel(Protocol.ENRP, heard);
			enrp.writeInbound(Unpooled.wrappedBuffer(Vectors.octets("worked/enrp-" + vector + ".hex")));
			enrp.advanceTimeBy(9_999, TimeUnit.MILLISECONDS);
			enrp.runScheduledPendingTasks();
			assertThat(heard.lost).isEmpty();

			enrp.advanceTimeBy(1, TimeUnit.MILLISECONDS);
			enrp.runScheduledPendingTasks();

			assertThat(heard.lost).hasSize(1);
			assertThat(heard.messages).isEmpty();
			enrp.finishAndReleaseAll();
		}
	}

	@Test
	@DisplayName("RFC 5353 3.7: an ENRP message of length 0 ends the connection at once")
	void enrpMessageOfLengthZeroEndsTheConnection() {
		Recorder heard = new Recorder();
		EmbeddedChannel enrp = channel(Protocol.ENRP, heard);

		enrp.writeInbound(Unpooled.wrappedBuffer(Vectors.octets("worked/enrp-m03-length-zero.hex")));

		assertThat(enrp.isOpen()).isFalse();
		assertThat(heard.messages).isEmpty();
		enrp.finishAndReleaseAll();
	}

	@Test
	@DisplayName("RFC 5353 3.7: octets behind an ENRP message are the beginning of the next one")
	void octetsBehindAnEnrpMessageAreTheNextOne() {
		Recorder heard = new Recorder();
		EmbeddedChannel enrp = channel(Protocol.ENRP, heard);

		enrp.writeInbound(Unpooled.wrappedBuffer(Vectors.octets("worked/enrp-m38-trailing-garbage.hex")));

		assertThat(heard.messages).hasSize(1);
		assertThat(enrp.isOpen()).isTrue();
		enrp.advanceTimeBy(10, TimeUnit.SECONDS);
		enrp.runScheduledPendingTasks();
		assertThat(heard.lost).hasSize(1);
		enrp.finishAndReleaseAll();
	}

	private EmbeddedChannel channel(Recorder heard) {
		return channel(Protocol.ASAP, heard);
	}

	private EmbeddedChannel channel(Protocol protocol, Recorder heard) {
		return new Channel(new AcceptedConnection(protocol,
				ConnectionOptions.DEFAULT
					.withLimits((protocol == Protocol.ASAP) ? WireLimits.REGISTRAR : WireLimits.DEFAULT),
				new AcceptGate<>(AcceptLimits.DEFAULT, 0), heard));
	}

	/** Has an address, and time that stands still. */
	private final class Channel extends EmbeddedChannel {

		Channel() {
			this(new AcceptedConnection(Protocol.ASAP, ConnectionOptions.DEFAULT.withLimits(WireLimits.REGISTRAR),
					new AcceptGate<>(AcceptLimits.DEFAULT, 0), FramingTests.this.recorder));
		}

		Channel(AcceptedConnection connection) {
			super(connection);
			freezeTime();
		}

		@Override
		protected SocketAddress remoteAddress0() {
			return new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
		}

	}

	private static final class Recorder implements ConnectionAcceptor, ConnectionHandler {

		private final List<WireMessage> messages = new ArrayList<>();

		private final List<WireFault> faults = new ArrayList<>();

		private final List<String> lost = new ArrayList<>();

		private int completions;

		private boolean closeAtFirst;

		private @Nullable Connection connection;

		Connection connection() {
			Connection accepted = this.connection;
			assertThat(accepted).isNotNull();
			return accepted;
		}

		@Override
		public void listening(InetSocketAddress boundAddress) {
			throw new AssertionError("no port");
		}

		@Override
		public ConnectionHandler accepted(Connection connection) {
			this.connection = connection;
			return this;
		}

		@Override
		public void refused(Endpoint remote, String limit) {
			throw new AssertionError(limit);
		}

		@Override
		public void opened() {
			throw new AssertionError("not dialled");
		}

		@Override
		public void dialFailed(DialFailure failure, String why) {
			throw new AssertionError("not dialled");
		}

		@Override
		public void received(WireMessage message) {
			this.messages.add(message);
			if (this.closeAtFirst) {
				connection().close();
			}
		}

		@Override
		public void malformed(WireFault fault, @Nullable WireMessage reply) {
			this.faults.add(fault);
		}

		@Override
		public void readComplete() {
			this.completions++;
		}

		@Override
		public void lost(String why) {
			this.lost.add(why);
		}

	}

}
