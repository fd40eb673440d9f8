package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.EndpointKeepAlive;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests {

	private static final String HOST = "192.0.2.1";

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId connection = this.registrar.registered(1, HOST);

	private final long interval = this.registrar.millis(TimerName.KEEP_ALIVE_INTERVAL);

	private final long timeout = this.registrar.millis(TimerName.KEEP_ALIVE_TIMEOUT);

	@Test
	@DisplayName("RFC 5352 3.5: owned elements are asked with H=0, at gaps of a third to all of the interval")
	@Conformance("ASAP-3.5-11")
	void gapsAreBetweenAThirdAndAllOfTheInterval() {
		this.registrar.advanceAnswering(this.connection, 1, 20 * this.interval);

		List<Long> times = this.registrar.keepAliveTimes();
		assertThat(times).hasSizeBetween(20, 60);
		for (int i = 1; i < times.size(); i++) {
			// The acknowledgement comes a millisecond later.
			assertThat(times.get(i) - times.get(i - 1)).isBetween(this.interval / 3, this.interval + 1);
		}
		assertThat(this.registrar.keepAlives(this.connection)).allMatch((ask) -> !ask.homeWanted())
			.allMatch((ask) -> ask.server().equals(Registrar.ID));
		assertThat(this.registrar.has(1)).isTrue();
	}

	@Test
	@DisplayName("RFC 5352 3.5: an element that does not answer is removed, in interval + timeout at most")
	@Conformance({ "ASAP-3.5-12", "ASAP-4-6", "REQ-002" })
	void silentElementIsRemoved() {
		this.registrar.advance(this.interval + this.timeout);

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.keepAlives(this.connection)).hasSize(1);
		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class)).containsExactly(
				new RserpoolEvent.ElementRemoved(Registrar.POOL, Registrar.id(1), RemovalReason.KEEP_ALIVE_TIMEOUT));
		assertThat(this.registrar.counted("removed")).isOne();
	}

	@Test
	@DisplayName("[A-9]: a removed element is told while its connection stands, and may come back")
	void removedElementIsTold() {
		this.registrar.advance(this.interval + this.timeout);

		assertThat(this.registrar.world.lastTo(this.connection))
			.isEqualTo(new DeregistrationResponse(Registrar.POOL, Registrar.id(1), null));
		assertThat(this.registrar.register(this.connection, Registrar.element(1, HOST)).rejected()).isFalse();
	}

	@Test
	@DisplayName("SR-27: keep-alives keep the least gap, whatever their cause")
	@Conformance({ "ENRP-149", "THR-020" })
	void leastGapIsKept() {
		Registrar lan = Registrar.of(io.rserpool.machine.Profile.LAN);
		ConnectionId element = lan.registered(1, HOST);
		for (int i = 0; i < 200; i++) {
			// Who did not resolve the pool causes probes, but does not count.
			lan.report(lan.connect("192.0.2." + (10 + i)), 1);
			lan.advanceAnswering(element, 1, 7);
		}

		List<Long> times = lan.keepAliveTimes();
		assertThat(times).hasSizeGreaterThan(5);
		for (int i = 1; i < times.size(); i++) {
			assertThat(times.get(i) - times.get(i - 1))
				.isGreaterThanOrEqualTo(lan.millis(TimerName.KEEP_ALIVE_MIN_GAP));
		}
	}

	@Test
	@DisplayName("[A-5]: an acknowledgement from another connection counts for nothing")
	void foreignAcknowledgementIsIgnored() {
		ConnectionId other = this.registrar.connect("192.0.2.66");
		for (int i = 0; i < this.interval + this.timeout; i += 100) {
			this.registrar.ack(other, 1);
			this.registrar.advance(100);
		}

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.counted("unexpected")).isPositive();
	}

	@Test
	@DisplayName("The round trip of a keep-alive is measured")
	void roundTripIsMeasured() {
		while (this.registrar.keepAlives(this.connection).isEmpty()) {
			this.registrar.advance(1);
		}
		this.registrar.advance(17);
		this.registrar.ack(this.connection, 1);

		assertThat(this.registrar.element(1)).isNotNull()
			.extracting(ElementSnapshot::keepAliveRoundTripMillis)
			.isEqualTo(17L);
	}

	@Test
	@DisplayName("RFC 5352 3.5: the keep-alives of 1,000 elements are spread over time (C10)")
	@Conformance("ASAP-3.5-13")
	void keepAlivesAreSpread() {
		Map<ConnectionId, Integer> elements = new HashMap<>();
		for (int id = 1000; id < 2000; id++) {
			elements.put(this.registrar.registered(id, "192.0.2." + (id % 200 + 1)), id);
		}
		List<Long> times = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			this.registrar.world.clear();
			this.registrar.advance(100);
			for (RecordingEffects.Sent sent : this.registrar.world.sent()) {
				Integer id = elements.get(sent.to());
				if (sent.message() instanceof EndpointKeepAlive && id != null) {
					times.add(sent.at());
					this.registrar.ack(sent.to(), id);
				}
			}
		}

		long begin = this.registrar.now() - 200 * 100;
		int[] perTenth = new int[200];
		times.forEach((at) -> perTenth[(int) Math.min(199, (at - begin) / 100)]++);
		int settled = 2 * (int) this.interval / 100;
		double mean = java.util.Arrays.stream(perTenth, settled, 200).average().orElseThrow();
		assertThat(mean).isBetween(40.0, 60.0);
		for (int i = 0; i < 200; i++) {
			assertThat(perTenth[i]).as("keep-alives in tenth %d", i).isLessThan((int) (2 * mean));
		}
		assertThat(this.registrar.counted("removed")).isLessThanOrEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5352 3.1: an expired registration is removed and told by an unsolicited response")
	@Conformance("ASAP-2.2.4-1")
	void expiredElementIsTold() {
		ConnectionId shortLived = this.registrar.connect(HOST);
		this.registrar.register(shortLived, Registrar.withLife(Registrar.element(2, HOST), 2));

		this.registrar.advanceAnswering(shortLived, 2, 1999);
		assertThat(this.registrar.has(2)).isTrue();
		this.registrar.advance(1);

		assertThat(this.registrar.has(2)).isFalse();
		assertThat(this.registrar.world.lastTo(shortLived))
			.isEqualTo(new DeregistrationResponse(Registrar.POOL, Registrar.id(2), null));
		assertThat(this.registrar.world.events(RserpoolEvent.ElementExpired.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5352 3.1: a re-registration starts the life anew; -1 never ends")
	@Conformance("PAR-3.10-3")
	void reRegistrationStartsTheLifeAnew() {
		ConnectionId mortal = this.registrar.connect(HOST);
		this.registrar.register(mortal, Registrar.withLife(Registrar.element(2, HOST), 2));
		this.registrar.advanceAnswering(mortal, 2, 1500);
		this.registrar.register(mortal, Registrar.withLife(Registrar.element(2, HOST), 2));
		this.registrar.advanceAnswering(mortal, 2, 1500);
		assertThat(this.registrar.has(2)).isTrue();

		this.registrar.register(mortal, Registrar.withLife(Registrar.element(2, HOST), -1));
		this.registrar.advanceAnswering(mortal, 2, 10_000);

		assertThat(this.registrar.element(2)).isNotNull().extracting(ElementSnapshot::lifeLeftMillis).isEqualTo(-1L);
	}

	@Test
	@DisplayName("N-13: the life can be milliseconds, as rsplib has it")
	void lifeCanBeMilliseconds() {
		Registrar rsplib = Registrar.lifeInMilliseconds();
		ConnectionId element = rsplib.connect(HOST);
		rsplib.register(element, Registrar.withLife(Registrar.element(1, HOST), 500));

		rsplib.advance(499);
		assertThat(rsplib.has(1)).isTrue();
		rsplib.advance(1);

		assertThat(rsplib.has(1)).isFalse();
	}

}
