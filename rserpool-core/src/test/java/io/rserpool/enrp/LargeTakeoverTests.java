package io.rserpool.enrp;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.Timing;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UpdateAction;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A takeover of so many elements that users are answered in between.
 */
class LargeTakeoverTests {

	private static final ServerId SELF = ServerId.of(0x11111111);

	private static final ServerId DEAD = ServerId.of(0x22222222);

	private static final ServerId OTHER = ServerId.of(0x33333333);

	private static final int ELEMENTS = 5_000;

	private final RecordingEffects<EnrpTimer> world = new RecordingEffects<>();

	private final EnrpServerMachine machine = new EnrpServerMachine(EnrpConfig.of(SELF, Timing.of(Profile.FAST)),
			new SplittableRandom(1), this.world);

	private ConnectionId other = new ConnectionId(1);

	@BeforeEach
	void won() {
		this.machine.peerTransport(transport(1));
		this.machine.start(now());
		ConnectionId dying = peer(DEAD, 2);
		this.other = peer(OTHER, 3);
		for (int i = 1; i <= ELEMENTS; i++) {
			receive(dying, new HandleUpdate(DEAD, ServerId.NONE, false, UpdateAction.ADD_PE, PoolHandle.of("EchoPool"),
					element(i)));
		}
		this.machine.connectionLost(dying, "reset", now());
		while (this.world.dialled().isEmpty()) {
			this.world.advance(this.machine, 1);
		}
		this.machine.dialFailed(this.world.lastDial().connection(), DialFailure.REFUSED, now());
		while (this.world.sentTo(this.other, InitTakeover.class).isEmpty()) {
			this.world.advance(this.machine, 1);
		}
		receive(this.other, new InitTakeoverAck(OTHER, SELF, DEAD));
	}

	@Test
	void elementsAreInheritedInPartsAndThenTheOthersAreTold() {
		assertThat(owned()).isEqualTo(2048);
		assertThat(this.world.sentTo(this.other, TakeoverServer.class)).isEmpty();

		this.world.advance(this.machine, 5);

		assertThat(owned()).isEqualTo(ELEMENTS);
		assertThat(this.world.sentTo(this.other, TakeoverServer.class)).hasSize(1);
		assertThat(this.world.events(RserpoolEvent.TakeoverWon.class)).singleElement()
			.satisfies((event) -> assertThat(event.elements()).isEqualTo(ELEMENTS));
	}

	@Test
	void whoAsksForTheTableGetsAllOfIt() {
		receive(this.other, new HandleTableRequest(OTHER, SELF, true));

		assertThat(owned()).isEqualTo(ELEMENTS);
		List<WireMessage> sent = this.world.sentTo(this.other);
		int told = indexOf(sent, TakeoverServer.class);
		assertThat(told).isNotNegative().isLessThan(indexOf(sent, HandleTableResponse.class));
	}

	@Test
	void targetThatComesBackFindsItDone() {
		ConnectionId back = peer(DEAD, 2);

		assertThat(owned()).isEqualTo(ELEMENTS);
		assertThat(this.world.sentTo(this.other, TakeoverServer.class)).hasSize(1);
		assertThat(this.world.sentTo(back, Presence.class)).isNotEmpty();
		assertThat(this.world.hasClosed(back)).isFalse();
	}

	@Test
	void elementThatRegistersElsewhereMeanwhileIsNotInherited() {
		PoolElementParameter moved = element(1);
		int before = owned();

		receive(this.other, new HandleUpdate(OTHER, ServerId.NONE, false, UpdateAction.ADD_PE,
				PoolHandle.of("EchoPool"), moved.withHome(OTHER)));
		assertThat(owned()).isEqualTo(before);
		this.world.advance(this.machine, 5);

		assertThat(owned()).isEqualTo(ELEMENTS - 1);
	}

	private static int indexOf(List<WireMessage> messages, Class<?> type) {
		for (int i = 0; i < messages.size(); i++) {
			if (type.isInstance(messages.get(i))) {
				return i;
			}
		}
		return -1;
	}

	private long now() {
		return this.world.now();
	}

	private int owned() {
		return this.machine.snapshot(now()).ownedCount();
	}

	private void receive(ConnectionId from, WireMessage message) {
		this.machine.received(from, message, now());
	}

	private ConnectionId peer(ServerId id, int host) {
		ConnectionId connection = this.world.nextConnection();
		this.machine.connectionUp(connection, Protocol.ENRP, endpoint(1, 9901), endpoint(host, 40_000), false, now());
		receive(connection, new Presence(id, ServerId.NONE, true, 0xffff, new ServerInformation(id, transport(host))));
		return connection;
	}

	private static PoolElementParameter element(int id) {
		SctpTransport undialled = new SctpTransport(0, TransportUse.DATA_ONLY, List.of(IpAddress.parse("192.0.2.100")));
		return new PoolElementParameter(new PoolElementId(id), DEAD, 300,
				new TcpTransport(7000, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.100")),
				MemberSelectionPolicy.ROUND_ROBIN, undialled, List.of());
	}

	private static SctpTransport transport(int host) {
		return new SctpTransport(9901, TransportUse.DATA_ONLY, List.of(IpAddress.parse("192.0.2." + host)));
	}

	private static Endpoint endpoint(int host, int port) {
		return new Endpoint(IpAddress.parse("192.0.2." + host), port);
	}

}
