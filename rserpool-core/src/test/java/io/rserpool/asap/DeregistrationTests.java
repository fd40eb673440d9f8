package io.rserpool.asap;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.Registration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeregistrationTests {

	private final AsapFixture endpoint = new AsapFixture(3);

	private final RequestLog log = new RequestLog();

	private ConnectionId home = new ConnectionId(1);

	private ElementKey key = new ElementKey(1);

	private PoolElementId id = new PoolElementId(1);

	@BeforeEach
	void registered() {
		this.home = this.endpoint.connected();
		this.key = this.endpoint.register();
		this.endpoint.accept(this.home);
		this.id = this.endpoint.lastRegistration(this.home).element().id();
	}

	@Test
	@DisplayName("RFC 5352 3.2 D1-D4: same handle, id and connection as registered; T3 runs")
	@Conformance({ "ASAP-2.2.2-1", "ASAP-3.2-1", "ASAP-3.2-2", "ASAP-3.2-3", "ASAP-3.2-4" })
	void deregistrationNamesTheElement() {
		deregister();

		assertThat(this.endpoint.world.lastTo(this.home)).isEqualTo(new Deregistration(AsapFixture.ECHO, this.id));
		assertThat(this.endpoint.state(this.key)).isEqualTo(ElementState.DEREGISTERING);
		assertThat(this.endpoint.world.timers().get(new AsapTimer.Deregistration(this.key)) - this.endpoint.now())
			.isEqualTo(30_000);
		assertThat(this.endpoint.world.timers()).doesNotContainKey(new AsapTimer.Reregistration(this.key));
	}

	@Test
	@DisplayName("RFC 5352 3.2: the response stops T3, the element has left")
	@Conformance("ASAP-3.2-6")
	void responseEndsIt() {
		deregister();

		answer(null);
		this.endpoint.advance(60_000);

		assertThat(this.log.calls).containsExactly("granted");
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).elements()).isEmpty();
		assertThat(this.endpoint.world.events(RserpoolEvent.RegistrationEnded.class)).hasSize(1);
		assertThat(this.endpoint.world.dialled()).hasSize(3);
	}

	@Test
	@DisplayName("RFC 5352 3.2: refused: the element is still registered")
	void refusalKeepsTheRegistration() {
		deregister();

		answer(OperationError.of(CauseCode.REJECTED_FOR_SECURITY));

		assertThat(this.log.calls).containsExactly("refused: rejected due to security considerations (0x000a)");
		assertThat(this.endpoint.state(this.key)).isEqualTo(ElementState.REGISTERED);
		assertThat(this.endpoint.world.timers()).containsKey(new AsapTimer.Reregistration(this.key));
	}

	@Test
	@DisplayName("RFC 5352 3.2: T3 expiry: hunt, then de-register again")
	@Conformance("ASAP-3.2-5")
	void silentServerIsLeft() {
		deregister();

		this.endpoint.advance(30_000);
		ConnectionId other = this.endpoint.answerLastDial();

		assertThat(this.endpoint.world.sentTo(other, Deregistration.class)).hasSize(1);
		assertThat(this.endpoint.world.sentTo(other, Registration.class)).isEmpty();
		answerOn(other, null);
		assertThat(this.log.calls).containsExactly("granted");
	}

	@Test
	@DisplayName("[A-10]: the attempts of a de-registration have the same limit")
	void thirdSilenceGivesUp() {
		deregister();

		this.endpoint.advance(30_000);
		this.endpoint.answerLastDial();
		this.endpoint.advance(30_000);
		this.endpoint.answerLastDial();
		this.endpoint.advance(30_000);

		assertThat(this.log.calls).containsExactly("no server after 90000");
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).elements()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.2: connection lost: hunt, send again")
	void lostConnectionSendsAgain() {
		deregister();

		this.endpoint.lose(this.home);
		ConnectionId other = this.endpoint.answerLastDial();

		assertThat(this.endpoint.world.sentTo(other, Deregistration.class)).hasSize(1);
	}

	@Test
	@DisplayName("[A-10]: without any server the wait has an end")
	void withoutServerTheWaitHasAnEnd() {
		this.endpoint.lose(this.home);
		deregister();

		this.endpoint.advance(90_000);

		assertThat(this.log.calls).containsExactly("no server after 90000");
	}

	@Test
	void secondRequestJoinsTheFirst() {
		deregister();
		deregister();
		answer(null);

		assertThat(this.log.calls).containsExactly("granted", "granted");
		assertThat(this.endpoint.world.sentTo(this.home, Deregistration.class)).hasSize(1);
		deregister();
		assertThat(this.log.calls).hasSize(3);
	}

	@Test
	void elementThatNoServerKnowsLeavesAtOnce() {
		AsapFixture lonely = new AsapFixture(1).started();
		ElementKey element = lonely.register();

		lonely.machine.deregister(element, this.log, lonely.now());

		assertThat(this.log.calls).containsExactly("granted");
		assertThat(lonely.world.timers()).containsOnlyKeys(new AsapTimer.ServerHunt());
	}

	@Test
	void policyUpdateOfALeavingElementIsAbandoned() {
		deregister();
		RequestLog update = new RequestLog();

		this.endpoint.machine.updatePolicy(this.key, AsapFixture.spec().policy(), update, this.endpoint.now());

		assertThat(update.calls).containsExactly("abandoned");
	}

	private void deregister() {
		this.endpoint.machine.deregister(this.key, this.log, this.endpoint.now());
	}

	private void answer(@org.jspecify.annotations.Nullable OperationError error) {
		answerOn(this.home, error);
	}

	private void answerOn(ConnectionId connection, @org.jspecify.annotations.Nullable OperationError error) {
		this.endpoint.receive(connection, new DeregistrationResponse(AsapFixture.ECHO, this.id, error));
	}

}
