package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.UpdateAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of the handlespace on their way from the owner to all others (RFC 5353 section
 * 3.3).
 */
class HandleUpdateTests {

	private static final String HOST = "198.51.100.1";

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer first = this.server.lower();

	private final FakePeer second = this.server.higher();

	@BeforeEach
	void join() {
		this.first.joins();
		this.second.joins();
		this.first.forget();
		this.second.forget();
	}

	private HandleUpdate announced() {
		assertThat(this.first.heard(HandleUpdate.class)).hasSize(1);
		assertThat(this.second.heard(HandleUpdate.class)).isEqualTo(this.first.heard(HandleUpdate.class));
		HandleUpdate update = this.first.last(HandleUpdate.class);
		this.first.forget();
		this.second.forget();
		return update;
	}

	private static HandleUpdate expected(UpdateAction action, PoolElementParameter element) {
		return new HandleUpdate(PeerFixture.ID, ServerId.NONE, false, action, Registrar.POOL,
				element.withHome(PeerFixture.ID));
	}

	// --- announcing

	@Test
	@DisplayName("RFC 5353 3.3.1: a registration is announced to all peers, complete, in the server's name, to nobody by name")
	@Conformance({ "ENRP-018", "ENRP-057", "ENRP-058", "ENRP-059", "ASAP-3.1-38" })
	void registrationIsAnnounced() {
		this.server.registered(1, HOST);

		assertThat(announced()).isEqualTo(expected(UpdateAction.ADD_PE, Registrar.listening(1, HOST)));
	}

	@Test
	@DisplayName("RFC 5353 3.3.1: a changed registration is announced")
	@Conformance("ENRP-057")
	void changeIsAnnounced() {
		ConnectionId connection = this.server.registered(1, HOST);
		announced();
		PoolElementParameter changed = Registrar.withLife(Registrar.listening(1, HOST), 77);

		this.server.register(connection, Registrar.POOL, changed);

		assertThat(announced()).isEqualTo(expected(UpdateAction.ADD_PE, changed));
	}

	@Test
	@DisplayName("RFC 5353 3.3.2: a deregistration is announced to all peers, complete, in the server's name")
	@Conformance({ "ENRP-066", "ENRP-067", "ENRP-068", "ENRP-069", "ASAP-3.2-12" })
	void deregistrationIsAnnounced() {
		ConnectionId connection = this.server.registered(1, HOST);
		announced();

		this.server.receive(connection, new Deregistration(Registrar.POOL, Registrar.id(1)));

		assertThat(announced()).isEqualTo(expected(UpdateAction.DEL_PE, Registrar.listening(1, HOST)));
	}

	@Test
	@DisplayName("RFC 5353 3.3.2: the end of a registration life is announced as a removal")
	@Conformance({ "ENRP-066", "ENRP-067" })
	void expiryIsAnnounced() {
		ConnectionId connection = this.server.connect(HOST);
		PoolElementParameter element = Registrar.withLife(Registrar.listening(1, HOST), 20);
		this.server.register(connection, Registrar.POOL, element);
		announced();

		this.server.advance(21_000);

		assertThat(announced()).isEqualTo(expected(UpdateAction.DEL_PE, element));
	}

	@Test
	@DisplayName("RFC 5353 3.3.2: the removal of an unreachable element is announced")
	@Conformance({ "ENRP-066", "ENRP-067" })
	void removalIsAnnounced() {
		this.server.registered(1, HOST);
		announced();
		this.server.mute(HOST);

		this.server.advance(
				this.server.millis(TimerName.KEEP_ALIVE_INTERVAL) + this.server.millis(TimerName.KEEP_ALIVE_TIMEOUT));

		assertThat(announced()).isEqualTo(expected(UpdateAction.DEL_PE, Registrar.listening(1, HOST)));
	}

	@Test
	@DisplayName("A-30: a deregistration at a server that is not the home is announced as a move and a removal")
	void deregistrationElsewhereIsAMoveAndARemoval() {
		this.first.adds(Registrar.listening(1, HOST));
		ConnectionId connection = this.server.connect(HOST);

		this.server.receive(connection, new Deregistration(Registrar.POOL, Registrar.id(1)));

		assertThat(this.second.heard(HandleUpdate.class)).extracting(HandleUpdate::action)
			.containsExactly(UpdateAction.ADD_PE, UpdateAction.DEL_PE);
		assertThat(this.second.heard(HandleUpdate.class))
			.allMatch((update) -> update.element().home().equals(PeerFixture.ID));
		assertThat(this.server.has(1)).isFalse();
	}

