package io.rserpool.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.wire.AckChunk;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Acknowledgements in both directions (tcp-mapping.md 3.3).
 */
class LinkAcknowledgementTests {

	private static final LinkTuning WITH_ACK_TIMEOUT = LinkFixture.TUNING.withHeartbeat(0, 5_000, 2)
		.withAckTimeout(1_000);

	private static LinkFixture withReceived(int count) {
		LinkFixture fixture = LinkFixture.open();
		for (int i = 0; i < count; i++) {
			fixture.receive("00000010" + "%08x0000%04x00000000".formatted(i, i));
		}
		return fixture;
	}

	@Test
	@DisplayName("T-11: nothing is acknowledged before it is delivered, and each exactly once")
	void eachIsAcknowledgedOnceWhenDelivered() {
		LinkFixture fixture = withReceived(2);
		assertThat(fixture.sent()).isEmpty();

		fixture.link.delivered(0, fixture.now());
		fixture.link.delivered(0, fixture.now());
		fixture.link.delivered(7, fixture.now());
		fixture.link.delivered(-1, fixture.now());

		assertThat(fixture.sent()).containsExactly("0300000800000000");
	}

	@Test
	@DisplayName("T-11: an early acknowledgement of a later message waits")
	void earlyAcknowledgementWaits() {
		LinkFixture fixture = withReceived(4);

		fixture.link.delivered(2, fixture.now());
		fixture.link.delivered(1, fixture.now());
		assertThat(fixture.sent()).isEmpty();
		fixture.link.delivered(0, fixture.now());

		assertThat(fixture.sent()).containsExactly("0300000800000000", "0300000800000001", "0300000800000002");
	}

	@Test
	@DisplayName("T-12: a jump acknowledges all up to it, an old one nothing")
	void jumpAcknowledgesAllUpToIt() {
		LinkFixture fixture = LinkFixture.open();
		for (int i = 0; i < 5; i++) {
			fixture.send("x");
		}

		fixture.receive(AckChunk.of(3));
		fixture.receive(AckChunk.of(1));
		fixture.receive(AckChunk.of(3));
		fixture.receive(AckChunk.of(4));

		assertThat(fixture.log.calls).containsExactly("opened", "acknowledged 3", "acknowledged 4");
		assertThat(fixture.isClosed()).isFalse();
	}

	@Test
	@DisplayName("T-12: one above the last sent closes")
	void acknowledgementBeyondTheLastSentCloses() {
		for (AckChunk chunk : List.of(AckChunk.of(1), AckChunk.of(-1), AckChunk.of(Integer.MAX_VALUE))) {
			LinkFixture fixture = LinkFixture.open();
			fixture.send("x");

			fixture.receive(chunk);

			assertThat(fixture.log.last()).isEqualTo("failed ack-beyond-sent");
			assertThat(fixture.isReset()).isTrue();
		}
	}

	@Test
	void plainAcknowledgementOfNothingCloses() {
		LinkFixture fixture = LinkFixture.open(1, 0, LinkFixture.TUNING);
		fixture.send("x");

		fixture.receive("03000004");
		fixture.receive("03000004");

		assertThat(fixture.log.calls).containsExactly("opened", "acknowledged 0", "failed ack-beyond-sent");
	}

	@Test
	void controlMessagesAreNumberedAndAcknowledgedLikeData() {
		LinkFixture fixture = LinkFixture.open();

		assertThat(fixture.send("a")).isZero();
		fixture.link.sendControl(new Cookie(Octets.EMPTY), fixture.now());
		assertThat(fixture.send("b")).isEqualTo(2);
		fixture.receive(AckChunk.of(1));

		assertThat(fixture.log.last()).isEqualTo("acknowledged 1");
	}

	@Test
	@DisplayName("tcp-mapping.md 5.1: without an acknowledgement for so long, the link fails")
	void dataThatIsNotAcknowledgedInTimeFails() {
		LinkFixture fixture = LinkFixture.open(0, 0, WITH_ACK_TIMEOUT);
		fixture.send("a");
		fixture.advance(600);
		fixture.send("b");
		fixture.advance(300);
		fixture.receive(AckChunk.of(0));

		fixture.advance(699);
		assertThat(fixture.log.last()).isEqualTo("acknowledged 0");
		fixture.advance(1);

		assertThat(fixture.log.last()).isEqualTo("failed without error: DATA 1 was not acknowledged within 1000 ms");
		assertThat(fixture.isReset()).isTrue();
	}

