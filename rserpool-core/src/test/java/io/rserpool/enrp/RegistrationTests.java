package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.Octets;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTests {

	private static final String HOST = "192.0.2.1";

	private static final String OTHER_HOST = "192.0.2.2";

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId connection = this.registrar.connect(HOST);

	@Test
	@DisplayName("RFC 5352 3.1: a registration for an unknown pool creates it")
	@Conformance({ "ASAP-3.1-23", "ASAP-3.1-34", "ASAP-2.2.3-1", "ASAP-4-6" })
	void unknownPoolIsCreated() {
		RegistrationResponse response = this.registrar.register(this.connection, Registrar.element(1, HOST));

		assertThat(response).isEqualTo(new RegistrationResponse(Registrar.POOL, Registrar.id(1), false, null));
		assertThat(this.registrar.resolve(this.connection).elements()).hasSize(1);
		assertThat(this.registrar.world.events()).hasAtLeastOneElementOfType(RserpoolEvent.PoolCreated.class);
		assertThat(this.registrar.world.causeOfLast(RserpoolEvent.PoolCreated.class))
			.isInstanceOf(RserpoolEvent.ElementRegistered.class);
	}

	@Test
	@DisplayName("RFC 5352 3.1: the accepting server is the element's home")
	@Conformance({ "ASAP-3.1-29", "ASAP-3.1-37" })
	void acceptingServerBecomesHome() {
		PoolElementParameter element = Registrar.element(1, HOST).withHome(ServerId.of(77));

		this.registrar.register(this.connection, element);

		assertThat(this.registrar.resolve(this.connection).elements()).extracting(PoolElementParameter::home)
			.containsExactly(Registrar.ID);
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).ownedCount()).isOne();
	}

	@Test
	@DisplayName("RFC 5352 3.1: the second element of a pool joins it")
	void secondElementJoins() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));
		this.registrar.register(this.connection, Registrar.element(2, HOST));

		assertThat(this.registrar.resolve(this.connection).elements()).extracting(PoolElementParameter::id)
			.containsExactly(Registrar.id(1), Registrar.id(2));
	}

	@Test
	@DisplayName("RFC 5352 3.1: another policy type is rejected with cause 0x5 and the pool's policy")
	@Conformance({ "ASAP-3.1-24", "ASAP-3.1-25", "PAR-3.12.6-1", "ASAP-3.1-35", "ASAP-3.1-36" })
	void otherPolicyTypeIsRejected() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.withPolicy(Registrar.element(2, HOST), MemberSelectionPolicy.of(PolicyType.LEAST_USED, 5)));

		assertRejected(response, CauseCode.INCONSISTENT_POOLING_POLICY, Octets.ofHex("0008000800000001"));
		assertThat(this.registrar.has(2)).isFalse();
	}

	@Test
	@DisplayName("RFC 5352 3.1: a lone element may not change the policy type either")
	@Conformance("ASAP-3.1-27")
	void loneElementKeepsPolicyType() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.withPolicy(Registrar.element(1, HOST), MemberSelectionPolicy.of(PolicyType.LEAST_USED, 5)));

		assertRejected(response, CauseCode.INCONSISTENT_POOLING_POLICY, Octets.ofHex("0008000800000001"));
	}

	@Test
	@DisplayName("RFC 5352 3.1: another transport type is rejected with cause 0x7 and a transport of the pool's type")
	@Conformance("PAR-3.12.8-1")
	void otherTransportTypeIsRejected() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.element(2, HOST).withUserTransport(Registrar.sctp(HOST, 7)));

		assertRejected(response, CauseCode.INCONSISTENT_TRANSPORT_TYPE, ParameterOctets.of(Registrar.tcp(HOST, 7)));
	}

	@Test
	@DisplayName("RFC 5352 3.1: another transport use is rejected with cause 0x8")
	void otherTransportUseIsRejected() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));
		TcpTransport withControl = new TcpTransport(7, TransportUse.DATA_PLUS_CONTROL, IpAddress.parse(HOST));

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.element(2, HOST).withUserTransport(withControl));

		assertRejected(response, CauseCode.INCONSISTENT_DATA_CONTROL, Octets.EMPTY);
	}

	@Test
	@DisplayName("[P-13]: the identifier of another element is rejected with cause 0x4 (AT-6)")
	void identifierOfAnotherElementIsRejected() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));
		ConnectionId other = this.registrar.connect(OTHER_HOST);

		RegistrationResponse response = this.registrar.register(other, Registrar.element(1, OTHER_HOST));

		assertRejected(response, CauseCode.NON_UNIQUE_PE_IDENTIFIER, Octets.EMPTY);
		assertThat(this.registrar.resolve(other).elements()).extracting(PoolElementParameter::userTransport)
			.containsExactly(Registrar.tcp(HOST, 7));
	}

	@Test
	@DisplayName("[P-13]: the same connection re-registers, whatever it registers")
	@Conformance({ "ASAP-3.1-26", "ASAP-3.1-28" })
	void sameConnectionReRegistersWithNewAttributes() {
		MemberSelectionPolicy heavier = MemberSelectionPolicy.of(PolicyType.WEIGHTED_RANDOM, 9);
		this.registrar.register(this.connection, Registrar.withPolicy(Registrar.element(1, HOST),
				MemberSelectionPolicy.of(PolicyType.WEIGHTED_RANDOM, 1)));

		this.registrar.register(this.connection,
				Registrar.withLife(Registrar.withPolicy(Registrar.element(1, HOST), heavier), 20)
					.withUserTransport(Registrar.tcp(HOST, 8)));

		PoolElementParameter element = this.registrar.resolve(this.connection).elements().get(0);
		assertThat(element.policy()).isEqualTo(heavier);
		assertThat(element.userTransport()).isEqualTo(Registrar.tcp(HOST, 8));
		assertThat(element.lifeSeconds()).isEqualTo(20);
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).elementCount()).isOne();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementUpdated.class)).hasSize(1);
	}

	@Test
	@DisplayName("[P-13]: the same user transport on a new connection is the same element")
	void sameUserTransportIsTheSameElement() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));
		ConnectionId second = this.registrar.connect(HOST);

		assertThat(this.registrar.register(second, Registrar.element(1, HOST)).rejected()).isFalse();

		assertThat(this.registrar.counted("reregistrations")).isOne();
		assertThat(this.registrar.world.events(RserpoolEvent.ElementUpdated.class)).isEmpty();
	}

	@Test
	@DisplayName("[P-13]: the identifier of a lost element may be registered from elsewhere")
	void identifierOfSilentElementIsFree() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));
		this.registrar.lose(this.connection);
		ConnectionId other = this.registrar.connect(OTHER_HOST);

		assertThat(this.registrar.register(other, Registrar.element(1, OTHER_HOST)).rejected()).isFalse();

		assertThat(this.registrar.state(1)).isEqualTo(ElementState.UP);
	}

	@Test
	@DisplayName("[A-12] strict: an address outside the connection is rejected with 0x3 and the transport")
	@Conformance("ASAP-2.2.1-3")
	void strictCheckRejectsForeignAddress() {
		Registrar strict = Registrar.with(AddressCheck.STRICT, AddressScope.LOOPBACK);
		SctpTransport both = new SctpTransport(7, TransportUse.DATA_ONLY,
				List.of(IpAddress.parse(HOST), IpAddress.parse(OTHER_HOST)));

		RegistrationResponse response = strict.register(strict.connect(HOST),
				Registrar.element(1, HOST).withUserTransport(both));

		assertRejected(response, CauseCode.INVALID_VALUES, ParameterOctets.of(both));
	}

	@Test
	@DisplayName("[A-12] intersect: foreign addresses are taken out with a warning")
	void intersectTakesForeignAddressesOut() {
		SctpTransport both = new SctpTransport(7, TransportUse.DATA_ONLY,
				List.of(IpAddress.parse(HOST), IpAddress.parse(OTHER_HOST)));

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.element(1, HOST).withUserTransport(both));

		assertThat(response.rejected()).isFalse();
		assertThat(response.error())
			.isEqualTo(OperationError.of(ErrorCause.of(CauseCode.INVALID_VALUES, ParameterOctets.of(both))));
		assertThat(this.registrar.resolve(this.connection).elements()).extracting(PoolElementParameter::userTransport)
			.containsExactly(Registrar.sctp(HOST, 7));
	}

	@Test
	@DisplayName("[A-12] intersect: no address left is rejected with 0x3 (AT-7)")
	void intersectRejectsWhenNoAddressIsLeft() {
		RegistrationResponse response = this.registrar.register(this.connection, Registrar.element(1, OTHER_HOST));

		assertRejected(response, CauseCode.INVALID_VALUES, ParameterOctets.of(Registrar.tcp(OTHER_HOST, 7)));
	}

	@Test
	@DisplayName("[A-12] off: any address is accepted")
	void addressCheckCanBeOff() {
		Registrar trusting = Registrar.with(AddressCheck.OFF, AddressScope.LOOPBACK);

		RegistrationResponse response = trusting.register(trusting.connect(HOST),
				Registrar.element(1, OTHER_HOST).withAsapTransport(Registrar.sctp("192.0.2.9", 3900)));

		assertThat(response.rejected()).isFalse();
		assertThat(response.error()).isNull();
	}

	@Test
	@DisplayName("[A-12]: an address below the least scope is rejected with 0x3")
	void addressBelowScopeIsRejected() {
		Registrar site = Registrar.with(AddressCheck.INTERSECT, AddressScope.SITE);

		RegistrationResponse response = site.register(site.connect("127.0.0.1"), Registrar.element(1, "127.0.0.1"));

		assertRejected(response, CauseCode.INVALID_VALUES, ParameterOctets.of(Registrar.tcp("127.0.0.1", 7)));
	}

	@Test
	@DisplayName("[P-3]: an address that nobody can reach is rejected even without address check")
	void multicastAddressIsRejected() {
		Registrar trusting = Registrar.with(AddressCheck.OFF, AddressScope.LOOPBACK);

		RegistrationResponse response = trusting.register(trusting.connect(HOST), Registrar.element(1, "224.0.0.1"));

		assertRejected(response, CauseCode.INVALID_VALUES, ParameterOctets.of(Registrar.tcp("224.0.0.1", 7)));
	}

	@Test
	@DisplayName("[A-27]: an additional leg with a foreign address is left out with a warning")
	void foreignLegIsLeftOut() {
		PoolElementParameter plain = Registrar.element(1, HOST);
		PoolElementParameter element = new PoolElementParameter(plain.id(), plain.home(), 300, plain.userTransport(),
				plain.policy(), null, List.of(Registrar.tcp(OTHER_HOST, 9), Registrar.tcp(HOST, 9)));

		RegistrationResponse response = this.registrar.register(this.connection, element);

		assertThat(response.rejected()).isFalse();
		assertThat(response.error()).isNotNull();
		assertThat(this.registrar.resolve(this.connection).elements().get(0).additionalLegs())
			.containsExactly(Registrar.tcp(HOST, 9));
	}

	@Test
	@DisplayName("[T-6]: without ASAP transport the source address with port 0 is stored")
	@Conformance("ASAP-3.1-31")
	void sourceAddressIsStoredAsAsapTransport() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));

		assertThat(this.registrar.element(1)).isNotNull()
			.extracting(ElementSnapshot::asapTransport)
			.isEqualTo(Registrar.sctp(HOST, 0));
	}

	@Test
	@DisplayName("[T-6]: a given ASAP transport is stored, and users are not told")
	void givenAsapTransportIsStored() {
		this.registrar.register(this.connection, Registrar.listening(1, HOST));

		assertThat(this.registrar.element(1)).isNotNull()
			.extracting(ElementSnapshot::asapTransport)
			.isEqualTo(Registrar.sctp(HOST, 3900));
		HandleResolutionResponse answer = this.registrar.resolve(this.connection);
		assertThat(answer.elements().get(0).asapTransport()).isNull();
	}

	@Test
	@DisplayName("[T-6]: an ASAP transport with another address than the connection's is rejected with 0x3")
	void foreignAsapTransportIsRejected() {
		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.element(1, HOST).withAsapTransport(Registrar.sctp(OTHER_HOST, 3900)));

		assertRejected(response, CauseCode.INVALID_VALUES, ParameterOctets.of(Registrar.sctp(OTHER_HOST, 3900)));
	}

	@Test
	@DisplayName("[P-5]: an unknown policy is rejected with 0x3 and the policy")
	void unknownPolicyIsRejected() {
		MemberSelectionPolicy unknown = new MemberSelectionPolicy(0x12345678, 0, 0, 0, 0, Octets.EMPTY);

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.withPolicy(Registrar.element(1, HOST), unknown));

		assertRejected(response, CauseCode.INVALID_VALUES, Octets.ofHex("0008000812345678"));
	}

	@Test
	@DisplayName("SR-24: a registration life above one day is rejected with 0x3")
	void tooLongLifeIsRejected() {
		PoolElementParameter element = Registrar.withLife(Registrar.element(1, HOST), 86_401);

		assertRejected(this.registrar.register(this.connection, element), CauseCode.INVALID_VALUES,
				ParameterOctets.of(element));
	}

	@Test
	@DisplayName("RFC 5352 3.1: a rejected registration changes nothing and tells nobody")
	@Conformance("ASAP-3.1-39")
	void rejectionChangesNothing() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));
		EnrpSnapshot before = this.registrar.machine.snapshot(this.registrar.now());
		this.registrar.world.clear();

		this.registrar.register(this.connection, Registrar.element(2, HOST).withUserTransport(Registrar.sctp(HOST, 7)));

		EnrpSnapshot after = this.registrar.machine.snapshot(this.registrar.now());
		assertThat(after.checksum()).isEqualTo(before.checksum());
		assertThat(after.elementCount()).isEqualTo(before.elementCount());
		assertThat(this.registrar.world.sent()).hasSize(1);
		assertThat(this.registrar.world.events()).singleElement()
			.isEqualTo(new RserpoolEvent.RequestRejected(Registrar.POOL, Registrar.id(2), "registration", 7,
					"differs from the pool"));
	}

	@Test
	@DisplayName("[A-11]: addresses are checked before the pool's own terms")
	void addressesAreCheckedBeforeThePool() {
		this.registrar.register(this.connection, Registrar.element(1, HOST));

		RegistrationResponse response = this.registrar.register(this.connection,
				Registrar.element(2, HOST).withUserTransport(Registrar.sctp(OTHER_HOST, 7)));

		assertThat(causeOf(response)).isEqualTo(CauseCode.INVALID_VALUES.code());
	}

	private static int causeOf(RegistrationResponse response) {
		OperationError error = response.error();
		assertThat(error).isNotNull();
		return (error != null) ? error.main().code() : -1;
	}

	private static void assertRejected(RegistrationResponse response, CauseCode cause, Octets info) {
		assertThat(response.rejected()).isTrue();
		assertThat(response.error()).isEqualTo(OperationError.of(ErrorCause.of(cause, info)));
	}

}