	@Test
	@DisplayName("RFC 5353 3.3: what another server announces is not announced again")
	@Conformance("ENRP-060")
	void updatesAreNotPassedOn() {
		this.first.adds(Registrar.listening(1, HOST));
		this.first.deletes(Registrar.listening(1, HOST));

		assertThat(this.second.heard(HandleUpdate.class)).isEmpty();
		assertThat(this.first.heard(HandleUpdate.class)).isEmpty();
	}

	// --- ADD_PE

	@Test
	@DisplayName("RFC 5353 3.3.1: an element of an unknown pool makes the pool, with its policy type, and is taken with all attributes")
	@Conformance({ "ENRP-060", "ENRP-061", "ENRP-062", "ENRP-063" })
	void unknownPoolIsMade() {
		PoolElementParameter element = Registrar.withPolicy(Registrar.listening(1, HOST),
				MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 3));

		this.first.adds(element);

		ElementSnapshot added = this.server.the(1);
		assertThat(added.home()).isEqualTo(this.first.id);
		assertThat(added.transport()).isEqualTo(element.userTransport());
		assertThat(added.policy()).isEqualTo(element.policy());
		assertThat(added.asapTransport()).isEqualTo(element.asapTransport());
		assertThat(added.lifeSeconds()).isEqualTo(300);
		assertThat(added.state()).isEqualTo(ElementState.UP);
		assertThat(this.server.pool(Registrar.POOL).policy().type()).isEqualTo(PolicyType.WEIGHTED_ROUND_ROBIN);
		assertThat(this.server.expected(this.first)).isEqualTo(this.first.checksum());
	}

	@Test
	@DisplayName("RFC 5353 3.3.1: a new element of a known pool is added with all attributes")
	@Conformance("ENRP-064")
	void newElementOfAKnownPoolIsAdded() {
		this.server.registered(1, HOST);

		this.first.adds(Registrar.withLife(Registrar.listening(2, "198.51.100.2"), 77));

		assertThat(this.server.the(2).lifeSeconds()).isEqualTo(77);
		assertThat(this.server.the(2).home()).isEqualTo(this.first.id);
		assertThat(this.server.pool(Registrar.POOL).elementCount()).isEqualTo(2);
		assertThat(this.server.snapshot().ownedCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5353 3.3.1: a known element gets the new attributes")
	@Conformance("ENRP-065")
	void knownElementIsReplaced() {
		this.first.adds(Registrar.listening(1, HOST));

		this.first.adds(Registrar.withLife(Registrar.listening(1, "198.51.100.9"), 77));

		assertThat(this.server.the(1).lifeSeconds()).isEqualTo(77);
		assertThat(this.server.the(1).transport()).isEqualTo(Registrar.tcp("198.51.100.9", 7));
		assertThat(this.server.pool(Registrar.POOL).elementCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5353 3.3.1: the server that announces an element is its home, whoever was before")
	@Conformance({ "ENRP-001", "ENRP-065" })
	void announcerIsTheHome() {
		this.first.adds(Registrar.listening(1, HOST));
		this.first.disowns(1);

		this.second.adds(Registrar.listening(1, HOST));

		assertThat(this.server.home(1)).isEqualTo(this.second.id);
		assertThat(this.server.expected(this.first)).isEqualTo(Checksums.EMPTY);
		assertThat(this.server.expected(this.second)).isEqualTo(this.second.checksum());
	}

	@Test
	@DisplayName("RFC 5353 1.1: an element that registers elsewhere is let go, without a word, and asked no more")
	@Conformance({ "ENRP-001", "ENRP-002", "ASAP-3.1-30" })
	void elementThatMovesIsLetGo() {
		this.server.registered(1, HOST);
		this.first.forget();
		this.second.forget();
		this.second.live = true;
		this.first.live = true;

		this.second.adds(Registrar.listening(1, HOST));

		assertThat(this.server.home(1)).isEqualTo(this.second.id);
		assertThat(this.server.snapshot().ownedCount()).isZero();
		assertThat(this.server.snapshot().checksum()).isEqualTo(Checksums.EMPTY);
		int asked = this.server.keepAlives(HOST).size();
		this.server.advance(60_000);
		assertThat(this.server.keepAlives(HOST)).hasSize(asked);
		assertThat(this.first.heard(HandleUpdate.class)).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.1: an element that registers here is owned here, and all others are told")
	@Conformance({ "ENRP-001", "ASAP-3.1-30" })
	void elementThatComesIsTaken() {
		this.first.adds(Registrar.listening(1, HOST));

		this.server.registered(1, HOST);

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(announced()).isEqualTo(expected(UpdateAction.ADD_PE, Registrar.listening(1, HOST)));
		assertThat(this.server.expected(this.first)).isEqualTo(Checksums.EMPTY);
	}

	@Test
	@DisplayName("N-15: an element whose policy does not fit its pool is kept, but not offered")
	void unfitElementIsKept() {
		this.server.registered(1, HOST);

		this.first.adds(Registrar.withPolicy(Registrar.listening(2, "198.51.100.2"), MemberSelectionPolicy.RANDOM));

		assertThat(this.server.the(2).state()).isEqualTo(ElementState.INCONSISTENT);
		assertThat(this.server.the(1).state()).isEqualTo(ElementState.UP);
		assertThat(this.server.expected(this.first)).isEqualTo(this.first.checksum());
	}

	// --- DEL_PE

	@Test
	@DisplayName("RFC 5353 3.3.2: an element that its home removes is gone, and with the last one the pool")
	@Conformance({ "ENRP-070", "ENRP-071" })
	void removedElementIsGone() {
		PoolElementParameter one = Registrar.listening(1, HOST);
		PoolElementParameter two = Registrar.listening(2, "198.51.100.2");
		this.first.adds(one);
		this.first.adds(two);

		this.first.deletes(one);
		assertThat(this.server.has(1)).isFalse();
		assertThat(this.server.hasPool(Registrar.POOL)).isTrue();
		this.first.deletes(two);

		assertThat(this.server.hasPool(Registrar.POOL)).isFalse();
		assertThat(this.server.snapshot().poolCount()).isZero();
		assertThat(this.server.expected(this.first)).isEqualTo(Checksums.EMPTY);
	}

	@Test
	@DisplayName("RFC 5353 3.3.2: the removal of an unknown element or pool does nothing")
	@Conformance("ENRP-072")
	void removalOfTheUnknownDoesNothing() {
		this.first.deletes(Registrar.listening(1, HOST));
		this.server.registered(2, "198.51.100.2");
		this.first.forget();
		this.first.deletes(Registrar.listening(1, HOST));

		assertThat(this.first.heard()).isEmpty();
		assertThat(this.server.snapshot().elementCount()).isEqualTo(1);
		assertThat(this.server.status(this.first)).isEqualTo(PeerStatus.ACTIVE);
	}

	@Test
	@DisplayName("N-16: only its home removes an element")
	void onlyTheHomeRemoves() {
		this.first.adds(Registrar.listening(1, HOST));
		this.server.registered(2, "198.51.100.2");

		this.second.deletes(Registrar.listening(1, HOST));
		this.second.deletes(Registrar.listening(2, "198.51.100.2"));

		assertThat(this.server.home(1)).isEqualTo(this.first.id);
		assertThat(this.server.home(2)).isEqualTo(PeerFixture.ID);
	}

	@Test
	@DisplayName("RFC 5352 3.3: users that subscribed are told what other servers announce")
	void subscribersAreTold() {
		this.server.registered(1, HOST);
		ConnectionId user = this.server.connect("198.51.100.50");
		this.server.receive(user, new HandleResolution(Registrar.POOL, true, HandleResolution.NO_OPTION));
		int before = this.server.world.sentTo(user).size();

		this.first.adds(Registrar.listening(2, "198.51.100.2"));
		this.server.advance(1_000);

		assertThat(this.server.world.sentTo(user)).hasSizeGreaterThan(before);
	}

	@Test
	@DisplayName("RFC 5353 3.3.1: pools with the same elements in other places stay apart")
	@Conformance("ENRP-064")
	void poolsStayApart() {
		PoolHandle other = PoolHandle.of("EchoPool2");

		this.first.adds(Registrar.listening(1, HOST));
		this.second.adds(other, Registrar.listening(1, "198.51.100.2"));

		assertThat(this.server.home(1)).isEqualTo(this.first.id);
		assertThat(this.server.the(other, 1).home()).isEqualTo(this.second.id);
		assertThat(List.of(this.server.snapshot().poolCount(), this.server.snapshot().elementCount()))
			.isEqualTo(List.of(2, 2));
	}

}
