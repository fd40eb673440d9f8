package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An element that two other servers call theirs, as long as these two do not hear each
 * other: this server agrees with both, and offers it once.
 */
class ClaimTests {

	private static final PoolElementParameter ELEMENT = Registrar.listening(1, "198.51.100.1");

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer first = this.server.lower();

	private final FakePeer second = this.server.higher();

	/** The first owner announced it; the table of the second one lists it, too. */
	@BeforeEach
	void bothClaim() {
		this.first.joins();
		this.second.joins();
		this.first.adds(ELEMENT);
		this.second.owns(ELEMENT);
		this.second.presence(false);
		this.second.givesOwnTable();
		this.first.forget();
		this.second.forget();
	}

	@Test
	@DisplayName("10.7: the checksums kept for both servers are those that both announce")
	@Conformance("ENRP-104")
	void bothAuditsAgree() {
		for (int i = 0; i < 5; i++) {
			this.server.advance(10_000);
			this.first.presence(false);
			this.second.presence(false);
		}

		assertThat(this.server.expected(this.first)).isEqualTo(this.first.checksum());
		assertThat(this.server.expected(this.second)).isEqualTo(this.second.checksum());
		assertThat(this.first.heard(HandleTableRequest.class)).isEmpty();
		assertThat(this.second.heard(HandleTableRequest.class)).isEmpty();
	}

	@Test
	@DisplayName("10.7: it is listed once, under the home that announced it")
	void listedOnce() {
		assertThat(this.server.pool(Registrar.POOL).elementCount()).isEqualTo(1);
		assertThat(this.server.home(1)).isEqualTo(this.first.id);
		FakePeer asker = this.server.third().joins();
		asker.asksForTable(false);
		assertThat(asker.last(HandleTableResponse.class).entries())
			.isEqualTo(List.of(new PoolEntry(Registrar.POOL, List.of(ELEMENT.withHome(this.first.id)))));
	}

	@Test
	@DisplayName("10.7: a registration beats all claims")
	void registrationBeatsAll() {
		this.second.adds(ELEMENT);

		assertThat(this.server.home(1)).isEqualTo(this.second.id);
		assertThat(this.server.expected(this.first)).isEqualTo(Checksums.EMPTY);
		assertThat(this.server.expected(this.second)).isEqualTo(this.second.checksum());
	}

	@Test
	@DisplayName("10.7: who removes it removes its own claim only")
	void removalIsOfOneClaim() {
		this.second.deletes(ELEMENT);

		assertThat(this.server.home(1)).isEqualTo(this.first.id);
		assertThat(this.server.expected(this.second)).isEqualTo(Checksums.EMPTY);
	}

	@Test
	@DisplayName("10.7: when the home that counts removes it, the other claim counts")
	void otherClaimCountsThen() {
		this.first.deletes(ELEMENT);

		assertThat(this.server.home(1)).isEqualTo(this.second.id);
		assertThat(this.server.expected(this.first)).isEqualTo(Checksums.EMPTY);
		this.second.deletes(ELEMENT);
		assertThat(this.server.has(1)).isFalse();
	}

	@Test
	@DisplayName("10.7: when the home that counts dies, the element goes to the other claimant without a takeover")
	void deadHomesClaimGoes() {
		this.second.waits();
		this.first.crashes();
		this.server.waitForTakeover();

		assertThat(this.server.home(1)).isEqualTo(this.second.id);
		assertThat(this.server.expected(this.second)).isEqualTo(this.second.checksum());
		assertThat(this.server.snapshot().ownedCount()).isZero();
	}

	@Test
	@DisplayName("10.7: an element that registers here ends all claims")
	void ownRegistrationEndsAllClaims() {
		this.server.registered(1, "198.51.100.1");

		assertThat(this.server.home(1)).isEqualTo(PeerFixture.ID);
		assertThat(this.server.expected(this.first)).isEqualTo(Checksums.EMPTY);
		assertThat(this.server.expected(this.second)).isEqualTo(Checksums.EMPTY);
	}

	@Test
	@DisplayName("10.7: four claims on one element at most")
	void fourClaimsAtMost() {
		for (int i = 1; i <= 6; i++) {
			FakePeer more = this.server.peer(0x100 + i, "192.0.2." + (100 + i)).joins();
			more.owns(ELEMENT);
			more.presence(false);
			more.givesOwnTable();
			this.server.advance(3_000);
		}

		long claims = this.server.snapshot()
			.peers()
			.stream()
			.filter((peer) -> peer.audit().expected() != 0xffff)
			.count();
		assertThat(claims).isBetween(2L, 4L);
		assertThat(this.server.home(1)).isEqualTo(this.first.id);
	}

}