	@Test
	void ackTimerRestsWhileNothingIsUnderWay() {
		LinkFixture fixture = LinkFixture.open(0, 0, WITH_ACK_TIMEOUT);
		fixture.send("a");
		fixture.receive(AckChunk.of(0));
		fixture.advance(60_000);
		assertThat(fixture.effects.timers()).isEmpty();

		fixture.send("b");
		fixture.advance(999);
		assertThat(fixture.link.isOpen()).isTrue();
		fixture.advance(1);

		assertThat(fixture.link.isOpen()).isFalse();
	}

	@Test
	void ackTimeoutCanBeSetAndTakenBackUnderWay() {
		LinkFixture fixture = LinkFixture.open(0, 0, WITH_ACK_TIMEOUT.withAckTimeout(0));
		for (int i = 0; i < 40; i++) {
			fixture.send("a");
		}
		fixture.advance(60_000);

		fixture.link.tune(WITH_ACK_TIMEOUT, fixture.now());
		fixture.advance(500);
		fixture.link.tune(WITH_ACK_TIMEOUT.withAckTimeout(0), fixture.now());
		fixture.advance(60_000);
		fixture.link.tune(WITH_ACK_TIMEOUT, fixture.now());
		fixture.advance(999);
		assertThat(fixture.link.isOpen()).isTrue();
		fixture.advance(1);

		assertThat(fixture.log.last()).startsWith("failed without error: DATA 0");
	}

	@Test
	void numbersGoOnWhereTheTsnWraps() {
		SentData sent = new SentData();
		for (long i = 0; i < 5; i++) {
			sent.send(0);
		}
		assertThat(sent.numberOf(4)).isEqualTo(4);
		assertThat(sent.numberOf(-1)).isEqualTo(-1);
		sent.acknowledge((1L << 32) + 9);

		assertThat(sent.numberOf(10)).isEqualTo((1L << 32) + 10);
		assertThat(sent.numberOf(-1)).isEqualTo((1L << 32) - 1);
	}

	@Test
	void streamNumbersWrapAndAreKeptApart() {
		StreamSequences sequences = new StreamSequences();
		Random random = new Random(3);
		int[] expected = new int[0x10000];
		for (int i = 0; i < 300_000; i++) {
			int stream = (i % 3 == 0) ? 0 : random.nextInt(0x10000);
			if (i % 2 == 0) {
				stream &= 0xf00f;
			}
			assertThat(sequences.take(stream)).isEqualTo(expected[stream]);
			expected[stream] = (expected[stream] + 1) & 0xffff;
		}
		StreamSequences wrapping = new StreamSequences();
		for (int i = 0; i <= 0xffff; i++) {
			wrapping.take(0);
			wrapping.take(9);
		}
		assertThat(wrapping.take(0)).isZero();
		assertThat(wrapping.take(9)).isZero();
		assertThat(wrapping.take(9)).isOne();
	}

	@Test
	void acknowledgementsLeaveInOrderWhateverTheOrderOfDelivery() {
		Random random = new Random(11);
		AckOrder order = new AckOrder();
		List<Long> open = new ArrayList<>();
		long acknowledged = 0;
		for (int i = 0; i < 200_000; i++) {
			if (open.size() < 500 && random.nextInt(100) < 52) {
				open.add(order.receive());
			}
			else if (!open.isEmpty()) {
				long number = open.remove(random.nextInt(Math.min(open.size(), 1 + i % 400)));
				acknowledged += order.deliver(number);
				long oldest = open.stream().mapToLong(Long::longValue).min().orElse(order.next());
				assertThat(order.last()).isEqualTo(acknowledged - 1).isEqualTo(oldest - 1);
				assertThat(order.deliver(number)).isZero();
			}
		}
		assertThat(acknowledged).isGreaterThan(90_000);
	}

	@Test
	void dataOfTheOtherSideIsNumberedFromZeroModuloItsTsn() {
		LinkFixture fixture = withReceived(3);

		fixture.receive("00000010 00000003 0000 0004 00000000");

		assertThat(fixture.log.last()).isEqualTo("failed wrong-stream-sequence");
	}

	@Test
	void receivedDataIsAViewOfWhatArrived() {
		LinkFixture fixture = LinkFixture.open();
		DataChunk chunk = new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(new byte[20]));

		fixture.link.received(chunk, fixture.now());

		assertThat(fixture.log.data.get(0).array()).isSameAs(chunk.body().array());
	}

}
