package io.rserpool.enrp;

import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.rserpool.Conformance;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.EnrpError;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.Presence;
import io.rserpool.wire.Registration;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is looked at before a message of another server has any effect.
 */
class ReceiveCheckTests {

	private static final ServerId PEER = ServerId.of(PeerFixture.LOWER);

	private static final ServerId OTHER = ServerId.of(PeerFixture.HIGHER);

	private final PeerFixture server = PeerFixture.serving();

	static List<EnrpMessage> oneOfEachType() {
		ServerId me = PeerFixture.ID;
		return List.of(new Presence(PEER, me, false, Presence.NO_CHECKSUM, null),
				new HandleTableRequest(PEER, me, true), new HandleTableResponse(PEER, me, false, false, List.of()),
				new HandleUpdate(PEER, ServerId.NONE, false, UpdateAction.ADD_PE, Registrar.POOL,
						Registrar.listening(1, "198.51.100.1").withHome(PEER)),
				new ListRequest(PEER, me), new ListResponse(PEER, me, false, List.of()),
				new InitTakeover(PEER, ServerId.NONE, OTHER), new InitTakeoverAck(PEER, me, OTHER),
				new TakeoverServer(PEER, ServerId.NONE, OTHER),
				new EnrpError(PEER, me, OperationError.of(CauseCode.LACK_OF_RESOURCES)));
	}

	@ParameterizedTest
	@MethodSource("oneOfEachType")
	@DisplayName("RFC 5353 3.4.1: a message of any type from an unknown server makes it a peer that is probed")
	@Conformance({ "ENRP-074", "ENRP-075" })
	void anyMessageIntroducesItsSender(EnrpMessage message) {
		FakePeer stranger = this.server.lower().dials();

		stranger.says(message);

		assertThat(this.server.status(stranger)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(stranger.probes()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachType")
	@DisplayName("RFC 5353 3.4.3: a message of any type is a sign of life")
	@Conformance({ "ENRP-078", "ENRP-079" })
	void anyMessageIsASignOfLife(EnrpMessage message) {
		FakePeer peer = this.server.lower().joins();
		this.server.advance(20_000);
		assertThat(this.server.known(peer).heardMillisAgo()).isEqualTo(20_000);

		peer.says(message);

		assertThat(this.server.known(peer).heardMillisAgo()).isZero();
	}

	@Test
	@DisplayName("RFC 5353 2.1: a point-to-point message may name its receiver or nobody")
	@Conformance("ENRP-007")
	void receiverMayBeLeftOpen() {
		FakePeer peer = this.server.lower().joins();
		peer.forget();

		peer.says(new Presence(PEER, ServerId.NONE, true, Checksums.EMPTY, peer.information()));
		peer.says(new Presence(PEER, PeerFixture.ID, true, Checksums.EMPTY, peer.information()));

		assertThat(peer.heard(Presence.class)).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("oneOfEachType")
	@DisplayName("N-8: what is addressed to another server has no effect and is no sign of life")
	void othersMailHasNoEffect(EnrpMessage message) {
		FakePeer peer = this.server.lower().joins();
		this.server.advance(20_000);
		peer.forget();

		peer.says(readdressed(message));

		assertThat(peer.heard()).isEmpty();
		assertThat(this.server.known(peer).heardMillisAgo()).isEqualTo(20_000);
		assertThat(this.server.snapshot().elementCount()).isZero();
	}

	private static byte[] readdressed(EnrpMessage message) {
		byte[] octets = PeerFixture.octets(message);
		ByteBuffer.wrap(octets).putInt(8, OTHER.value());
		return octets;
	}

	@Test
	@DisplayName("RFC 5353 3.7: reports come from this server, and none for what was meant for another one")
	@Conformance("ENRP-124")
	void reportsAreSentInOwnName() {
		FakePeer peer = this.server.lower().joins();
		peer.forget();
		byte[] open = unknownMessage();
		byte[] others = unknownMessage();
		ByteBuffer.wrap(others).putInt(8, OTHER.value());

		peer.says(open);
		peer.says(others);

		assertThat(peer.heard(EnrpError.class)).hasSize(1);
		assertThat(peer.last(EnrpError.class).sender()).isEqualTo(PeerFixture.ID);
		assertThat(peer.last(EnrpError.class).receiver()).isEqualTo(PEER);
	}

	/** Type 0x4b: to be discarded and reported. */
	private static byte[] unknownMessage() {
		byte[] octets = PeerFixture.octets(new ListRequest(PEER, ServerId.NONE));
		octets[0] = 0x4b;
		return octets;
	}

	@Test
	@DisplayName("P-15: at most ten reports a second go to one peer")
	void reportsAreLimited() {
		FakePeer peer = this.server.lower().joins();
		peer.forget();

		for (int i = 0; i < 100; i++) {
			peer.says(unknownMessage());
		}

		assertThat(peer.heard(EnrpError.class)).hasSizeBetween(1, 10);
		this.server.advance(1_000);
		peer.says(unknownMessage());
		assertThat(peer.heard(EnrpError.class).size()).isBetween(2, 11);
	}

	@Test
	@DisplayName("9.4: a connection belongs to the server that spoke first; the third message of another one ends it")
	void connectionBelongsToOneServer() {
		FakePeer peer = this.server.lower().joins();
		peer.forget();

		peer.says(new ListRequest(OTHER, PeerFixture.ID));
		peer.says(new ListRequest(OTHER, PeerFixture.ID));

		assertThat(peer.heard()).isEmpty();
		assertThat(this.server.peer(OTHER)).isNull();
		assertThat(this.server.world.hasClosed(peer.open())).isFalse();
		ConnectionId connection = peer.open();
		peer.says(new ListRequest(OTHER, PeerFixture.ID));
		assertThat(this.server.world.hasClosed(connection)).isTrue();
		assertThat(this.server.peer(OTHER)).isNull();
	}

	@Test
	@DisplayName("9.1: an ENRP connection carries ENRP only")
	void elementsAreNotServedHere() {
		FakePeer peer = this.server.lower().joins();

		this.server.receive(peer.open(), new Registration(Registrar.POOL, Registrar.listening(1, "198.51.100.1")));

		assertThat(this.server.has(1)).isFalse();
	}

}
