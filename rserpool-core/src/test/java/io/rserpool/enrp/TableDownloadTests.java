package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handle table on its way, seen from the server that gives it and from the one that
 * takes it (RFC 5353 section 3.2.3).
 */
class TableDownloadTests {

	/** DOWNLOAD-SESSION: a session that is not continued for so long is forgotten. */
	private static final long SESSION = 5_000;

	private final PeerFixture server = PeerFixture.serving();

	// --- giving

	private static List<HandleTableResponse> download(FakePeer taker, boolean ownOnly) {
		List<HandleTableResponse> parts = new ArrayList<>();
		do {
			parts.add(next(taker, ownOnly));
		}
		while (parts.get(parts.size() - 1).more() && parts.size() < 10_000);
		return parts;
	}

	private static HandleTableResponse next(FakePeer taker, boolean ownOnly) {
		taker.forget();
		taker.asksForTable(ownOnly);
		assertThat(taker.heard(HandleTableResponse.class)).hasSize(1);
		return taker.last(HandleTableResponse.class);
	}

	private static List<PoolElementId> ids(List<HandleTableResponse> parts) {
		return parts.stream()
			.flatMap((part) -> part.entries().stream())
			.flatMap((entry) -> entry.elements().stream())
			.map(PoolElementParameter::id)
			.toList();
	}

	private static String host(int id) {
		return "198.51." + (id / 200) + "." + (1 + id % 200);
	}

