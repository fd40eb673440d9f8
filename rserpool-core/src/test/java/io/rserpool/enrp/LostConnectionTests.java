package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.PoolElementParameter;

import static org.assertj.core.api.Assertions.assertThat;

class LostConnectionTests {

	private static final String HOST = "192.0.2.1";

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId connection = this.registrar.registered(1, HOST);

	private final long timeout = this.registrar.millis(TimerName.KEEP_ALIVE_TIMEOUT);

	@Test
	@DisplayName("[T-5]: a lost element is suspended at once and left out while its pool has others")
	void lostElementIsSuspended() {
		this.registrar.registered(2, "192.0.2.2");
		ConnectionId user = this.registrar.connect("192.0.2.9");

		this.registrar.lose(this.connection);

		assertThat(this.registrar.state(1)).isEqualTo(ElementState.SUSPENDED);
		assertThat(this.registrar.resolve(user).elements()).extracting(PoolElementParameter::id)
			.containsExactly(Registrar.id(2));
		assertThat(this.registrar.world.events(RserpoolEvent.ElementSuspended.class))
			.containsExactly(new RserpoolEvent.ElementSuspended(Registrar.POOL, Registrar.id(1), "closed by peer"));
	}

	@Test
	@DisplayName("[T-5]: the last element of a pool is offered although it is suspended")
	void onlyElementIsStillOffered() {
		this.registrar.lose(this.connection);

		assertThat(this.registrar.resolve(this.registrar.connect("192.0.2.9")).elements()).hasSize(1);
	}

