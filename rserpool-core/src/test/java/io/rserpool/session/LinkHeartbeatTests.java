package io.rserpool.session;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.HeartbeatAckChunk;
import io.rserpool.wire.HeartbeatChunk;
import io.rserpool.wire.Octets;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Heartbeats and the detection of silence (tcp-mapping.md 3.4, 5.1).
 */
class LinkHeartbeatTests {

	private static final String HEARTBEAT = "0400000800010004";

	private static List<Octets> heartbeats(LinkFixture fixture) {
		return fixture.effects.sentTo(fixture.connection, HeartbeatChunk.class)
			.stream()
			.map(HeartbeatChunk::info)
			.toList();
	}

	private static Octets last(LinkFixture fixture) {
		List<Octets> heartbeats = heartbeats(fixture);
		return heartbeats.get(heartbeats.size() - 1);
	}

	@Test
	@DisplayName("T-13: info is a counter and the time; the answer gives the round trip")
	void answerGivesTheRoundTrip() {
		LinkFixture fixture = LinkFixture.open();
		assertThat(fixture.link.roundTripMillis()).isEmpty();
		fixture.advance(5_000);
		long sentAt = fixture.effects.sent(fixture.effects.sentCount() - 1).at();
		assertThat(last(fixture))
			.isEqualTo(Octets.ofHex("0001000c00000001" + HexFormat.of().toHexDigits((int) sentAt)));

		fixture.advance(37);
		long expected = fixture.now() - sentAt;
		fixture.receive(new HeartbeatAckChunk(last(fixture)));

		assertThat(fixture.link.roundTripMillis()).hasValue(expected);
	}

	@Test
	@DisplayName("tcp-mapping.md 5.1: a heartbeat is sent after hbInterval of silence, less 0-20 %")
	void heartbeatIsSentAfterSilenceWithSpread() {
		long least = Long.MAX_VALUE;
		long most = 0;
		LinkFixture fixture = LinkFixture.open();
		for (int i = 0; i < 500; i++) {
			long from = fixture.now();
			int count = fixture.effects.sentCount();
			while (fixture.effects.sentCount() == count) {
				fixture.advance(1);
			}
			long silence = fixture.now() - from;
			least = Math.min(least, silence);
			most = Math.max(most, silence);
			fixture.receive(new HeartbeatAckChunk(last(fixture)));
		}
		assertThat(least).isBetween(4_000L, 4_050L);
		assertThat(most).isBetween(4_950L, 5_000L);
	}

