package io.rserpool.enrp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.OperationError;

import static org.assertj.core.api.Assertions.assertThat;

class DeregistrationTests {

	private static final String HOST = "192.0.2.1";

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId connection = this.registrar.registered(1, HOST);

	@Test
	@DisplayName("RFC 5352 3.2: the element leaves, and the pool with the last one")
	@Conformance({ "ASAP-3.2-8", "ASAP-3.2-10", "ASAP-2.2.4-1", "ASAP-4-6" })
	void elementLeavesAndPoolWithIt() {
		DeregistrationResponse response = this.registrar.deregister(this.connection, 1);

		assertThat(response.error()).isNull();
		assertThat(this.registrar.resolve(this.connection).error())
			.isEqualTo(OperationError.of(CauseCode.UNKNOWN_POOL_HANDLE));
		assertThat(this.registrar.world.causeOfLast(RserpoolEvent.PoolRemoved.class))
			.isEqualTo(new RserpoolEvent.ElementDeregistered(Registrar.POOL, Registrar.id(1)));
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).checksum()).isEqualTo(0xffff);
	}

	@Test
	@DisplayName("RFC 5352 3.2: an unknown element has left already")
	@Conformance({ "ASAP-3.2-9", "ASAP-3.2-13" })
	void unknownElementIsGranted() {
		assertThat(this.registrar.deregister(this.connection, 99).error()).isNull();
		assertThat(this.registrar.has(1)).isTrue();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementDeregistered.class)).isEmpty();
	}

	@Test
	@DisplayName("[A-13]: no deregistration by proxy (AT-5)")
	@Conformance({ "ASAP-2.2.2-2", "ASAP-3.2-11" })
	void otherElementIsRefused() {
		ConnectionId other = this.registrar.registered(2, HOST);

		DeregistrationResponse response = this.registrar.deregister(other, 1);

		assertThat(response.error()).isEqualTo(OperationError.of(CauseCode.REJECTED_FOR_SECURITY));
		assertThat(this.registrar.has(1)).isTrue();
		assertThat(this.registrar.counted("rejected")).isOne();
	}

	@Test
	@DisplayName("[A-30]: with its connection lost, the element's own address may deregister it")
	void ownAddressDeregistersLostElement() {
		this.registrar.lose(this.connection);
		ConnectionId stranger = this.registrar.connect("192.0.2.66");
		ConnectionId second = this.registrar.connect(HOST);

		assertThat(this.registrar.deregister(stranger, 1).error()).isNotNull();
		assertThat(this.registrar.deregister(second, 1).error()).isNull();

		assertThat(this.registrar.has(1)).isFalse();
		assertThat(this.registrar.world.hasClosed(this.registrar.world.lastDial().connection())).isTrue();
	}

}
