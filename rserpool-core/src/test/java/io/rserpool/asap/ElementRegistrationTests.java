package io.rserpool.asap;

import java.util.List;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ElementRegistrationTests {

	private static final MemberSelectionPolicy LOAD_10 = MemberSelectionPolicy.of(PolicyType.LEAST_USED, 10);

	private static final MemberSelectionPolicy LOAD_20 = MemberSelectionPolicy.of(PolicyType.LEAST_USED, 20);

	private static final MemberSelectionPolicy LOAD_30 = MemberSelectionPolicy.of(PolicyType.LEAST_USED, 30);

	private final AsapFixture endpoint = new AsapFixture(3);

	@Test
	@DisplayName("RFC 5352 3.1: without home server the hunt runs first")
	@Conformance("ASAP-3.1-3")
	void nothingIsSentBeforeThereIsAHome() {
		this.endpoint.started();
		ElementKey key = this.endpoint.register();

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.HUNTING);
		assertThat(this.endpoint.world.sent()).isEmpty();
		ConnectionId home = this.endpoint.answerLastDial();
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERING);
		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5352 3.1 R2: the registration has handle, id, life in seconds, transport and policy")
	@Conformance({ "ASAP-2.2.1-1", "ASAP-3.1-5", "ASAP-3.1-6", "ASAP-3.1-8", "ASAP-3.1-10", "ASAP-3.1-11",
			"PAR-3.10-4" })
	void registrationIsComplete() {
		ConnectionId home = this.endpoint.connected();

		this.endpoint.machine.register(
				new ElementSpec(AsapFixture.ECHO, new PoolElementId(7), AsapFixture.transport(7000),
						List.of(AsapFixture.transport(7001)), LOAD_10, 300),
				this.endpoint.registrations, this.endpoint.now());

		assertThat(this.endpoint.world.lastTo(home))
			.isEqualTo(new Registration(AsapFixture.ECHO, new PoolElementParameter(new PoolElementId(7), ServerId.NONE,
					300, AsapFixture.transport(7000), LOAD_10, null, List.of(AsapFixture.transport(7001)))));
	}

	@Test
	@DisplayName("N-13, [A-27]: profile rsplib has milliseconds and no additional legs")
	void rsplibHasMillisecondsAndNoLegs() {
		AsapFixture rsplib = new AsapFixture(AsapConfig.of(List.of(AsapFixture.server(1)), Timing.of(Profile.RSPLIB)));
		ConnectionId home = rsplib.connected();

		rsplib.machine.register(new ElementSpec(AsapFixture.ECHO, null, AsapFixture.transport(7000),
				List.of(AsapFixture.transport(7001)), LOAD_10, 90), rsplib.registrations, rsplib.now());

		assertThat(rsplib.lastRegistration(home).element().lifeSeconds()).isEqualTo(90_000);
		assertThat(rsplib.lastRegistration(home).element().additionalLegs()).isEmpty();
	}

	@Test
	@DisplayName("[T-6]: the ASAP listener is named with the connection's own address")
	void listenerIsNamedWithTheAddressOfTheConnection() {
		this.endpoint.machine.listenerOpened(new Endpoint(IpAddress.parse("0.0.0.0"), 45000));
		ConnectionId home = this.endpoint.connected();

		this.endpoint.register();

		assertThat(this.endpoint.lastRegistration(home).element().asapTransport()).satisfies((transport) -> {
			assertThat(transport.port()).isEqualTo(45000);
			assertThat(transport.addresses()).containsExactly(AsapFixture.LOCAL.address());
		});
	}

	@Test
	@DisplayName("[T-6]: a listener that servers would refuse is not named")
	void listenerOnAnotherAddressIsNotNamed() {
		this.endpoint.machine.listenerOpened(new Endpoint(IpAddress.parse("127.0.0.1"), 45000));
		ConnectionId home = this.endpoint.connected();

		this.endpoint.register();

		assertThat(this.endpoint.lastRegistration(home).element().asapTransport()).isNull();
	}

	@Test
	@DisplayName("[T-17]: strict-rfc sends the reserved field of a TCP transport as 0")
	@Conformance("PAR-3.5-2")
	void strictRfcSendsNoTransportUseForTcp() {
		AsapFixture strict = new AsapFixture(AsapFixture.config(1).withStrictRfc(true));
		ConnectionId home = strict.connected();

		strict.machine.register(
				ElementSpec.of(AsapFixture.ECHO,
						new TcpTransport(7000, TransportUse.DATA_PLUS_CONTROL, AsapFixture.LOCAL.address()), LOAD_10),
				strict.registrations, strict.now());

		assertThat(strict.lastRegistration(home).element().userTransport().use()).isEqualTo(TransportUse.DATA_ONLY);
	}

	@Test
	@DisplayName("RFC 5352 3.1 R3-R4: T2 runs, and the response stops it")
	@Conformance({ "ASAP-3.1-1", "ASAP-3.1-12", "ASAP-3.1-14" })
	void responseStopsT2() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		assertThat(this.endpoint.world.timers().get(new AsapTimer.Registration(key)) - this.endpoint.now())
			.isEqualTo(30_000);

		this.endpoint.advance(29_900);
		this.endpoint.accept(home);
		this.endpoint.advance(30_000);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
		assertThat(this.endpoint.world.dialled()).hasSize(3);
		assertThat(this.endpoint.registrations.calls).containsExactly("registered");
		assertThat(this.endpoint.registrations.states).containsExactly(ElementState.REGISTERING,
				ElementState.REGISTERED);
		assertThat(this.endpoint.world.events(RserpoolEvent.RegistrationAccepted.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5352 2.2.3: R=0 with an error is a warning")
	void acceptedWithWarning() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		PoolElementId id = this.endpoint.lastRegistration(home).element().id();

		this.endpoint.receive(home,
				new RegistrationResponse(AsapFixture.ECHO, id, false, OperationError.of(CauseCode.INVALID_VALUES)));

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
		assertThat(this.endpoint.registrations.calls).containsExactly("registered but invalid values (0x0003)");
	}

	@Test
	@DisplayName("RFC 5352 3.1: T2 expiry: hunt, then register again, at another server")
	@Conformance({ "ASAP-3.1-13", "ASAP-3.1-18" })
	void silentServerIsLeft() {
		ConnectionId silent = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		PoolElementId id = this.endpoint.lastRegistration(silent).element().id();
		Endpoint silentAddress = this.endpoint.machine.snapshot(this.endpoint.now()).homeAddress();
		this.endpoint.world.clear();

		this.endpoint.advance(30_000);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.HUNTING);
		assertThat(this.endpoint.world.dialled()).hasSize(2).noneMatch((dial) -> dial.to().equals(silentAddress));
		ConnectionId good = this.endpoint.answerLastDial();
		this.endpoint.accept(good);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
		assertThat(this.endpoint.lastRegistration(good).element().id()).isEqualTo(id);
		assertThat(this.endpoint.world.hasClosed(silent)).isTrue();
	}

	@Test
	@DisplayName("RFC 5352 3.1: a late response still counts and ends the hunt")
	void lateResponseEndsTheHunt() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		this.endpoint.advance(30_000);

		this.endpoint.accept(home);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isFalse();
		assertThat(this.endpoint.world.closed()).hasSize(4);
	}

	@Test
	@DisplayName("RFC 5352 3.1: more than MAX-REG-ATTEMPT failures in a row: report and stop")
	@Conformance("ASAP-3.1-22")
	void thirdSilentServerGivesUp() {
		AsapFixture strict = new AsapFixture(AsapFixture.config(3).withRetryAfterFailure(false));
		strict.connected();
		ElementKey key = strict.register();

		strict.advance(30_000);
		strict.answerLastDial();
		strict.advance(30_000);
		ConnectionId third = strict.answerLastDial();
		assertThat(strict.registrations.calls).isEmpty();
		strict.advance(30_000);

		assertThat(strict.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(strict.registrations.calls).containsExactly("no server after 90000");
		strict.advance(3_600_000);
		assertThat(strict.registrations(third)).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5352 3.1: connection losses count as attempts")
	void thirdLostConnectionGivesUp() {
		ElementKey key = null;
		for (int i = 0; i < 3; i++) {
			ConnectionId home = (i == 0) ? this.endpoint.connected() : this.endpoint.answerLastDial();
			key = (key == null) ? this.endpoint.register() : key;
			this.endpoint.loseLate(home);
		}

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
	}

	@Test
	@DisplayName("A server that closes at once does not serve yet: no attempt, and the wait for a server goes on")
	void serversThatHangUpAreNoAttempts() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		for (int i = 0; i < 20; i++) {
			this.endpoint.lose(home);
			assertThat(this.endpoint.state(key)).isEqualTo(ElementState.HUNTING);
			while (this.endpoint.openDials().isEmpty()) {
				this.endpoint.advance(100);
			}
			home = this.endpoint.answerDial(this.endpoint.openDials().get(0));
		}

		assertThat(this.endpoint.now()).isGreaterThan(1_003_003 + 20_000);
		this.endpoint.accept(home);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
	}

	@Test
	@DisplayName("RFC 5352 3.1: servers that only hang up have an end, as if there were none")
	void serversThatOnlyHangUpHaveAnEnd() {
		this.endpoint.started();
		ElementKey key = this.endpoint.register();
		long began = this.endpoint.now();
		while (this.endpoint.state(key) != ElementState.FAILED) {
			assertThat(this.endpoint.now() - began).isLessThanOrEqualTo(90_000);
			this.endpoint.openDials()
				.stream()
				.findFirst()
				.map(this.endpoint::answerDial)
				.ifPresent(this.endpoint::lose);
			this.endpoint.advance(10);
		}

		assertThat(this.endpoint.registrations.calls).containsExactly("no server after 90000");
		assertThat(this.endpoint.world.dialled()).hasSizeLessThan(80);
	}

	@Test
	@DisplayName("[A-31]: after RETRAN-MAX a silent registrar gets another chance")
	void beginsAgainAfterRetranMax() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		for (int i = 0; i < 3; i++) {
			this.endpoint.loseLate(home);
			home = this.endpoint.answerLastDial();
		}
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(this.endpoint.registrations(home)).isZero();

		this.endpoint.advance(60_000);

		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
		this.endpoint.accept(home);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
	}

	@Test
	@DisplayName("[A-31]: an element that met no server at all registers as soon as there is one")
	void firstServerEndsAFailureForLackOfServers() {
		this.endpoint.started();
		ElementKey key = this.endpoint.register();
		this.endpoint.advance(90_000);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(this.endpoint.registrations.calls).containsExactly("no server after 90000");

		ConnectionId home = this.endpoint.answerLastDial();

		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5352 3.1: success resets the count of attempts")
	@Conformance("ASAP-3.1-21")
	void successResetsAttempts() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		for (int i = 0; i < 2; i++) {
			this.endpoint.loseLate(home);
			home = this.endpoint.answerLastDial();
		}
		this.endpoint.accept(home);

		for (int i = 0; i < 2; i++) {
			this.endpoint.loseLate(home);
			home = this.endpoint.answerLastDial();
		}
		this.endpoint.accept(home);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
	}

	@ParameterizedTest
	@EnumSource(names = { "UNSPECIFIED_ERROR", "INVALID_VALUES", "INCONSISTENT_POOLING_POLICY",
			"INCONSISTENT_TRANSPORT_TYPE", "INCONSISTENT_DATA_CONTROL", "REJECTED_FOR_SECURITY" })
	@DisplayName("RFC 5352 3.1: a rejection that cannot be corrected is reported, never retried unchanged")
	@Conformance({ "ASAP-3.1-15", "ASAP-3.1-16" })
	void rejectionIsNotRetried(CauseCode cause) {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();

		this.endpoint.reject(home, cause);
		this.endpoint.advance(3_600_000);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
		assertThat(this.endpoint.registrations.calls)
			.containsExactly("rejected: " + AsapFixture.cause(cause).describe());
		assertThat(this.endpoint.world.events(RserpoolEvent.RegistrationFailed.class)).singleElement()
			.satisfies((event) -> assertThat(event.causeCode()).isEqualTo(cause.code()));
	}

	@Test
	@DisplayName("RFC 5352 3.1: a rejection without a cause is an unspecified error")
	void rejectionWithoutCause() {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.register();
		PoolElementId id = this.endpoint.lastRegistration(home).element().id();

		this.endpoint.receive(home, new RegistrationResponse(AsapFixture.ECHO, id, true, null));

		assertThat(this.endpoint.registrations.calls).containsExactly("rejected: unspecified error (0x0000)");
	}

	@Test
	@DisplayName("RFC 5352 3.1: Non-Unique PE Identifier: a new id")
	void nonUniqueIdIsReplaced() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		PoolElementId old = this.endpoint.lastRegistration(home).element().id();

		this.endpoint.reject(home, CauseCode.NON_UNIQUE_PE_IDENTIFIER);

		assertThat(this.endpoint.lastRegistration(home).element().id()).isNotEqualTo(old);
		this.endpoint.accept(home);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
	}

	@Test
	@DisplayName("RFC 5352 3.1: a server that calls every id non-unique is not asked for ever")
	void nonUniqueIdsHaveAnEnd() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();

		for (int i = 0; i < 3; i++) {
			this.endpoint.reject(home, CauseCode.NON_UNIQUE_PE_IDENTIFIER);
		}

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(this.endpoint.registrations(home)).isEqualTo(3);
	}

	@Test
	@DisplayName("[A-32]: lack of resources: another server")
	void lackOfResourcesTriesAnotherServer() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();

		this.endpoint.reject(home, CauseCode.LACK_OF_RESOURCES);

		ConnectionId other = this.endpoint.answerLastDial();
		this.endpoint.accept(other);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
		assertThat(other).isNotEqualTo(home);
	}

	@Test
	@DisplayName("[A-32]: lack of resources at the only server: the same one after RETRAN-MAX")
	void lackOfResourcesAtTheOnlyServer() {
		AsapFixture single = new AsapFixture(1);
		ConnectionId home = single.connected();
		ElementKey key = single.register();

		single.reject(home, CauseCode.LACK_OF_RESOURCES);

		assertThat(single.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(single.registrations.calls).containsExactly("rejected: lack of resources (0x0006)");
		single.advance(59_999);
		assertThat(single.registrations(home)).isEqualTo(1);
		single.advance(1);
		assertThat(single.registrations(home)).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "1200, 600000", "300, 280000", "41, 21000", "40, 20000", "1, 500", "-1, 600000" })
	@DisplayName("RFC 5352 3.1, [A-6]: T4 is the smaller of 600 s and life less 20 s; half of short lives")
	@Conformance({ "ASAP-3.1-9", "ASAP-3.1-19", "ASAP-3.1-20" })
	void registersAgainBeforeTheLifeEnds(int life, long t4) {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.machine.register(
				new ElementSpec(AsapFixture.ECHO, null, AsapFixture.transport(7000), List.of(), LOAD_10, life),
				this.endpoint.registrations, this.endpoint.now());
		this.endpoint.accept(home);
		PoolElementId id = this.endpoint.lastRegistration(home).element().id();

		for (int i = 1; i <= 3; i++) {
			this.endpoint.advance(t4 - 1);
			assertThat(this.endpoint.registrations(home)).isEqualTo(i);
			this.endpoint.advance(1);
			assertThat(this.endpoint.registrations(home)).isEqualTo(i + 1);
			assertThat(this.endpoint.lastRegistration(home).element().id()).isEqualTo(id);
			assertThat(this.endpoint.registrations.states).endsWith(ElementState.REREGISTERING);
			this.endpoint.accept(home);
		}
	}

	@Test
	@DisplayName("RFC 5352 3.1: a rejected re-registration ends the membership")
	void rejectedReregistrationEndsTheMembership() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		this.endpoint.accept(home);
		this.endpoint.advance(600_000);

		this.endpoint.reject(home, CauseCode.INVALID_VALUES);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
	}

	@Test
	@DisplayName("[A-8]: home connection lost: hunt, then re-register at once")
	void lostHomeMeansReregistrationAtOnce() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		this.endpoint.accept(home);

		this.endpoint.lose(home);

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.HUNTING);
		ConnectionId other = this.endpoint.answerLastDial();
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REREGISTERING);
		assertThat(this.endpoint.registrations(other)).isEqualTo(1);
		this.endpoint.accept(other);
		assertThat(this.endpoint.world.causeOfLast(RserpoolEvent.RegistrationAccepted.class))
			.isInstanceOf(RserpoolEvent.HomeServerChanged.class);
	}

	@Test
	@DisplayName("[A-9]: registration ended by the server: registers once more by itself")
	void endedRegistrationIsRenewedOnce() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		this.endpoint.accept(home);
		PoolElementId id = this.endpoint.lastRegistration(home).element().id();

		this.endpoint.receive(home, new DeregistrationResponse(AsapFixture.ECHO, id, null));
		assertThat(this.endpoint.lastRegistration(home).element().id()).isEqualTo(id);
		this.endpoint.accept(home);
		this.endpoint.receive(home, new DeregistrationResponse(AsapFixture.ECHO, id, null));

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.IDLE);
		assertThat(this.endpoint.registrations(home)).isEqualTo(2);
		assertThat(this.endpoint.registrations.calls).containsExactly("registered", "ended, again=true", "registered",
				"ended, again=false");
	}

	@Test
	@DisplayName("[A-9]: ended because the id is found elsewhere: a new id first")
	void endedForTheIdTakesANewId() {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.register();
		this.endpoint.accept(home);
		PoolElementId id = this.endpoint.lastRegistration(home).element().id();

		this.endpoint.receive(home, new DeregistrationResponse(AsapFixture.ECHO, id,
				OperationError.of(CauseCode.NON_UNIQUE_PE_IDENTIFIER)));

		assertThat(this.endpoint.lastRegistration(home).element().id()).isNotEqualTo(id);
	}

	@Test
	@DisplayName("An id that the user chose is not replaced: says what to do, and tries again when the other may have left")
	void fixedIdIsNotReplaced() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = fixed(7);
		this.endpoint.accept(home);

		this.endpoint.receive(home, new DeregistrationResponse(AsapFixture.ECHO, new PoolElementId(7),
				OperationError.of(CauseCode.NON_UNIQUE_PE_IDENTIFIER)));

		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.FAILED);
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).elements()).singleElement()
			.satisfies((element) -> assertThat(element.failure()).contains("0x00000007", "an id of its own, or none"));
		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
		this.endpoint.advance(60_000);
		assertThat(this.endpoint.lastRegistration(home).element().id()).isEqualTo(new PoolElementId(7));
		this.endpoint.accept(home);
		assertThat(this.endpoint.state(key)).isEqualTo(ElementState.REGISTERED);
	}

	@Test
	void fixedIdThatIsTakenAtTheFirstRegistrationIsReported() {
		ConnectionId home = this.endpoint.connected();
		fixed(7);

		this.endpoint.reject(home, CauseCode.NON_UNIQUE_PE_IDENTIFIER);

		assertThat(this.endpoint.registrations.calls)
			.containsExactly("rejected: " + AsapFixture.cause(CauseCode.NON_UNIQUE_PE_IDENTIFIER).describe());
		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
	}

	private ElementKey fixed(int id) {
		return this.endpoint.machine.register(new ElementSpec(AsapFixture.ECHO, new PoolElementId(id),
				AsapFixture.transport(7000), List.of(), LOAD_10, 300), this.endpoint.registrations,
				this.endpoint.now());
	}

	@Test
	@DisplayName("RFC 5352 3.1: policy values are updated by re-registration, at most one a second, the latest win")
	@Conformance("ASAP-3.1-17")
	void policyUpdatesAreLimited() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.machine.register(
				ElementSpec.of(AsapFixture.ECHO, AsapFixture.transport(7000), LOAD_10), this.endpoint.registrations,
				this.endpoint.now());
		this.endpoint.accept(home);
		RequestLog first = new RequestLog();
		RequestLog second = new RequestLog();

		this.endpoint.machine.updatePolicy(key, LOAD_20, first, this.endpoint.now());
		this.endpoint.machine.updatePolicy(key, LOAD_30, second, this.endpoint.now());
		this.endpoint.advance(999);
		assertThat(this.endpoint.registrations(home)).isEqualTo(1);
		this.endpoint.advance(1);

		assertThat(this.endpoint.registrations(home)).isEqualTo(2);
		assertThat(this.endpoint.lastRegistration(home).element().policy()).isEqualTo(LOAD_30);
		assertThat(second.calls).isEmpty();
		this.endpoint.accept(home);
		assertThat(first.calls).containsExactly("granted");
		assertThat(second.calls).containsExactly("granted");
	}

	@Test
	@DisplayName("RFC 5352 3.1: a policy update during a registration follows it")
	void policyUpdateWaitsForTheAnswer() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.machine.register(
				ElementSpec.of(AsapFixture.ECHO, AsapFixture.transport(7000), LOAD_10), this.endpoint.registrations,
				this.endpoint.now());
		RequestLog log = new RequestLog();
		this.endpoint.machine.updatePolicy(key, LOAD_20, log, this.endpoint.now());
		this.endpoint.advance(5_000);
		assertThat(this.endpoint.registrations(home)).isEqualTo(1);

		this.endpoint.accept(home);

		assertThat(log.calls).isEmpty();
		assertThat(this.endpoint.lastRegistration(home).element().policy()).isEqualTo(LOAD_20);
		this.endpoint.accept(home);
		assertThat(log.calls).containsExactly("granted");
	}

	@Test
	@DisplayName("RFC 5356 3: the policy's type cannot change")
	void policyTypeCannotChange() {
		this.endpoint.connected();
		ElementKey key = this.endpoint.register();

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.endpoint.machine.updatePolicy(key, LOAD_10, new RequestLog(), this.endpoint.now()));
	}

	@Test
	@DisplayName("RFC 5352 3.1 R2.2: ids are random, never 0, unique in a process")
	@Conformance({ "ASAP-3.1-7", "PAR-3.14-1" })
	void idsAreRandomAndUnique() {
		ConnectionId home = this.endpoint.connected();

		for (int i = 0; i < 2000; i++) {
			this.endpoint.register();
		}

		assertThat(this.endpoint.world.sentTo(home, Registration.class)).extracting((sent) -> sent.element().id())
			.doesNotHaveDuplicates()
			.doesNotContain(new PoolElementId(0));
	}

	@Test
	void sameElementCannotBeRegisteredTwice() {
		this.endpoint.connected();
		ElementSpec spec = new ElementSpec(AsapFixture.ECHO, new PoolElementId(7), AsapFixture.transport(7000),
				List.of(), LOAD_10, 300);
		this.endpoint.machine.register(spec, this.endpoint.registrations, this.endpoint.now());

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.endpoint.machine.register(spec, this.endpoint.registrations, this.endpoint.now()));
	}

	@Test
	void registrationNeedsAStartedEndpoint() {
		assertThatIllegalStateException().isThrownBy(this.endpoint::register);
	}

	@Test
	void stopAbandonsWhoWaits() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		this.endpoint.accept(home);
		RequestLog log = new RequestLog();
		this.endpoint.machine.deregister(key, log, this.endpoint.now());
		ResolutionLog resolution = this.endpoint.resolve(AsapFixture.OTHER);

		this.endpoint.machine.stop(this.endpoint.now());

		assertThat(log.calls).containsExactly("abandoned");
		assertThat(resolution.calls).containsExactly("abandoned");
		assertThat(this.endpoint.world.hasClosed(home)).isTrue();
		assertThat(this.endpoint.world.timers()).isEmpty();
	}

}
