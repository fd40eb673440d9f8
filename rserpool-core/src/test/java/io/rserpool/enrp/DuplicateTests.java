package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two elements, or two servers, with the same identifier.
 */
class DuplicateTests {

	private static final PoolElementParameter MINE = Registrar.listening(1, "198.51.100.1");

	private static final PoolElementParameter THEIRS = Registrar.listening(1, "198.51.100.9");

	private final PeerFixture server = PeerFixture.serving();

	private final ConnectionId element = this.server.registered(1, "198.51.100.1");

	@Test
	@DisplayName("10.4: of two elements with one id at two servers that of the higher server stays, and is announced again")
	void elementOfTheHigherServerStays() {
		FakePeer peer = this.server.lower().joins();
		peer.forget();

		peer.adds(THEIRS);

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.the(1).transport()).isEqualTo(MINE.userTransport());
		assertThat(peer.last(HandleUpdate.class).action()).isEqualTo(UpdateAction.ADD_PE);
		assertThat(peer.last(HandleUpdate.class).element().userTransport()).isEqualTo(MINE.userTransport());
		assertThat(this.server.world.sentTo(this.element, DeregistrationResponse.class)).isEmpty();
		assertThat(this.server.events(RserpoolEvent.DuplicateElement.class)).containsExactly(
				new RserpoolEvent.DuplicateElement(Registrar.POOL, Registrar.id(1), PeerFixture.ID, peer.id));
	}

	@Test
	@DisplayName("10.4: the element of the lower server is told to take another id, and is dropped without a word to others")
	void elementOfTheLowerServerGoes() {
		FakePeer peer = this.server.higher().joins();
		peer.forget();

		peer.adds(THEIRS);

		assertThat(this.server.home(1)).isEqualTo(peer.id);
		assertThat(this.server.the(1).transport()).isEqualTo(THEIRS.userTransport());
		DeregistrationResponse told = this.server.world.lastTo(this.element, DeregistrationResponse.class);
		assertThat(told.handle()).isEqualTo(Registrar.POOL);
		assertThat(told.id()).isEqualTo(Registrar.id(1));
		assertThat(told.error()).isNotNull();
		assertThat(told.error().main().cause()).isEqualTo(CauseCode.NON_UNIQUE_PE_IDENTIFIER);
		assertThat(peer.heard(HandleUpdate.class)).isEmpty();
		assertThat(this.server.snapshot().ownedCount()).isZero();
	}

	@Test
	@DisplayName("10.4: the same holds when a table shows it")
	void tableShowsIt() {
		FakePeer peer = this.server.higher().joins();
		peer.owns(THEIRS);
		peer.presence(false);

		peer.says(new HandleTableResponse(peer.id, PeerFixture.ID, false, false,
				List.of(new PoolEntry(Registrar.POOL, List.of(THEIRS.withHome(peer.id))))));

		assertThat(this.server.home(1)).isEqualTo(peer.id);
		assertThat(this.server.the(1).transport()).isEqualTo(THEIRS.userTransport());
		assertThat(this.server.events(RserpoolEvent.DuplicateElement.class)).hasSize(1);
	}

	@Test
	@DisplayName("10.4: an element whose connection is lost is no duplicate: it moved, with a new address")
	void movedElementIsNoDuplicate() {
		FakePeer peer = this.server.lower().joins();
		ConnectionId mute = this.server.connect("198.51.100.5");
		this.server.register(mute, Registrar.POOL, Registrar.element(5, "198.51.100.5"));
		this.server.lose(mute);

		peer.adds(Registrar.listening(5, "198.51.100.6"));

		assertThat(this.server.home(5)).isEqualTo(peer.id);
		assertThat(this.server.events(RserpoolEvent.DuplicateElement.class)).isEmpty();
	}

	// --- servers

	@Test
	@DisplayName("10.5: a server that finds its id taken while it joins takes another one, and joins again")
	@Conformance("ENRP-023")
	void joiningServerTakesAnotherId() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer mentor = joining.lower();
		joining.start(mentor);
		mentor.says(new Presence(mentor.id, PeerFixture.ID, false, Checksums.EMPTY, mentor.information()));

		mentor.says(new ListResponse(mentor.id, PeerFixture.ID, false, List
			.of(new ServerInformation(PeerFixture.ID, PeerFixture.transport(Registrar.endpoint("192.0.2.99", 9901))))));

		assertThat(joining.snapshot().id()).isNotEqualTo(PeerFixture.ID);
		assertThat(joining.snapshot().id().isNone()).isFalse();
		assertThat(joining.events(RserpoolEvent.ServerIdChanged.class)).hasSize(1);
		mentor.forget();
		joining.advance(10_000);
		assertThat(mentor.heard(ListRequest.class)).isNotEmpty()
			.allMatch((request) -> request.sender().equals(joining.snapshot().id()));
	}

	@Test
	@DisplayName("10.5: of two serving ones the server with the lower address takes another id, and announces its elements anew")
	@Conformance("ENRP-023")
	void lowerAddressTakesAnotherId() {
		FakePeer witness = this.server.lower().joins();
		FakePeer twin = this.server.peer(PeerFixture.ID.value(), "192.0.2.99").dials();

		twin.says(new Presence(PeerFixture.ID, ServerId.NONE, true, 0x1234, twin.information()));

		ServerId next = this.server.snapshot().id();
		assertThat(next).isNotEqualTo(PeerFixture.ID);
		assertThat(this.server.home(1)).isEqualTo(next);
		assertThat(this.server.snapshot().ownedCount()).isEqualTo(1);
		witness.waits();
		this.server.advance(10_000);
		assertThat(witness.heard(Presence.class)).anyMatch((presence) -> presence.sender().equals(next));
	}

	@Test
	@DisplayName("10.5: the server with the higher address keeps its id")
	void higherAddressKeepsItsId() {
		FakePeer twin = this.server.peer(PeerFixture.ID.value(), "192.0.2.1").dials();

		twin.says(new Presence(PeerFixture.ID, ServerId.NONE, true, 0x1234, twin.information()));

		assertThat(this.server.snapshot().id()).isEqualTo(PeerFixture.ID);
		assertThat(this.server.snapshot().peers()).isEmpty();
		assertThat(twin.heard()).isEmpty();
	}

	@Test
	@DisplayName("10.5: of two others with one id the one that is known is kept")
	void knownOneIsKept() {
		FakePeer known = this.server.lower().joins();
		FakePeer twin = this.server.peer(PeerFixture.LOWER, "192.0.2.99").dials();
		ConnectionId connection = twin.open();

		twin.says(new Presence(twin.id, ServerId.NONE, true, 0x1234, twin.information()));

		assertThat(this.server.world.hasClosed(connection)).isTrue();
		assertThat(this.server.known(known).addresses()).isEqualTo(List.of(known.address));
		assertThat(this.server.known(known).connected()).isTrue();
		assertThat(this.server.events(RserpoolEvent.PeerMisbehaved.class)).hasSize(1);
	}

}
