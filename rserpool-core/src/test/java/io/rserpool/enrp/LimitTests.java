package io.rserpool.enrp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;

import static org.assertj.core.api.Assertions.assertThat;

class LimitTests {

	private static final String HOST = "192.0.2.1";

	/** Small numbers: 3 connections, 2 of one address, 2 pools, 3 elements, and so on. */
	private static final Limits SMALL = new Limits(true, 3, 2, 2, 2, 3, 2, 1, 1, 5, 20, 5, 20, 10);

	@Test
	@DisplayName("SR-20: connections are bounded in all and for each address; others are closed")
	void connectionsAreBounded() {
		Registrar registrar = Registrar.with(SMALL);
		registrar.connect(HOST);
		registrar.connect(HOST);
		ConnectionId third = registrar.connect(HOST);
		assertThat(registrar.world.hasClosed(third)).isTrue();
		registrar.connect("192.0.2.2");
		ConnectionId fourth = registrar.connect("192.0.2.3");

		assertThat(registrar.world.hasClosed(fourth)).isTrue();
		assertThat(registrar.machine.snapshot(registrar.now()).connectionCount()).isEqualTo(3);
		assertThat(registrar.counted("connectionsRefused")).isEqualTo(2);
	}

	@Test
	@DisplayName("SR-23: pools and elements are bounded; more are rejected with cause 0x6 (AT-30)")
	@Conformance("ASAP-3.1-32")
	void tablesAreBounded() {
		Registrar registrar = Registrar.with(SMALL);
		ConnectionId first = registrar.connect(HOST);
		ConnectionId second = registrar.connect("192.0.2.2");
		ConnectionId third = registrar.connect("192.0.2.3");
		PoolHandle other = PoolHandle.of("other");

		assertThat(registrar.register(first, Registrar.element(1, HOST)).rejected()).isFalse();
		assertLacksResources(registrar.register(first, other, Registrar.element(1, HOST)));
		assertThat(registrar.register(first, Registrar.element(2, HOST)).rejected()).isFalse();
		assertLacksResources(registrar.register(second, Registrar.element(3, "192.0.2.2")));
		assertThat(registrar.register(second, other, Registrar.element(3, "192.0.2.2")).rejected()).isFalse();
		assertLacksResources(registrar.register(third, PoolHandle.of("third"), Registrar.element(1, "192.0.2.3")));
		assertLacksResources(registrar.register(third, other, Registrar.element(4, "192.0.2.3")));
		assertThat(registrar.register(first, Registrar.element(1, HOST)).rejected()).isFalse();
		assertThat(registrar.machine.snapshot(registrar.now()).elementCount()).isEqualTo(3);
	}

	@Test
	@DisplayName("SR-23: what leaves makes room again")
	void whatLeavesMakesRoom() {
		Registrar registrar = Registrar.with(SMALL);
		ConnectionId connection = registrar.connect(HOST);
		registrar.register(connection, Registrar.element(1, HOST));
		registrar.deregister(connection, 1);

		assertThat(registrar.register(connection, PoolHandle.of("other"), Registrar.element(1, HOST)).rejected())
			.isFalse();
	}

	@Test
	@DisplayName("SR-24: too many registrations are rejected with 0x6, one event a second")
	void registrationRateIsLimited() {
		Registrar registrar = Registrar.with(SMALL);
		ConnectionId connection = registrar.connect(HOST);
		int rejected = 0;
		for (int i = 0; i < 100; i++) {
			rejected += registrar.register(connection, Registrar.element(i % 2 + 1, HOST)).rejected() ? 1 : 0;
		}

		assertThat(rejected).isEqualTo(80);
		assertThat(registrar.counted("limited")).isEqualTo(80);
		assertThat(registrar.world.events(RserpoolEvent.LimitReached.class)).hasSize(1);
		assertThat(registrar.world.events(RserpoolEvent.RequestRejected.class)).hasSize(10);
		registrar.advance(1000);
		assertThat(registrar.register(connection, Registrar.element(1, HOST)).rejected()).isFalse();
	}

	@Test
	@DisplayName("SR-24: one element may register twice a second, ten times at once")
	void registrationRateOfOneElementIsLimited() {
		Registrar registrar = Registrar.fast();
		ConnectionId connection = registrar.connect(HOST);
		int accepted = 0;
		for (int i = 0; i < 100; i++) {
			accepted += registrar.register(connection, Registrar.element(1, HOST)).rejected() ? 0 : 1;
		}

		assertThat(accepted).isEqualTo(11);
		registrar.advance(500);
		assertThat(registrar.register(connection, Registrar.element(1, HOST)).rejected()).isFalse();
		assertThat(registrar.register(connection, Registrar.element(1, HOST)).rejected()).isTrue();
	}

	@Test
	@DisplayName("SR-24: after ten seconds of excess the connection is closed (AT-31)")
	void lastingExcessClosesTheConnection() {
		Registrar registrar = Registrar.fast();
		ConnectionId attacker = registrar.connect(HOST);
		ConnectionId bystander = registrar.registered(2, "192.0.2.2");
		long begin = registrar.now();
		while (!registrar.world.hasClosed(attacker)) {
			registrar.register(attacker, Registrar.element(1, HOST));
			registrar.advanceAnswering(bystander, 2, 1);
		}

		assertThat(registrar.now() - begin).isBetween(10_000L, 10_100L);
		assertThat(registrar.world.events(RserpoolEvent.ConnectionDropped.class)).hasSize(1);
		assertThat(registrar.state(1)).isEqualTo(ElementState.SUSPENDED);
		assertThat(registrar.state(2)).isEqualTo(ElementState.UP);
		assertThat(registrar.counted("connectionsDropped")).isOne();
	}

	@Test
	@DisplayName("SR-24: too many resolutions are answered negatively with 0x6")
	void resolutionRateIsLimited() {
		Registrar registrar = Registrar.with(SMALL);
		registrar.registered(1, "192.0.2.2");
		ConnectionId user = registrar.connect(HOST);
		for (int i = 0; i < 20; i++) {
			assertThat(registrar.resolve(user).error()).isNull();
		}

		HandleResolutionResponse answer = registrar.resolve(user);

		assertThat(answer.error()).isEqualTo(OperationError.of(CauseCode.LACK_OF_RESOURCES));
		assertThat(answer.elements()).isEmpty();
	}

	@Test
	@DisplayName("SR-24: connecting anew does not fill the bucket")
	void newConnectionHasTheSameBucket() {
		Registrar registrar = Registrar.with(SMALL);
		registrar.registered(1, "192.0.2.2");
		ConnectionId user = registrar.connect(HOST);
		for (int i = 0; i < 20; i++) {
			registrar.resolve(user);
		}
		registrar.lose(user);

		assertThat(registrar.resolve(registrar.connect(HOST)).error()).isNotNull();
	}

	@Test
	@DisplayName("SR-24: limits can be off")
	void limitsCanBeOff() {
		Registrar registrar = Registrar.with(Limits.OFF);
		ConnectionId connection = registrar.connect(HOST);
		for (int i = 0; i < 5000; i++) {
			assertThat(registrar.register(connection, Registrar.element(1, HOST)).rejected()).isFalse();
		}

		assertThat(registrar.counted("limited")).isZero();
	}

	private static void assertLacksResources(RegistrationResponse response) {
		assertThat(response.rejected()).isTrue();
		assertThat(response.error()).isEqualTo(OperationError.of(CauseCode.LACK_OF_RESOURCES));
	}

}
