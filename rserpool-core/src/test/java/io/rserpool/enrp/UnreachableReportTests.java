package io.rserpool.enrp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.TimerName;

import static org.assertj.core.api.Assertions.assertThat;

class UnreachableReportTests {

	private static final String HOST = "192.0.2.1";

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId connection = this.registrar.registered(1, HOST);

	@Test
	@DisplayName("RFC 5352 3.5: a report causes a keep-alive with H=0 at once")
	@Conformance({ "ASAP-3.5-5", "ASAP-3.5-6", "ASAP-4-6" })
	void reportCausesProbe() {
		this.registrar.report(user(1), 1);

		assertThat(this.registrar.keepAlives(this.connection)).singleElement().matches((ask) -> !ask.homeWanted());
	}

	@Test
	@DisplayName("RFC 5352 3.5: an element that answers the probe is kept, and the report counted")
	@Conformance({ "ASAP-3.5-8", "ASAP-3.5-9" })
	void livingElementIsKept() {
		this.registrar.report(user(1), 1);
		this.registrar.ack(this.connection, 1);
		this.registrar.advanceAnswering(this.connection, 1, 10_000);

		assertThat(this.registrar.element(1)).isNotNull().extracting(ElementSnapshot::reporters).isEqualTo(1);
		assertThat(this.registrar.counted("reports")).isOne();
	}