	@Test
	@DisplayName("T2: a dead peer is found within hbInterval + hbMaxMissed x hbTimeout of the last octet")
	void deadPeerIsFoundInTime() {
		Random random = new Random(2);
		for (int i = 0; i < 300; i++) {
			long interval = 100 + random.nextInt(3_000);
			long timeout = 100 + random.nextInt(3_000);
			int missed = 1 + random.nextInt(5);
			LinkFixture fixture = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(interval, timeout, missed));
			long last = fixture.now();
			for (int k = random.nextInt(30); k > 0; k--) {
				// Answers come after up to one missed timeout, other chunks at any time.
				fixture.advance(random.nextInt((int) Math.min(interval, timeout)));
				fixture.receive(random.nextBoolean() || heartbeats(fixture).isEmpty() ? HEARTBEAT
						: HexFormat.of().formatHex(LinkFixture.encode(new HeartbeatAckChunk(last(fixture)))));
				last = fixture.now();
				assertThat(fixture.link.isOpen()).isTrue();
			}

			long bound = last + interval + missed * timeout;
			fixture.advance(bound - interval / 5 - 2 - fixture.now());
			assertThat(fixture.link.isOpen()).isTrue();
			fixture.advance(bound - fixture.now());

			assertThat(fixture.log.last())
				.isEqualTo("failed without error: silent; heartbeats without an answer: " + missed);
			assertThat(fixture.isReset()).isTrue();
		}
	}

	@Test
	void profilesFindADeadPeerInTheirTime() {
		for (Profile profile : Profile.values()) {
			LinkTuning tuning = LinkTuning.of(Timing.of(profile));
			LinkFixture fixture = LinkFixture.open(0, 0, tuning);

			fixture.advance(tuning.heartbeatInterval() + tuning.heartbeatMaxMissed() * tuning.heartbeatTimeout());

			assertThat(fixture.log.last()).startsWith("failed");
		}
	}

	@Test
	void anyChunkIsASignOfLife() {
		LinkFixture fixture = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(1_000, 1_000, 1));

		for (int i = 0; i < 20; i++) {
			fixture.advance(1_700);
			assertThat(heartbeats(fixture)).hasSize(3 * i + 1);
			fixture.receive(HEARTBEAT);
			fixture.advance(1_700);
			fixture.receive("06000004");
			fixture.advance(1_700);
			fixture.receive("00000010" + "%08x0000%04x00000000".formatted(i, i));
		}

		assertThat(fixture.link.isOpen()).isTrue();
	}

	@Test
	void trafficSetsNoTimers() {
		LinkFixture fixture = LinkFixture.open();
		var timers = fixture.effects.timers();

		for (int i = 0; i < 10; i++) {
			fixture.send("x");
			fixture.receive(HEARTBEAT);
			fixture.receive("03000008" + "%08x".formatted(i));
		}

		assertThat(fixture.effects.timers()).isEqualTo(timers);
	}

	@Test
	void noHeartbeatIsSentWhileTheOtherSideTalks() {
		LinkFixture fixture = LinkFixture.open();

		for (int i = 0; i < 100; i++) {
			fixture.advance(3_999);
			fixture.receive(HEARTBEAT);
		}

		assertThat(heartbeats(fixture)).isEmpty();
	}

	@Test
	void switchedOffHeartbeatsAreStillAnswered() {
		LinkFixture fixture = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(0, 5_000, 2));

		fixture.advance(3_600_000);
		fixture.receive(HEARTBEAT);

		assertThat(fixture.sent()).containsExactly("0500000800010004");
		assertThat(fixture.effects.timers()).isEmpty();
	}

	@Test
	@DisplayName("tcp-mapping.md 5.3: a late answer is ignored, one to nothing closes")
	void lateAnswerIsIgnoredAndOneToNothingCloses() {
		LinkFixture fixture = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(1_000, 1_000, 10));
		fixture.advance(3_000);
		List<Octets> heartbeats = heartbeats(fixture);
		assertThat(heartbeats).hasSizeGreaterThanOrEqualTo(2);

		fixture.receive(new HeartbeatAckChunk(heartbeats.get(0)));
		assertThat(fixture.link.roundTripMillis()).isEmpty();
		fixture.receive(new HeartbeatAckChunk(last(fixture)));
		fixture.receive(new HeartbeatAckChunk(last(fixture)));
		assertThat(fixture.link.isOpen()).isTrue();
		assertThat(fixture.link.roundTripMillis()).isPresent();

		for (String info : List.of("0001000c00000063" + "00000000", "0001000c00000000" + "00000000", "00010004",
				last(fixture).toString().substring(0, 16) + "12345678")) {
			LinkFixture other = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(1_000, 1_000, 10));
			other.advance(3_000);
			other.receive(new HeartbeatAckChunk(Octets.ofHex(info)));
			assertThat(other.log.last()).isEqualTo("failed unknown-heartbeat-ack");
		}
		LinkFixture silent = LinkFixture.open();
		silent.receive(new HeartbeatAckChunk(Octets.ofHex("0001000c0000000000000000")));
		assertThat(silent.log.last()).isEqualTo("failed unknown-heartbeat-ack");
	}

	@Test
	@DisplayName("T9: timers change at run time, for what is under way, too")
	void tuningActsOnWhatIsUnderWay() {
		LinkFixture fixture = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(300_000, 60_000, 2));
		fixture.advance(10_000);

		fixture.link.tune(LinkFixture.TUNING.withHeartbeat(200, 60_000, 2), fixture.now());
		fixture.advance(0);
		assertThat(heartbeats(fixture)).hasSize(1);
		fixture.advance(500);
		fixture.link.tune(LinkFixture.TUNING.withHeartbeat(200, 400, 1), fixture.now());
		fixture.advance(0);

		assertThat(fixture.log.last()).startsWith("failed without error: silent");
	}

	@Test
	void heartbeatsCanBeSwitchedOffAndOnUnderWay() {
		LinkFixture fixture = LinkFixture.open();
		fixture.advance(5_001);
		assertThat(heartbeats(fixture)).hasSize(1);

		fixture.link.tune(LinkFixture.TUNING.withHeartbeat(0, 5_000, 2), fixture.now());
		fixture.advance(600_000);
		assertThat(fixture.link.isOpen()).isTrue();
		assertThat(heartbeats(fixture)).hasSize(1);
		fixture.link.tune(LinkFixture.TUNING, fixture.now());
		fixture.advance(0);

		assertThat(heartbeats(fixture)).hasSize(2);
	}

	@Test
	void initTimeoutCanBeTunedUnderWay() {
		LinkFixture fixture = new LinkFixture(0, LinkFixture.TUNING);
		fixture.link.open(fixture.now());
		fixture.advance(1_000);

		fixture.link.tune(new LinkTuning(2_000, 0, 5_000, 2, 0), fixture.now());
		fixture.advance(999);
		assertThat(fixture.log.calls).isEmpty();
		fixture.advance(1);

		assertThat(fixture.log.last()).isEqualTo("failed without error: no INIT within 2000 ms");
	}

	@Test
	void timersThatFireTwiceOrLateDoNothing() {
		LinkFixture fixture = LinkFixture.open();
		int sent = fixture.effects.sentCount();
		for (LinkTimer timer : LinkTimer.values()) {
			fixture.link.timerExpired(timer, fixture.now());
		}
		assertThat(fixture.log.calls).containsExactly("opened");
		assertThat(fixture.effects.sentCount()).isEqualTo(sent);

		fixture.advance(5_000);
		List<WireMessage> before = fixture.effects.sentTo(fixture.connection);
		for (LinkTimer timer : LinkTimer.values()) {
			fixture.link.timerExpired(timer, fixture.now());
		}

		assertThat(fixture.effects.sentTo(fixture.connection)).isEqualTo(before);
		assertThat(fixture.link.isOpen()).isTrue();
	}

}
