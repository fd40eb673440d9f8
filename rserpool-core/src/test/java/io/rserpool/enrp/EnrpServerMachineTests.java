package io.rserpool.enrp;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Profile;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.Timing;
import io.rserpool.wire.AsapError;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.CookieEcho;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.Octets;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpTransport;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.WireFault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnrpServerMachineTests {

	private static final String HOST = "192.0.2.1";

	private static final WireFault INVALID = new WireFault(WireFault.Kind.INVALID, "bad value");

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId connection = this.registrar.registered(1, HOST);

	@Test
	@DisplayName("[A-28]: messages that are none of a server's business are discarded and counted")
	void unexpectedMessagesAreCounted() {
		this.registrar.world.clear();
		List<AsapMessage> others = List.of(new RegistrationResponse(Registrar.POOL, Registrar.id(1), false, null),
				new DeregistrationResponse(Registrar.POOL, Registrar.id(1), null),
				new HandleResolutionResponse(Registrar.POOL, false, MemberSelectionPolicy.ROUND_ROBIN,
						List.of(Registrar.element(1, HOST)), null),
				new EndpointKeepAlive(ServerId.of(7), true, Registrar.POOL, null),
				new ServerAnnounce(ServerId.of(7), List.of()), new Cookie(Octets.EMPTY), new CookieEcho(Octets.EMPTY),
				new BusinessCard(Registrar.POOL, List.of(Registrar.element(1, HOST))));
		others.forEach((message) -> this.registrar.receive(this.connection, message));
		this.registrar.receive(this.connection, new InitTakeover(ServerId.of(1), ServerId.NONE, ServerId.of(2)));

		assertThat(this.registrar.counted("unexpected")).isEqualTo(9);
		assertThat(this.registrar.world.sent()).isEmpty();
		assertThat(this.registrar.has(1)).isTrue();
	}

	@Test
	@DisplayName("[P-14]: an error is never answered")
	@Conformance("ASAP-4-6")
	void errorIsNotAnswered() {
		this.registrar.world.clear();

		this.registrar.receive(this.connection, new AsapError(OperationError.of(CauseCode.UNSPECIFIED_ERROR)));

		assertThat(this.registrar.world.sent()).isEmpty();
		assertThat(this.registrar.counted("errorsReceived")).isOne();
	}

	@Test
	@DisplayName("[P-14]: a damaged registration is answered as the codec suggests")
	@Conformance("ASAP-3.1-33")
	void damagedRegistrationIsAnswered() {
		RegistrationResponse reply = new RegistrationResponse(Registrar.POOL, Registrar.id(2), true,
				OperationError.of(CauseCode.INVALID_VALUES));

		this.registrar.machine.malformed(this.connection, INVALID, reply, this.registrar.now());

		assertThat(this.registrar.world.lastTo(this.connection)).isEqualTo(reply);
		assertThat(this.registrar.world.events(RserpoolEvent.RequestRejected.class)).hasSize(1);
		assertThat(this.registrar.world.events(RserpoolEvent.MalformedMessage.class)).hasSize(1);
		assertThat(this.registrar.counted("malformed")).isOne();
		assertThat(this.registrar.counted("rejected")).isOne();
	}

	@Test
	@DisplayName("[P-15]: at most ten error replies a second leave on a connection (AT-41)")
	void errorRepliesAreLimited() {
		AsapError reply = new AsapError(OperationError.of(CauseCode.UNRECOGNIZED_MESSAGE));
		for (int i = 0; i < 1000; i++) {
			this.registrar.machine.malformed(this.connection, INVALID, reply, this.registrar.now());
		}
		assertThat(this.registrar.world.sentTo(this.connection, AsapError.class)).hasSize(10);
		assertThat(this.registrar.world.events(RserpoolEvent.MalformedMessage.class)).hasSize(1);
		this.registrar.advance(1000);
		this.registrar.machine.malformed(this.connection, INVALID, reply, this.registrar.now());

		assertThat(this.registrar.world.sentTo(this.connection, AsapError.class)).hasSize(11);
		assertThat(this.registrar.world.events(RserpoolEvent.MalformedMessage.class)).hasSize(2);
		assertThat(this.registrar.counted("malformed")).isEqualTo(1001);
	}

	@Test
	@DisplayName("[T-2]: a stream without message borders is closed")
	void lostBordersCloseTheConnection() {
		this.registrar.machine.malformed(this.connection, new WireFault(WireFault.Kind.FRAMING, "length 3"), null,
				this.registrar.now());

		assertThat(this.registrar.world.hasClosed(this.connection)).isTrue();
		assertThat(this.registrar.state(1)).isEqualTo(ElementState.SUSPENDED);
	}

	@Test
	@DisplayName("[P-14]: a message of which parts were ignored is no malformed one")
	void ignoredPartsAreCountedApart() {
		this.registrar.machine.malformed(this.connection, new WireFault(WireFault.Kind.IGNORED_PARTS, "unknown"), null,
				this.registrar.now());

		assertThat(this.registrar.counted("ignoredParts")).isOne();
		assertThat(this.registrar.counted("malformed")).isZero();
	}

	@Test
	@DisplayName("RFC 5352 3.6: announcements leave every (N + 1) times T6")
	@Conformance({ "ASAP-3.6-1", "ASAP-2.2.10-1", "ASAP-4-7" })
	void announcementsSlowDownWithTheNumberOfServers() {
		Registrar announcing = Registrar.announcing();
		List<TransportParameter> transports = List.of(Registrar.tcp("192.0.2.200", 3863));
		announcing.machine.announceTransports(transports);
		announcing.advance(5000);
		assertThat(announcing.world.multicasts()).hasSize(5).containsOnly(new ServerAnnounce(Registrar.ID, transports));
		hear(announcing, 1);
		hear(announcing, 2);
		hear(announcing, Registrar.ID.value());
		announcing.advance(1000);
		announcing.world.clear();

		announcing.advance(6000);

		assertThat(announcing.world.multicasts()).hasSize(2);
		announcing.advance(12_000);
		announcing.world.clear();
		announcing.advance(5000);
		assertThat(announcing.world.multicasts()).hasSize(5);
	}

	@Test
	@DisplayName("RFC 5352 2.2.10: only SCTP and TCP transports are announced")
	void onlySctpAndTcpAreAnnounced() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.registrar.machine
			.announceTransports(List.of(new UdpTransport(3863, IpAddress.parse(HOST)))));
	}

	@Test
	void nothingIsAnnouncedByDefault() {
		this.registrar.machine.announceTransports(List.of(Registrar.tcp("192.0.2.200", 3863)));
		this.registrar.advanceAnswering(this.connection, 1, 5000);

		assertThat(this.registrar.world.multicasts()).isEmpty();
	}

	@Test
	void operatorRemovesElement() {
		assertThat(this.registrar.machine.remove(Registrar.POOL, Registrar.id(1), this.registrar.now())).isTrue();
		assertThat(this.registrar.machine.remove(Registrar.POOL, Registrar.id(1), this.registrar.now())).isFalse();

		assertThat(this.registrar.world.events(RserpoolEvent.ElementRemoved.class))
			.extracting(RserpoolEvent.ElementRemoved::reason)
			.containsExactly(RemovalReason.ADMINISTRATIVE);
		assertThat(this.registrar.world.lastTo(this.connection)).isInstanceOf(DeregistrationResponse.class);
	}

	@Test
	void snapshotsArePagedInOrder() {
		for (int i = 0; i < 10; i++) {
			for (int id = 3; id > 0; id--) {
				this.registrar.register(this.connection, PoolHandle.of("p" + i), Registrar.element(id, HOST));
			}
		}

		List<PoolSnapshot> page = this.registrar.machine.pools(PoolHandle.of("p3"), 2, 2, this.registrar.now());
		assertThat(page).extracting((pool) -> pool.handle().toString()).containsExactly("p4", "p5");
		assertThat(page.get(0).elements()).extracting(ElementSnapshot::id)
			.containsExactly(Registrar.id(1), Registrar.id(2));
		assertThat(page.get(0).elementCount()).isEqualTo(3);
		assertThat(page.get(0).upCount()).isEqualTo(3);
		assertThat(this.registrar.machine.pool(PoolHandle.of("p4"), Registrar.id(2), 10, this.registrar.now())).get()
			.satisfies((pool) -> assertThat(pool.elements()).extracting(ElementSnapshot::id)
				.containsExactly(Registrar.id(3)));
		assertThat(this.registrar.machine.pool(PoolHandle.of("none"), null, 10, this.registrar.now())).isEmpty();
		EnrpSnapshot server = this.registrar.machine.snapshot(this.registrar.now());
		assertThat(server.poolCount()).isEqualTo(11);
		assertThat(server.elementCount()).isEqualTo(31).isEqualTo(server.ownedCount());
		assertThat(server.counters()).containsEntry("registrations", 31L);
	}

	@Test
	void inputsBeforeTheStartAndAfterTheStopAreHarmless() {
		RecordingEffects<EnrpTimer> world = new RecordingEffects<>();
		EnrpServerMachine machine = new EnrpServerMachine(EnrpConfig.of(Registrar.ID, Timing.of(Profile.FAST)),
				new SplittableRandom(1), world);
		machine.timerExpired(EnrpTimer.TICK, world.now());
		machine.connectionLost(new ConnectionId(5), "gone", world.now());
		assertThat(world.events()).isEmpty();

		this.registrar.machine.stop(this.registrar.now());
		this.registrar.machine.stop(this.registrar.now());
		this.registrar.world.clear();
		this.registrar.lose(this.connection);
		this.registrar.report(this.connection, 1);
		this.registrar.advance(10_000);

		assertThat(this.registrar.world.sent()).isEmpty();
		assertThat(this.registrar.world.events()).isEmpty();
		assertThat(this.registrar.world.timers()).isEmpty();
	}

	@Test
	void startAndStopAreTold() {
		assertThat(this.registrar.world.events().get(0)).isEqualTo(new RserpoolEvent.ServerStarted(Registrar.ID, ""));
		this.registrar.machine.stop(this.registrar.now());

		assertThat(this.registrar.world.hasClosed(this.connection)).isTrue();
		assertThat(this.registrar.world.events()).last().isEqualTo(new RserpoolEvent.ServerStopped(Registrar.ID));
	}

	@Test
	void equalSeedsGiveEqualRuns() {
		assertThat(run()).isEqualTo(run());
	}

	private static List<RecordingEffects.Sent> run() {
		Registrar registrar = Registrar.fast();
		ConnectionId connection = registrar.registered(1, HOST);
		registrar.registered(2, "192.0.2.2");
		registrar.subscribe(connection);
		registrar.advanceAnswering(connection, 1, 20_000);
		return registrar.world.sent();
	}

	private static void hear(Registrar registrar, int server) {
		registrar.machine.multicastReceived(Registrar.endpoint("192.0.2.77", 3863),
				new ServerAnnounce(ServerId.of(server), List.of()), registrar.now());
	}

}