	private void owns(int count) {
		for (int id = 1; id <= count; id++) {
			PoolHandle handle = PoolHandle.of("pool-" + id % 7);
			this.server.registered(handle, Registrar.listening(id, host(id)), host(id));
		}
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: a small table is one part")
	@Conformance({ "ENRP-039", "ENRP-040" })
	void smallTableIsOnePart() {
		FakePeer taker = this.server.lower().joins();
		this.server.registered(1, "198.51.100.1");

		HandleTableResponse part = next(taker, false);

		assertThat(part.sender()).isEqualTo(PeerFixture.ID);
		assertThat(part.receiver()).isEqualTo(taker.id);
		assertThat(part.rejected()).isFalse();
		assertThat(part.more()).isFalse();
		assertThat(part.entries()).isEqualTo(List.of(new PoolEntry(Registrar.POOL,
				List.of(Registrar.listening(1, "198.51.100.1").withHome(PeerFixture.ID)))));
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: a large table is many parts, none empty, each element once, M on all but the last")
	@Conformance({ "ENRP-014", "ENRP-039", "ENRP-040", "ENRP-041", "ENRP-042", "ENRP-122" })
	void largeTableIsManyParts() {
		owns(1000);
		FakePeer taker = this.server.lower().joins();

		List<HandleTableResponse> parts = download(taker, false);

		assertThat(parts).hasSizeGreaterThanOrEqualTo(8);
		assertThat(parts.subList(0, parts.size() - 1)).allMatch(HandleTableResponse::more);
		assertThat(parts).noneMatch(HandleTableResponse::rejected)
			.noneMatch((part) -> part.entries().isEmpty())
			.allMatch((part) -> ids(List.of(part)).size() <= 128)
			.allMatch((part) -> PeerFixture.octets(part).length <= 16_384);
		assertThat(ids(parts)).hasSize(1000).doesNotHaveDuplicates();
		assertThat(ids(List.of(next(taker, false)))).isEqualTo(ids(List.of(parts.get(0))));
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: what changes between two parts is neither missing nor there twice")
	@Conformance("ENRP-041")
	void tableMayChangeBetweenParts() {
		owns(400);
		FakePeer taker = this.server.lower().joins();
		List<HandleTableResponse> parts = new ArrayList<>();
		parts.add(next(taker, false));
		HashSet<PoolElementId> first = new HashSet<>(ids(parts));

		this.server.registered(PoolHandle.of("a-pool"), Registrar.listening(5001, host(5001)), host(5001));
		this.server.registered(PoolHandle.of("z-pool"), Registrar.listening(5002, host(5002)), host(5002));
		first.stream()
			.limit(50)
			.forEach(
					(id) -> this.server.machine.remove(PoolHandle.of("pool-" + id.value() % 7), id, this.server.now()));
		while (parts.get(parts.size() - 1).more()) {
			parts.add(next(taker, false));
		}

		assertThat(ids(parts)).doesNotHaveDuplicates().contains(Registrar.id(5002)).hasSizeBetween(401, 402);
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: that elements which were sent are removed ends no table early")
	@Conformance("ENRP-041")
	void removalsEndNoTableEarly() {
		owns(400);
		FakePeer taker = this.server.lower().joins();
		List<HandleTableResponse> parts = new ArrayList<>();
		parts.add(next(taker, true));

		ids(parts).forEach(
				(id) -> this.server.machine.remove(PoolHandle.of("pool-" + id.value() % 7), id, this.server.now()));
		while (parts.get(parts.size() - 1).more()) {
			parts.add(next(taker, true));
		}

		assertThat(ids(parts)).hasSize(400).doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: an empty table is one empty part")
	@Conformance("ENRP-014")
	void emptyTableIsOneEmptyPart() {
		FakePeer taker = this.server.lower().joins();

		assertThat(next(taker, false))
			.isEqualTo(new HandleTableResponse(PeerFixture.ID, taker.id, false, false, List.of()));
	}

	@Test
	@DisplayName("RFC 5353 3.6.3: with W only what the server owns itself is in the table")
	@Conformance("ENRP-117")
	void ownTableHasOwnElementsOnly() {
		this.server.registered(1, "198.51.100.1");
		FakePeer owner = this.server.higher().joins();
		owner.adds(Registrar.listening(2, "198.51.100.2"));
		FakePeer taker = this.server.lower().joins();

		assertThat(ids(download(taker, true))).containsExactly(Registrar.id(1));
		assertThat(ids(download(taker, false))).containsExactly(Registrar.id(1), Registrar.id(2));
	}

	@Test
	@DisplayName("4.5: a download of everything and one of own elements do not disturb each other")
	void bothKindsOfTableAreIndependent() {
		owns(300);
		FakePeer taker = this.server.lower().joins();
		List<HandleTableResponse> all = new ArrayList<>();
		List<HandleTableResponse> own = new ArrayList<>();

		for (int i = 0; i < 2; i++) {
			all.add(next(taker, false));
			own.add(next(taker, true));
		}
		while (all.get(all.size() - 1).more()) {
			all.add(next(taker, false));
		}
		while (own.get(own.size() - 1).more()) {
			own.add(next(taker, true));
		}

		assertThat(ids(all)).hasSize(300).doesNotHaveDuplicates();
		assertThat(ids(own)).hasSize(300).doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: with more downloads than it can serve a mentor rejects, with nothing in it")
	@Conformance("ENRP-051")
	void tooManyDownloadsAreRejected() {
		owns(300);
		for (int i = 1; i <= 8; i++) {
			FakePeer taker = this.server.peer(0x100 + i, "192.0.2." + (100 + i)).joins();
			assertThat(next(taker, false).more()).isTrue();
		}
		FakePeer ninth = this.server.peer(0x200, "192.0.2.200").joins();

		assertThat(next(ninth, false))
			.isEqualTo(new HandleTableResponse(PeerFixture.ID, ninth.id, true, false, List.of()));
		this.server.advance(SESSION + 1);
		assertThat(next(ninth, false).rejected()).isFalse();
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: a download that is not continued is forgotten, the next one begins at the beginning")
	@Conformance({ "ENRP-055", "ENRP-056" })
	void abandonedDownloadIsForgotten() {
		owns(300);
		FakePeer taker = this.server.lower().joins();
		List<PoolElementId> first = ids(List.of(next(taker, false)));

		this.server.advance(SESSION - 1);
		assertThat(ids(List.of(next(taker, false)))).doesNotContainAnyElementsOf(first);
		this.server.advance(SESSION + 1);

		assertThat(ids(List.of(next(taker, false)))).isEqualTo(first);
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: ten thousand abandoned downloads leave nothing behind")
	@Conformance("ENRP-056")
	void abandonedDownloadsAreFreed() {
		owns(300);
		FakePeer taker = this.server.lower();

		for (int i = 0; i < 10_000; i++) {
			taker.joins();
			assertThat(next(taker, i % 2 == 0).more()).isTrue();
			taker.loses();
			taker.forget();
		}

		FakePeer other = this.server.higher().joins();
		assertThat(ids(download(other, false))).hasSize(300);
	}

	// --- taking

	private static PoolEntry entry(PoolElementParameter... elements) {
		return new PoolEntry(Registrar.POOL, List.of(elements));
	}

	private static PoolElementParameter element(int id, ServerId home) {
		return Registrar.listening(id, host(id)).withHome(home);
	}

	/** A server that asked its mentor for the table. */
	private static FakePeer mentorOf(PeerFixture joining) {
		FakePeer mentor = joining.lower();
		joining.start(mentor);
		mentor.says(new Presence(mentor.id, joining.id, false, Checksums.EMPTY, mentor.information()));
		mentor.givesList();
		assertThat(mentor.heard(HandleTableRequest.class)).hasSize(1);
		return mentor;
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: every part is installed, each M asks for the next one")
	@Conformance({ "ENRP-043", "ENRP-044", "ENRP-045" })
	void everyPartIsInstalled() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer mentor = joining.lower().waits();
		mentor.partSize = 2;
		for (int id = 1; id <= 9; id++) {
			mentor.owns(PoolHandle.of("pool-" + id % 3), Registrar.listening(id, host(id)));
		}

		joining.start(mentor);
		joining.advance(100);

		assertThat(joining.snapshot().elementCount()).isEqualTo(9);
		assertThat(joining.expected(mentor)).isEqualTo(mentor.checksum());
		assertThat(mentor.heard(HandleTableRequest.class)).hasSize(5)
			.allMatch((request) -> !request.ownOnly() && request.receiver().equals(mentor.id));
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: a new pool has the policy of its first element")
	@Conformance({ "ENRP-046", "ENRP-047" })
	void newPoolTakesThePolicyOfItsFirstElement() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer mentor = mentorOf(joining);

		mentor.givesTable(false,
				entry(Registrar.withPolicy(element(1, mentor.id),
						MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 5)),
						Registrar.withPolicy(element(2, mentor.id),
								MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 9))));

		assertThat(joining.pool(Registrar.POOL).policy().type()).isEqualTo(PolicyType.WEIGHTED_ROUND_ROBIN);
		assertThat(joining.the(2).policy()).isEqualTo(MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 9));
	}

	@Test
	@DisplayName("RFC 5353 3.2.3: known pools get the new elements, known elements the new attributes")
	@Conformance({ "ENRP-048", "ENRP-049" })
	void knownElementsAreReplaced() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer mentor = mentorOf(joining);
		mentor.givesTable(true, entry(Registrar.withLife(element(1, mentor.id), 600)));
		assertThat(joining.the(1).lifeSeconds()).isEqualTo(600);
		joining.advance(joining.millis(TimerName.MAX_TIME_NO_RESPONSE) + joining.millis(TimerName.MENTOR_RETRY) * 2);
		mentor.givesList();

		mentor.givesTable(false, entry(Registrar.withLife(element(1, mentor.id), 1800), element(2, mentor.id)));

		assertThat(joining.the(1).lifeSeconds()).isEqualTo(1800);
		assertThat(joining.has(2)).isTrue();
	}

	@Test
	@DisplayName("4.3: what the mentor says of other servers' elements is believed until the owner speaks")
	void entriesOfThirdPartiesAreUnverified() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer owner = joining.higher();
		FakePeer mentor = mentorOf(joining);
		mentor.givesTable(false, entry(element(1, owner.id), element(2, owner.id), element(3, mentor.id)));
		assertThat(joining.the(1).state()).isEqualTo(ElementState.UNVERIFIED);
		assertThat(joining.the(3).state()).isEqualTo(ElementState.UP);

		owner.owns(Registrar.listening(1, host(1)));
		owner.lives();
		joining.advance(10_000);

		assertThat(joining.the(1).state()).isEqualTo(ElementState.UP);
		assertThat(joining.has(2)).isFalse();
		assertThat(joining.has(3)).isTrue();
	}

	@Test
	@DisplayName("4.3: elements under the server's own id are left out")
	void ownIdInTheTableIsLeftOut() {
		PeerFixture joining = PeerFixture.stopped();
		FakePeer mentor = mentorOf(joining);

		mentor.givesTable(false, entry(element(1, PeerFixture.ID), element(2, mentor.id)));

		assertThat(joining.has(1)).isFalse();
		assertThat(joining.has(2)).isTrue();
		assertThat(joining.snapshot().ownedCount()).isZero();
	}

}
