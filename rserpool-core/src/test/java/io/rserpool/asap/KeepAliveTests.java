package io.rserpool.asap;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests {

	private final AsapFixture endpoint = new AsapFixture(3);

	private ConnectionId home = new ConnectionId(1);

	private PoolElementId id = new PoolElementId(1);

	@BeforeEach
	void registered() {
		this.home = this.endpoint.connected();
		this.endpoint.register();
		this.endpoint.accept(this.home);
		this.id = this.endpoint.lastRegistration(this.home).element().id();
		this.endpoint.world.clear();
	}

	@Test
	@DisplayName("RFC 5352 3.4 KA2: acknowledged where it came from; the server's id is learnt")
	@Conformance({ "ASAP-2.2.7-1", "ASAP-3.4-2" })
	void keepAliveIsAcknowledged() {
		keepAlive(this.home, AsapFixture.SERVER_1, false);

		assertThat(this.endpoint.world.sentTo(this.home))
			.containsExactly(new EndpointKeepAliveAck(AsapFixture.ECHO, this.id));
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).home()).isEqualTo(AsapFixture.SERVER_1);
	}

	@Test
	@DisplayName("RFC 5352 3.4 KA1: a foreign handle is discarded in silence")
	@Conformance("ASAP-3.4-1")
	void foreignHandleIsDiscarded() {
		ConnectionId stranger = this.endpoint.accepted(AsapFixture.server(9));

		this.endpoint.receive(stranger, new EndpointKeepAlive(AsapFixture.SERVER_2, true, AsapFixture.OTHER, null));

		assertThat(this.endpoint.world.sent()).isEmpty();
		assertThat(this.endpoint.world.events()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.4 KA2.4: H=1 from another server: acknowledged and adopted; later requests go there")
	@Conformance({ "ASAP-2.2.7-2", "ASAP-3.4-3", "ASAP-1.1-1" })
	void otherServerIsAdopted() {
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		ConnectionId other = this.endpoint.accepted(AsapFixture.server(9));

		keepAlive(other, AsapFixture.SERVER_2, true);

		assertThat(this.endpoint.world.sentTo(other))
			.containsExactly(new EndpointKeepAliveAck(AsapFixture.ECHO, this.id));
		assertThat(this.endpoint.world.hasClosed(this.home)).isTrue();
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).home()).isEqualTo(AsapFixture.SERVER_2);
		assertThat(this.endpoint.world.events(RserpoolEvent.HomeServerChanged.class)).singleElement()
			.satisfies((change) -> assertThat(change.previous()).isEqualTo(AsapFixture.SERVER_1));
		this.endpoint.advance(600_000);
		assertThat(this.endpoint.registrations(other)).isEqualTo(1);
		assertThat(this.endpoint.lastRegistration(other).element().home()).isEqualTo(AsapFixture.SERVER_2);
	}

	@Test
	@DisplayName("RFC 5352 3.4: elements of other pools register again at an adopted server")
	void elementsOfOtherPoolsFollow() {
		this.endpoint.machine.register(
				ElementSpec.of(AsapFixture.OTHER, AsapFixture.transport(7001), MemberSelectionPolicy.RANDOM),
				this.endpoint.registrations, this.endpoint.now());
		this.endpoint.accept(this.home);
		ConnectionId other = this.endpoint.accepted(AsapFixture.server(9));

		keepAlive(other, AsapFixture.SERVER_2, true);

		assertThat(this.endpoint.registrations(other)).isEqualTo(1);
		assertThat(this.endpoint.lastRegistration(other).handle()).isEqualTo(AsapFixture.OTHER);
	}

	@Test
	@DisplayName("RFC 5352 3.4: H=1 while hunting ends the hunt")
	void adoptionEndsTheHunt() {
		this.endpoint.lose(this.home);
		ConnectionId other = this.endpoint.accepted(AsapFixture.server(9));

		keepAlive(other, AsapFixture.SERVER_2, true);

		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isFalse();
		assertThat(this.endpoint.registrations(other)).isEqualTo(1);
	}

	@Test
	@DisplayName("RFC 5352 3.4: H=1 from the home server is just acknowledged")
	void homeServerIsNotAdoptedAgain() {
		keepAlive(this.home, AsapFixture.SERVER_1, true);
		ConnectionId second = this.endpoint.accepted(AsapFixture.server(1));

		keepAlive(second, AsapFixture.SERVER_1, true);

		assertThat(this.endpoint.world.sent()).hasSize(2);
		assertThat(this.endpoint.world.closed()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.4: H=0 from another server is just acknowledged")
	void probeOfAnotherServerChangesNothing() {
		ConnectionId other = this.endpoint.accepted(AsapFixture.server(9));

		keepAlive(other, AsapFixture.SERVER_2, false);

		assertThat(this.endpoint.world.sentTo(other)).hasSize(1);
		assertThat(this.endpoint.world.events()).isEmpty();
	}

	@Test
	@DisplayName("[SR-15]: at most one change of home in 5 s; the last of a quick row counts then")
	void homeChangesAreLimited() {
		ConnectionId second = this.endpoint.accepted(AsapFixture.server(8));
		ConnectionId third = this.endpoint.accepted(AsapFixture.server(9));
		keepAlive(second, AsapFixture.SERVER_1, true);

		this.endpoint.advance(100);
		keepAlive(third, AsapFixture.SERVER_2, true);
		this.endpoint.advance(4_899);
		assertThat(home()).isEqualTo(AsapFixture.SERVER_1);
		this.endpoint.advance(1);

		assertThat(home()).isEqualTo(AsapFixture.SERVER_2);
		assertThat(this.endpoint.world.hasClosed(second)).isTrue();
	}

	@Test
	@DisplayName("[SR-15]: an offer that came too soon is void when the home server asks once more")
	void homeServerAsksOnceMore() {
		ConnectionId second = this.endpoint.accepted(AsapFixture.server(8));
		ConnectionId third = this.endpoint.accepted(AsapFixture.server(9));
		keepAlive(second, AsapFixture.SERVER_1, true);
		keepAlive(third, AsapFixture.SERVER_2, true);

		keepAlive(second, AsapFixture.SERVER_1, true);
		this.endpoint.advance(5_000);

		assertThat(home()).isEqualTo(AsapFixture.SERVER_1);
	}

	@Test
	@DisplayName("[SR-15]: an offer that came too soon is taken when the home server is lost, without a hunt")
	void offerIsTakenWhenTheHomeServerIsLost() {
		ConnectionId second = this.endpoint.accepted(AsapFixture.server(8));
		ConnectionId third = this.endpoint.accepted(AsapFixture.server(9));
		keepAlive(second, AsapFixture.SERVER_1, true);
		keepAlive(third, AsapFixture.SERVER_2, true);

		this.endpoint.lose(second);

		assertThat(home()).isEqualTo(AsapFixture.SERVER_2);
		assertThat(this.endpoint.world.dialled()).isEmpty();
	}

	@Test
	@DisplayName("[SR-15]: an offer that came too soon is void when its connection is lost")
	void offerEndsWithItsConnection() {
		ConnectionId second = this.endpoint.accepted(AsapFixture.server(8));
		ConnectionId third = this.endpoint.accepted(AsapFixture.server(9));
		keepAlive(second, AsapFixture.SERVER_1, true);
		keepAlive(third, AsapFixture.SERVER_2, true);

		this.endpoint.lose(third);
		this.endpoint.advance(5_000);

		assertThat(home()).isEqualTo(AsapFixture.SERVER_1);
	}

	@Test
	@DisplayName("[T-5]: the home server that dials back after a loss is home again, with H=0")
	void homeServerThatDialsBackIsHomeAgain() {
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		this.endpoint.lose(this.home);
		ConnectionId back = this.endpoint.accepted(AsapFixture.server(1));

		keepAlive(back, AsapFixture.SERVER_1, false);

		assertThat(home()).isEqualTo(AsapFixture.SERVER_1);
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isFalse();
		assertThat(this.endpoint.registrations(back)).isEqualTo(1);
	}

	@Test
	@DisplayName("[T-6]: H=0 of a stranger does not end a hunt")
	void probeOfAStrangerDoesNotEndAHunt() {
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		this.endpoint.lose(this.home);
		ConnectionId stranger = this.endpoint.accepted(AsapFixture.server(9));

		keepAlive(stranger, AsapFixture.SERVER_2, false);

		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isTrue();
	}

	@Test
	@DisplayName("An adopted home server that is lost is left as one that was found: hunt, register again")
	void adoptedHomeIsLost() {
		ConnectionId other = this.endpoint.accepted(AsapFixture.server(9));
		keepAlive(other, AsapFixture.SERVER_2, true);

		this.endpoint.lose(other);

		assertThat(this.endpoint.openDials()).hasSize(3);
		ConnectionId found = this.endpoint.answerLastDial();
		assertThat(this.endpoint.registrations(found)).isEqualTo(1);
	}

	private io.rserpool.wire.ServerId home() {
		return this.endpoint.machine.snapshot(this.endpoint.now()).home();
	}

	@Test
	@DisplayName("[SR-15]: at most 20 answers a second for an element")
	void answersAreLimited() {
		for (int i = 0; i < 50; i++) {
			keepAlive(this.home, AsapFixture.SERVER_1, false);
		}

		assertThat(this.endpoint.world.sent()).hasSize(20);
		assertThat(this.endpoint.world.events(RserpoolEvent.LimitReached.class)).hasSize(1);
		this.endpoint.advance(1000);
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		assertThat(this.endpoint.world.sent()).hasSize(21);
	}

	@Test
	@DisplayName("RFC 5352 3.4: several elements under one handle answer each; rsplib asks one by its id")
	void allElementsOfThePoolAnswer() {
		this.endpoint.register();
		this.endpoint.accept(this.home);
		PoolElementId second = this.endpoint.lastRegistration(this.home).element().id();
		this.endpoint.world.clear();

		keepAlive(this.home, AsapFixture.SERVER_1, false);
		assertThat(this.endpoint.world.sentTo(this.home)).containsExactlyInAnyOrder(
				new EndpointKeepAliveAck(AsapFixture.ECHO, this.id),
				new EndpointKeepAliveAck(AsapFixture.ECHO, second));

		this.endpoint.world.clear();
		keepAlive(this.home, AsapFixture.ECHO, second);
		assertThat(this.endpoint.world.sentTo(this.home))
			.containsExactly(new EndpointKeepAliveAck(AsapFixture.ECHO, second));
	}

	@Test
	@DisplayName("[T-4]: keep-alives that stop for three times the longest gap: register again")
	void silenceOfTheHomeServerMeansReregistration() {
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		this.endpoint.advance(8_000);
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		this.endpoint.advance(4_000);
		keepAlive(this.home, AsapFixture.SERVER_1, false);

		this.endpoint.advance(23_999);
		assertThat(this.endpoint.registrations(this.home)).isZero();
		this.endpoint.advance(1);

		assertThat(this.endpoint.registrations(this.home)).isEqualTo(1);
		this.endpoint.advance(30_000);
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isTrue();
	}

	@Test
	@DisplayName("[T-4]: keep-alives close together are no rhythm")
	void burstOfKeepAlivesIsNoRhythm() {
		keepAlive(this.home, AsapFixture.SERVER_1, false);
		this.endpoint.advance(5);
		keepAlive(this.home, AsapFixture.SERVER_1, false);

		this.endpoint.advance(14_999);

		assertThat(this.endpoint.registrations(this.home)).isZero();
	}

	@Test
	@DisplayName("[T-6]: connections to the listener are bounded")
	void listenerConnectionsAreBounded() {
		ConnectionId first = this.endpoint.accepted(AsapFixture.server(9));
		for (int i = 0; i < 64; i++) {
			this.endpoint.accepted(new Endpoint(AsapFixture.server(9).address(), 10_000 + i));
		}

		assertThat(this.endpoint.world.hasClosed(first)).isTrue();
		assertThat(this.endpoint.world.closed()).hasSize(1);
	}

	private void keepAlive(ConnectionId from, io.rserpool.wire.ServerId server, boolean homeWanted) {
		this.endpoint.receive(from, new EndpointKeepAlive(server, homeWanted, AsapFixture.ECHO, null));
	}

	private void keepAlive(ConnectionId from, PoolHandle handle, @Nullable PoolElementId target) {
		this.endpoint.receive(from, new EndpointKeepAlive(AsapFixture.SERVER_1, false, handle, target));
	}

}
