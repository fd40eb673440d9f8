package io.rserpool.enrp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlespaces that had split become one again: an element that two servers took over
 * from each other has one home afterwards, never none.
 */
class SplitTests {

	private static final String HOST = "198.51.100.1";

	private final PeerFixture server = PeerFixture.serving();

	/** Both servers took the other one for dead, and its element over. */
	private FakePeer split(FakePeer peer) {
		peer.joins();
		peer.adds(Registrar.listening(1, HOST));
		this.server.registered(2, "198.51.100.2");
		peer.isCutOff();
		this.server.waitForTakeover();
		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		peer.owns(Registrar.listening(2, "198.51.100.2"));
		peer.host = FakePeer.Host.LISTENING;
		return peer.forget();
	}

	private void heal(FakePeer peer) {
		peer.waits();
		this.server.advance(40_000);
		assertThat(this.server.status(peer)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("N-9: a server that was taken over is dialled on, found again and compared")
	void lostServerIsFoundAgain() {
		FakePeer peer = split(this.server.lower());

		heal(peer);

		assertThat(peer.heard(HandleTableRequest.class)).isNotEmpty();
		assertThat(this.server.events(RserpoolEvent.PeerUp.class)).hasSize(2);
		assertThat(this.server.events(RserpoolEvent.SplitFound.class)).hasSize(1);
		assertThat(this.server.events(RserpoolEvent.SplitMerged.class)).hasSize(1);
	}

	@Test
	@DisplayName("10.3: of an element with two homes the server with the higher id keeps it, announces it and asks it")
	@Conformance("ENRP-001")
	void higherServerKeeps() {
		FakePeer peer = split(this.server.lower());

		heal(peer);

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.home(2)).isEqualTo(PeerFixture.ID);
		assertThat(peer.heard(HandleUpdate.class)).filteredOn((update) -> update.action() == UpdateAction.ADD_PE)
			.extracting((update) -> update.element().id())
			.contains(Registrar.id(1), Registrar.id(2));
		assertThat(this.server.homeCalls(HOST)).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@DisplayName("10.3: the server with the lower id gives it, and says nothing")
	@Conformance("ENRP-001")
	void lowerServerGives() {
		FakePeer peer = split(this.server.higher());

		heal(peer);

		assertThat(this.server.home(1)).isEqualTo(peer.id);
		assertThat(this.server.home(2)).isEqualTo(peer.id);
		assertThat(this.server.snapshot().ownedCount()).isZero();
		assertThat(this.server.expected(peer)).isEqualTo(peer.checksum());
		assertThat(peer.heard(HandleUpdate.class)).isEmpty();
	}

	@Test
	@DisplayName("N-24: when both tables cross on their way, one home remains, and no element is lost")
	void crossingTablesLoseNothing() {
		FakePeer peer = split(this.server.lower());
		peer.joins();
		assertThat(peer.heard(HandleTableRequest.class)).hasSize(1);

		peer.asksForTable(true);
		assertThat(peer.last(HandleTableResponse.class).entries().get(0).elements())
			.extracting((element) -> element.id().value())
			.contains(1, 2);
		peer.givesOwnTable();
		// The lower one gives both, as its rules say.
		peer.disowns(1);
		peer.disowns(2);
		peer.presence(false);
		this.server.advance(5_000);
		peer.presence(false);

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.home(2)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.expected(peer)).isEqualTo(Checksums.EMPTY);
		this.server.advance(60_000);
		assertThat(this.server.has(1)).isTrue();
		assertThat(this.server.has(2)).isTrue();
	}

	@Test
	@DisplayName("10.3: what the winner cannot reach it removes, and the loser, which can, takes it back")
	void loserTakesBackWhatTheWinnerCannotReach() {
		FakePeer peer = split(this.server.higher());
		heal(peer);
		assertThat(this.server.home(2)).isEqualTo(peer.id);

		peer.deletes(Registrar.listening(2, "198.51.100.2"));
		this.server.advance(1_000);

		assertThat(this.server.home(2)).isEqualTo(PeerFixture.ID);
		assertThat(peer.last(HandleUpdate.class).action()).isEqualTo(UpdateAction.ADD_PE);
	}

	@Test
	@DisplayName("10.3: an announcement beats the order of ids: it stands for a registration or a takeover")
	void announcementBeatsTheOrderOfIds() {
		FakePeer peer = this.server.lower().joins();
		this.server.registered(1, HOST);

		peer.adds(Registrar.listening(1, HOST));

		assertThat(this.server.home(1)).isEqualTo(peer.id);
	}

	@Test
	@DisplayName("10.6: pools with different policies have that of most of their elements, the others are kept aside")
	void mostElementsDecideThePolicy() {
		FakePeer peer = this.server.lower().joins();
		this.server.registered(1, HOST);
		peer.adds(Registrar.withPolicy(Registrar.listening(2, "198.51.100.2"), MemberSelectionPolicy.RANDOM));
		assertThat(this.server.the(2).state()).isEqualTo(ElementState.INCONSISTENT);

		peer.adds(Registrar.withPolicy(Registrar.listening(3, "198.51.100.3"), MemberSelectionPolicy.RANDOM));

		assertThat(this.server.pool(Registrar.POOL).policy()).isEqualTo(MemberSelectionPolicy.RANDOM);
		assertThat(this.server.the(1).state()).isEqualTo(ElementState.INCONSISTENT);
		assertThat(this.server.the(2).state()).isEqualTo(ElementState.UP);
		ConnectionId again = this.server.connect(HOST);
		assertThat(this.server.register(again, Registrar.POOL, Registrar.listening(1, HOST)).rejected()).isTrue();
	}

	@Test
	@DisplayName("10.3: elements that only one side had are not touched by the repair of the other")
	void everythingElseIsLeftAlone() {
		FakePeer third = this.server.third().lives();
		third.adds(Registrar.listening(9, "198.51.100.9"));
		FakePeer peer = split(this.server.lower());

		heal(peer);

		assertThat(this.server.home(9)).isEqualTo(third.id);
		assertThat(this.server.pool(Registrar.POOL).elements()).extracting(ElementSnapshot::id)
			.containsExactlyInAnyOrder(new PoolElementId(1), new PoolElementId(2), new PoolElementId(9));
	}

}