	@Test
	@DisplayName("[T-5]: the ASAP listener is dialled at once; refused means removed at once")
	void refusedDialRemovesAtOnce() {
		this.registrar.lose(this.connection);

		assertThat(this.registrar.world.lastDial().protocol()).isEqualTo(Protocol.ASAP);
		assertThat(this.registrar.world.lastDial().to()).isEqualTo(Registrar.endpoint(HOST, 3900));
		fail(DialFailure.REFUSED);

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class))
			.extracting(RserpoolEvent.ElementRemoved::reason)
			.containsExactly(RemovalReason.UNREACHABLE);
		assertThat(this.registrar.world.causeOfLast(RserpoolEvent.ElementRemoved.class))
			.isInstanceOf(RserpoolEvent.ElementSuspended.class);
	}

	@Test
	@DisplayName("[T-5]: an acknowledged keep-alive on the dialled connection resumes the element")
	void acknowledgementResumes() {
		this.registrar.lose(this.connection);
		ConnectionId dialled = this.registrar.dialSucceeds();

		assertThat(this.registrar.world.sentTo(dialled))
			.containsExactly(new EndpointKeepAlive(Registrar.ID, false, Registrar.POOL, null));
		assertThat(this.registrar.state(1)).isEqualTo(ElementState.SUSPENDED);
		this.registrar.ack(dialled, 1);

		assertThat(this.registrar.state(1)).isEqualTo(ElementState.UP);
		assertThat(this.registrar.world.causeOfLast(RserpoolEvent.ElementResumed.class))
			.isInstanceOf(RserpoolEvent.ElementSuspended.class);
		this.registrar.advanceAnswering(dialled, 1, 60_000);
		assertThat(this.registrar.has(1)).isTrue();
	}

	@Test
	@DisplayName("[T-5]: a listener that takes the call but does not acknowledge is removed")
	void unacknowledgedDialRemoves() {
		this.registrar.lose(this.connection);
		this.registrar.dialSucceeds();

		this.registrar.advance(this.timeout);

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class))
			.extracting(RserpoolEvent.ElementRemoved::reason)
			.containsExactly(RemovalReason.UNREACHABLE);
		assertThat(this.registrar.world.hasClosed(this.registrar.world.lastDial().connection())).isTrue();
	}

	@Test
	@DisplayName("[T-5]: a dial without answer is repeated until the keep-alive timeout, then the element is removed")
	void unansweredDialIsRepeated() {
		long lostAt = this.registrar.now();
		this.registrar.lose(this.connection);
		while (this.registrar.has(1)) {
			fail(DialFailure.UNREACHABLE);
			this.registrar.advance(10);
		}

		assertThat(this.registrar.world.dialled()).hasSizeBetween(8, 11);
		assertThat(this.registrar.now() - lostAt).isBetween(this.timeout, this.timeout + 10);
	}

	@Test
	@DisplayName("[T-5]: a dial that hangs is given up at the keep-alive timeout")
	void hangingDialIsGivenUp() {
		this.registrar.lose(this.connection);
		this.registrar.advance(this.timeout - 1);
		assertThat(this.registrar.has(1)).isTrue();
		this.registrar.advance(1);

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.world.hasClosed(this.registrar.world.lastDial().connection())).isTrue();
	}

	@Test
	@DisplayName("[T-5]: a listener that hangs up again and again does not live for ever")
	void listenerThatHangsUpIsRemoved() {
		long lostAt = this.registrar.now();
		this.registrar.lose(this.connection);
		int answered = 0;
		while (this.registrar.has(1)) {
			if (this.registrar.world.dialled().size() > answered) {
				answered++;
				this.registrar.lose(this.registrar.dialSucceeds());
			}
			this.registrar.advance(10);
		}

		assertThat(answered).isBetween(8, 11);
		assertThat(this.registrar.now() - lostAt).isLessThanOrEqualTo(2 * this.timeout);
		assertThat(this.registrar.world.events(RserpoolEvent.ElementSuspended.class)).hasSize(1);
	}

	@Test
	@DisplayName("[T-5]: a process that takes one more call while it is killed is forgotten in milliseconds")
	void listenerThatHangsUpOnceAndThenRefusesIsRemovedAtOnce() {
		long lostAt = this.registrar.now();
		this.registrar.lose(this.connection);
		this.registrar.lose(this.registrar.dialSucceeds());
		while (this.registrar.world.dialled().size() < 2) {
			this.registrar.advance(1);
		}
		fail(DialFailure.REFUSED);

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.now() - lostAt).isLessThan(50);
	}

	@Test
	@DisplayName("[T-5]: without listener the element has a grace to register again")
	void withoutListenerThereIsAGrace() {
		ConnectionId other = this.registrar.connect("192.0.2.2");
		this.registrar.register(other, Registrar.element(2, "192.0.2.2"));
		long grace = this.registrar.millis(TimerName.PE_RECONNECT_GRACE);

		this.registrar.lose(other);
		this.registrar.advance(grace - 1);
		assertThat(this.registrar.state(2)).isEqualTo(ElementState.SUSPENDED);
		this.registrar.advance(1);

		assertThat(this.registrar.world.dialled()).isEmpty();
		assertThat(this.registrar.has(2)).isFalse();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class))
			.contains(new RserpoolEvent.ElementRemoved(Registrar.POOL, Registrar.id(2), RemovalReason.NOT_RECONNECTED));
	}

	@Test
	@DisplayName("[T-5]: a re-registration on a new connection resumes the element and ends the dial")
	void reRegistrationResumes() {
		this.registrar.lose(this.connection);
		ConnectionId dial = this.registrar.world.lastDial().connection();
		ConnectionId second = this.registrar.connect(HOST);

		assertThat(this.registrar.register(second, Registrar.listening(1, HOST)).rejected()).isFalse();

		assertThat(this.registrar.state(1)).isEqualTo(ElementState.UP);
		assertThat(this.registrar.world.hasClosed(dial)).isTrue();
		this.registrar.machine.dialFailed(dial, DialFailure.REFUSED, this.registrar.now());
		this.registrar.advanceAnswering(second, 1, 30_000);
		assertThat(this.registrar.has(1)).isTrue();
	}

	@Test
	@DisplayName("[T-5]: a re-registration ends the connection that was dialled for the element")
	void reRegistrationEndsTheDialledConnection() {
		this.registrar.lose(this.connection);
		ConnectionId dialled = this.registrar.dialSucceeds();
		ConnectionId second = this.registrar.connect(HOST);

		this.registrar.register(second, Registrar.listening(1, HOST));

		assertThat(this.registrar.world.hasClosed(dialled)).isTrue();
		this.registrar.lose(dialled);
		assertThat(this.registrar.state(1)).isEqualTo(ElementState.UP);
	}

	@Test
	@DisplayName("[T-6]: the elements of a process share one dial to their listener")
	void elementsOfAProcessShareTheDial() {
		this.registrar.register(this.connection, Registrar.listening(2, HOST));
		this.registrar.register(this.connection, Registrar.listening(3, HOST));

		this.registrar.lose(this.connection);

		assertThat(this.registrar.world.dialled()).hasSize(1);
		fail(DialFailure.REFUSED);
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).elementCount()).isZero();
		assertThat(this.registrar.world.events(RserpoolEvent.PoolRemoved.class)).hasSize(1);
	}

	@Test
	@DisplayName("SR-27: the keep-alive after a dial keeps the least gap, too")
	@Conformance({ "ENRP-149", "THR-020" })
	void keepAliveAfterDialKeepsTheGap() {
		while (this.registrar.keepAlives(this.connection).isEmpty()) {
			this.registrar.advance(1);
		}
		this.registrar.lose(this.connection);
		this.registrar.dialSucceeds();
		this.registrar.advance(this.registrar.millis(TimerName.KEEP_ALIVE_MIN_GAP) + 1);

		List<Long> times = this.registrar.keepAliveTimes();
		assertThat(times).hasSize(2);
		assertThat(times.get(1) - times.get(0)).isEqualTo(this.registrar.millis(TimerName.KEEP_ALIVE_MIN_GAP));
	}

	@Test
	@DisplayName("[P-13]: without connection the element keeps its place, its age and its reporters")
	void reconnectingElementIsTheSame() {
		this.registrar.advance(700);
		this.registrar.lose(this.connection);
		this.registrar.register(this.registrar.connect(HOST), Registrar.listening(1, HOST));

		assertThat(this.registrar.element(1)).isNotNull().extracting(ElementSnapshot::ageMillis).isEqualTo(700L);
	}

	private void fail(DialFailure failure) {
		this.registrar.machine.dialFailed(this.registrar.world.lastDial().connection(), failure, this.registrar.now());
	}

}