	@Test
	@DisplayName("RFC 5352 3.5: a dead element is removed after the report (AT-25)")
	@Conformance("ASAP-3.5-7")
	void deadElementIsRemoved() {
		for (int i = 1; i <= 3; i++) {
			this.registrar.report(user(i), 1);
		}
		this.registrar.advance(this.registrar.millis(TimerName.KEEP_ALIVE_TIMEOUT));

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.world.causeOfLast(RserpoolEvent.ElementRemoved.class))
			.isInstanceOf(RserpoolEvent.UnreachableReported.class);
		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class))
			.extracting(RserpoolEvent.ElementRemoved::reason)
			.containsExactly(RemovalReason.KEEP_ALIVE_TIMEOUT);
	}

	@Test
	@DisplayName("[A-4]: report, suspension and removal are one chain of causes")
	void eventsAreChained() {
		this.registrar.report(user(1), 1);
		this.registrar.lose(this.connection);

		assertThat(this.registrar.world.causeOfLast(RserpoolEvent.ElementSuspended.class))
			.isInstanceOf(RserpoolEvent.UnreachableReported.class);
	}

	@Test
	@DisplayName("[A-4]: the fourth distinct reporter within a minute removes even a living element")
	@Conformance("ASAP-3.5-10")
	void fourthReporterRemoves() {
		for (int i = 1; i <= 3; i++) {
			this.registrar.report(user(i), 1);
			this.registrar.advanceAnswering(this.connection, 1, 1500);
		}
		assertThat(this.registrar.has(1)).isTrue();
		this.registrar.report(user(4), 1);

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class))
			.extracting(RserpoolEvent.ElementRemoved::reason)
			.containsExactly(RemovalReason.UNREACHABLE_REPORTS);
	}

	@Test
	@DisplayName("[A-4]: reports older than a minute do not count")
	void oldReportsDoNotCount() {
		for (int i = 1; i <= 10; i++) {
			this.registrar.report(user(i), 1);
			this.registrar.ack(this.connection, 1);
			this.registrar.advanceAnswering(this.connection, 1, 25_000);
		}

		assertThat(this.registrar.has(1)).isTrue();
	}

	@Test
	@DisplayName("[A-4]: neither an acknowledgement nor a re-registration clears the count, a new registration does")
	void onlyNewRegistrationClearsTheCount() {
		this.registrar.report(user(1), 1);
		this.registrar.ack(this.connection, 1);
		this.registrar.register(this.connection, Registrar.listening(1, HOST));
		assertThat(this.registrar.element(1)).isNotNull().extracting(ElementSnapshot::reporters).isEqualTo(1);

		this.registrar.deregister(this.connection, 1);
		this.registrar.register(this.connection, Registrar.listening(1, HOST));

		assertThat(this.registrar.element(1)).isNotNull().extracting(ElementSnapshot::reporters).isEqualTo(0);
	}

	@Test
	@DisplayName("SR-25: 1,000 reports a second of one user never remove a healthy element (AT-24)")
	@Conformance("ASAP-9.2-19")
	void floodOfReportsRemovesNothing() {
		ConnectionId attacker = user(1);
		for (int i = 0; i < 90_000; i++) {
			this.registrar.report(attacker, 1);
			this.registrar.advanceAnswering(this.connection, 1, 1);
		}

		assertThat(this.registrar.has(1)).isTrue();
		assertThat(this.registrar.counted("reports")).isLessThanOrEqualTo(10);
		assertThat(this.registrar.world.events(RserpoolEvent.UnreachableReported.class)).hasSizeLessThanOrEqualTo(10);
		for (int i = 1; i < this.registrar.keepAliveTimes().size(); i++) {
			assertThat(this.registrar.keepAliveTimes().get(i) - this.registrar.keepAliveTimes().get(i - 1))
				.isGreaterThanOrEqualTo(this.registrar.millis(TimerName.KEEP_ALIVE_MIN_GAP));
		}
	}

	@Test
	@DisplayName("SR-25: users that never resolved the pool cause probes, but do not count")
	void strangersDoNotCount() {
		for (int i = 1; i <= 20; i++) {
			this.registrar.report(this.registrar.connect("192.0.2." + (100 + i)), 1);
			this.registrar.ack(this.connection, 1);
			this.registrar.advance(1);
		}

		assertThat(this.registrar.has(1)).isTrue();
		assertThat(this.registrar.element(1)).isNotNull().extracting(ElementSnapshot::reporters).isEqualTo(0);
		assertThat(this.registrar.keepAlives(this.connection)).isNotEmpty();
	}

	@Test
	@DisplayName("SR-25: elements are reporters that count")
	void elementsCount() {
		ConnectionId other = this.registrar.registered(2, "192.0.2.2");

		this.registrar.report(other, 1);

		assertThat(this.registrar.element(1)).isNotNull().extracting(ElementSnapshot::reporters).isEqualTo(1);
	}

	@Test
	@DisplayName("SR-25: one user reports ten elements a second at most")
	void reportsOfOneUserAreLimited() {
		for (int id = 2; id <= 40; id++) {
			this.registrar.register(this.connection, Registrar.listening(id, HOST));
		}
		ConnectionId user = user(1);

		for (int id = 1; id <= 40; id++) {
			this.registrar.report(user, id);
		}

		assertThat(this.registrar.counted("reports")).isEqualTo(10);
		assertThat(this.registrar.world.events(RserpoolEvent.LimitReached.class)).hasSize(1);
	}

	@Test
	@DisplayName("strict-rfc: every report counts, without window")
	void strictRfcCountsEveryReport() {
		Registrar strict = Registrar.strictRfc();
		ConnectionId element = strict.registered(1, HOST);
		ConnectionId user = strict.connect("192.0.2.9");
		for (int i = 0; i < 3; i++) {
			strict.report(user, 1);
			strict.ack(element, 1);
			strict.advanceAnswering(element, 1, 70_000);
		}
		assertThat(strict.has(1)).isTrue();

		strict.report(user, 1);

		assertThat(strict.has(1)).isFalse();
	}

	@Test
	@DisplayName("RFC 5352 3.5: a report on an unknown element is ignored")
	void unknownElementIsIgnored() {
		this.registrar.report(user(1), 99);

		assertThat(this.registrar.counted("reportsIgnored")).isOne();
		assertThat(this.registrar.world.events(RserpoolEvent.UnreachableReported.class)).isEmpty();
	}

	/** A user at an address of its own that knows the pool. */
	private ConnectionId user(int number) {
		ConnectionId user = this.registrar.connect("198.51.100." + number);
		this.registrar.resolve(user);
		return user;
	}

}
