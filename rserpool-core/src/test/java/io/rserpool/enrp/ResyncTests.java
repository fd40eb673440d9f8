package io.rserpool.enrp;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A copy that differs becomes the owner's own view again (RFC 5353 section 3.6.3).
 */
class ResyncTests {

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer peer = this.server.lower();

	private final FakePeer third = this.server.higher();

	private static PoolElementParameter element(int id) {
		return Registrar.listening(id, "198.51.100." + id);
	}

	private static PoolEntry entry(FakePeer home, PoolElementParameter... elements) {
		return new PoolEntry(Registrar.POOL, Arrays.stream(elements).map((e) -> e.withHome(home.id)).toList());
	}

	@BeforeEach
	void join() {
		this.peer.joins();
		this.third.joins();
		this.peer.adds(element(1));
		this.peer.adds(element(2));
		this.third.adds(element(3));
		this.server.registered(4, "198.51.100.4");
		begin();
	}

	/** The peer announces something else than what is known. */
	private void begin() {
		this.peer.presence(false, 0x1234);
		assertThat(this.peer.heard(HandleTableRequest.class))
			.containsExactly(new HandleTableRequest(PeerFixture.ID, this.peer.id, true));
		this.peer.forget();
		this.third.forget();
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: what the owner does not list any more is removed, silently, and nothing else")
	@Conformance({ "ENRP-114", "ENRP-115", "ENRP-120", "ENRP-121" })
	void unlistedElementsAreRemovedSilently() {
		this.peer.givesTable(false, entry(this.peer, element(2)));

		assertThat(this.server.has(1)).isFalse();
		assertThat(this.server.home(2)).isEqualTo(this.peer.id);
		assertThat(this.server.home(3)).isEqualTo(this.third.id);
		assertThat(this.server.home(4)).isEqualTo(PeerFixture.ID);
		assertThat(this.third.heard(HandleUpdate.class)).isEmpty();
		assertThat(this.peer.heard(HandleUpdate.class)).isEmpty();
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: listed elements are installed, known ones with their new attributes")
	@Conformance({ "ENRP-118", "ENRP-119" })
	void listedElementsAreInstalled() {
		this.peer.givesTable(false, entry(this.peer, Registrar.withLife(element(1), 77), element(2), element(5)));

		assertThat(this.server.the(1).lifeSeconds()).isEqualTo(77);
		assertThat(this.server.home(2)).isEqualTo(this.peer.id);
		assertThat(this.server.home(5)).isEqualTo(this.peer.id);
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: nothing is removed before the last part")
	@Conformance({ "ENRP-120", "ENRP-122" })
	void nothingIsRemovedBeforeTheLastPart() {
		this.peer.givesTable(true, entry(this.peer, element(1)));

		assertThat(this.server.has(2)).isTrue();
		assertThat(this.peer.heard(HandleTableRequest.class))
			.containsExactly(new HandleTableRequest(PeerFixture.ID, this.peer.id, true));
		this.peer.givesTable(false, entry(this.peer, element(2)));
		assertThat(this.server.has(1)).isTrue();
		assertThat(this.server.has(2)).isTrue();
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: a reject removes nothing")
	@Conformance("ENRP-122")
	void rejectRemovesNothing() {
		this.peer.rejectsTable();

		assertThat(this.server.has(1)).isTrue();
		assertThat(this.server.has(2)).isTrue();
	}

	@Test
	@DisplayName("8.3: silence in the middle removes nothing, and the next presence begins anew")
	@Conformance("ENRP-122")
	void silenceRemovesNothing() {
		this.peer.givesTable(true, entry(this.peer, element(1)));
		this.peer.forget();

		this.server.advance(this.server.millis(TimerName.MAX_TIME_NO_RESPONSE) + 1);
		assertThat(this.server.has(2)).isTrue();
		this.peer.givesTable(false, entry(this.peer, element(1)));
		assertThat(this.server.has(2)).isTrue();
		this.server.advance(5_000);
		this.peer.forget();
		begin();
	}

	@Test
	@DisplayName("8.3: the loss of the connection in the middle removes nothing")
	void lossRemovesNothing() {
		this.peer.givesTable(true, entry(this.peer, element(1)));

		this.peer.loses();
		this.server.advance(1_000);

		assertThat(this.server.has(1)).isTrue();
		assertThat(this.server.has(2)).isTrue();
	}

	@Test
	@DisplayName("N-23: what is announced while the table is on its way is younger than the table")
	void announcementsBeatTheTable() {
		this.peer.givesTable(true, entry(this.peer, element(1)));
		this.peer.says(this.peer.update(UpdateAction.ADD_PE, Registrar.POOL, element(6).withHome(this.peer.id)));
		this.peer.says(this.peer.update(UpdateAction.ADD_PE, Registrar.POOL,
				Registrar.withLife(element(2), 77).withHome(this.peer.id)));
		this.peer.givesTable(false);

		assertThat(this.server.has(1)).isTrue();
		assertThat(this.server.the(2).lifeSeconds()).isEqualTo(77);
		assertThat(this.server.has(6)).isTrue();
	}

	@Test
	@DisplayName("N-23: an element that moved away while the table was on its way is not removed with it")
	void movedElementsAreNotRemoved() {
		this.third.adds(element(1));

		this.peer.givesTable(false, entry(this.peer, element(2)));

		assertThat(this.server.home(1)).isEqualTo(this.third.id);
		assertThat(this.server.home(2)).isEqualTo(this.peer.id);
	}

	@Test
	@DisplayName("8.3: entries under another home are left out")
	void foreignEntriesAreLeftOut() {
		this.peer.givesTable(false, entry(this.peer, element(1), element(2)), entry(this.third, element(7)));

		assertThat(this.server.has(7)).isFalse();
	}

	@Test
	@DisplayName("8.3: an element of a home that is gone goes to the one that lists it")
	void elementOfADeadHomeChangesHome() {
		FakePeer gone = this.server.third().joins();
		gone.adds(element(8));
		gone.crashes();
		this.server.advance(1);

		this.peer.givesTable(false, entry(this.peer, element(1), element(2), element(8)));
		this.server.advance(30_000);

		assertThat(this.server.home(8)).isIn(this.peer.id, PeerFixture.ID);
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: a table that was not asked for has no effect")
	void unaskedTableHasNoEffect() {
		this.third.says(new HandleTableResponse(this.third.id, PeerFixture.ID, false, false,
				List.of(entry(this.third, element(9)))));

		assertThat(this.server.has(9)).isFalse();
		assertThat(this.server.has(3)).isTrue();
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: many parts make one table")
	@Conformance({ "ENRP-118", "ENRP-122" })
	void manyPartsMakeOneTable() {
		for (int id = 1; id <= 200; id++) {
			this.peer.givesTable(id < 200, entry(this.peer, element(id)));
			this.peer.owns(element(id));
		}

		assertThat(this.peer.heard(HandleTableRequest.class)).hasSize(199);
		assertThat(this.server.home(3)).isNotNull();
		assertThat(this.server.snapshot().elementCount()).isEqualTo(200);
	}

}
