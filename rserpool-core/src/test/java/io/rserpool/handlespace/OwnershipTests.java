package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.rserpool.Conformance;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who owns what, and the PE checksum.
 */
class OwnershipTests {

	private static final ServerId OTHER = ServerId.of(0x22222222);

	private final Handlespace handlespace = new Handlespace(Fixture.SELF, Fixture.random(42), SelectionOptions.DEFAULT);

	@Test
	@DisplayName("RFC 5353 3.6.2: the checksum of the worked example, step by step")
	@Conformance({ "ENRP-110", "ENRP-111", "ENRP-112", "PAR-3.15-1" })
	void checksumFollowsEachStep() {
		PoolHandle echo = PoolHandle.of("EchoPool");
		PoolHandle demo = PoolHandle.of("Demo1");

		assertThat(checksum()).isEqualTo(0xffff);
		register(echo, 0x1a2b3c4d, Fixture.SELF);
		assertThat(checksum()).isEqualTo(0x3bd9);
		register(echo, 0x2b3c4d5e, Fixture.SELF);
		assertThat(checksum()).isEqualTo(0x5590);
		register(demo, 0x3c4d5e6f, Fixture.SELF);
		assertThat(checksum()).isEqualTo(0xd7fe);
		this.handlespace.remove(echo, new PoolElementId(0x2b3c4d5e));
		assertThat(checksum()).isEqualTo(0xbe47);
		this.handlespace.remove(echo, new PoolElementId(0x1a2b3c4d));
		assertThat(checksum()).isEqualTo(0x826e);
		this.handlespace.remove(demo, new PoolElementId(0x3c4d5e6f));
		assertThat(checksum()).isEqualTo(0xffff);
	}

	@Test
	void theTwoZerosOfOnesComplementAreKeptApart() {
		register(PoolHandle.of(new byte[] { (byte) 0xff, (byte) 0xfe, 0, 0 }), 1, Fixture.SELF);

		assertThat(checksum()).isZero();
		this.handlespace.remove(this.handlespace.anyOf(Fixture.SELF));
		assertThat(checksum()).isEqualTo(0xffff);
	}

	@Test
	void checksumsOfWorkedSetsAreRight() {
		assertThat(checksumOf("6563686f/00000101")).isEqualTo(0x312c);
		assertThat(checksumOf("6563686f/00000101", "6563686f/00000102")).isEqualTo(0x6257);
		assertThat(checksumOf("63616c632d706f6f6c/cafe0003")).isEqualTo(0x5c59);
		assertThat(checksumOf("6563686f/00000101", "6563686f/00000102", "63616c632d706f6f6c/cafe0003",
				"766964656f2f7472616e73636f6465/cafe0004"))
			.isEqualTo(0x8c06);
		assertThat(checksumOf("6563686f/00000101", "63616c63/00000202")).isEqualTo(0x5f65);
		assertThat(checksumOf("4563686f506f6f6c/2b3c4d5e")).isEqualTo(0x19b7);
		assertThat(checksumOf("44656d6f31/0000ffff")).isEqualTo(0x1d2b);
	}

	@Test
	void checksumsAreThoseOfRsplib() {
		JsonNode cases = new JsonMapper().readTree(getClass().getResourceAsStream("/vectors/rsplib/checksums.json"));

		assertThat(cases).isNotEmpty();
		for (JsonNode example : cases) {
			List<String> owned = new ArrayList<>();
			for (JsonNode element : example.get("owned")) {
				owned.add(element.get("pool_handle").asString() + "/" + element.get("pe_identifier").asString());
			}
			assertThat(checksumOf(owned.toArray(new String[0])))
				.isEqualTo(Integer.parseInt(example.get("checksum").asString(), 16));
		}
	}

	@Test
	@Conformance("ENRP-113")
	void theChecksumIsThatOfAFullRecomputationWhateverHappens() {
		RandomGenerator random = Fixture.random(9);
		List<ServerId> servers = List.of(Fixture.SELF, OTHER, ServerId.of(0x33333333));
		for (int i = 0; i < 20_000; i++) {
			PoolHandle handle = PoolHandle.of("pool" + random.nextInt(9));
			int id = 0xfffffff0 + random.nextInt(15);
			ServerId server = servers.get(random.nextInt(3));
			PoolElementEntry entry = this.handlespace.find(handle, new PoolElementId(id));
			switch (random.nextInt(3)) {
				case 0 -> register(handle, id, server);
				case 1 -> this.handlespace.remove(handle, new PoolElementId(id));
				default -> {
					if (entry != null) {
						this.handlespace.setHome(entry, server);
						assertThat(entry.parameter().home()).isEqualTo(server);
					}
				}
			}
			if (i % 50 == 0) {
				servers.forEach(this::assertRecomputed);
			}
		}
	}

	@Test
	void allElementsOfADeadServerCanBeTakenOver() {
		for (int id = 1; id <= 100; id++) {
			register(PoolHandle.of("pool" + id % 7), id, OTHER);
		}
		int before = this.handlespace.checksum(OTHER);

		PoolElementEntry entry;
		while ((entry = this.handlespace.anyOf(OTHER)) != null) {
			this.handlespace.setHome(entry, Fixture.SELF);
		}

		assertThat(this.handlespace.elementCount(OTHER)).isZero();
		assertThat(this.handlespace.elementCount(Fixture.SELF)).isEqualTo(100);
		assertThat(checksum()).isEqualTo(before);
		assertThat(this.handlespace.checksum(OTHER)).isEqualTo(0xffff);
		assertThat(this.handlespace.owners()).containsExactly(Fixture.SELF);
	}

	@Test
	void elementsMayBeRemovedWhileTheirOwnersAreVisited() {
		for (int id = 1; id <= 20; id++) {
			register(Fixture.HANDLE, id, (id % 2 == 0) ? OTHER : Fixture.SELF);
		}

		this.handlespace.forEachOf(OTHER, this.handlespace::remove);

		assertThat(this.handlespace.elementCount()).isEqualTo(10);
		assertThat(this.handlespace.elementCount(OTHER)).isZero();
	}

	@Test
	void claimsCountInTheChecksumOfTheClaimant() {
		PoolElementEntry entry = register(Fixture.HANDLE, 7, Fixture.SELF);

		this.handlespace.claim(entry, OTHER);
		assertThat(this.handlespace.checksum(OTHER)).isEqualTo(checksum());
		assertThat(this.handlespace.elementCount(OTHER)).isZero();

		this.handlespace.unclaim(entry, OTHER);
		assertThat(this.handlespace.checksum(OTHER)).isEqualTo(0xffff);
		assertThat(this.handlespace.owners()).containsExactly(Fixture.SELF);
	}

	private int checksum() {
		return this.handlespace.checksum(Fixture.SELF);
	}

	private PoolElementEntry register(PoolHandle handle, int id, ServerId home) {
		return this.handlespace.register(handle,
				Fixture.element(id, MemberSelectionPolicy.ROUND_ROBIN).withHome(ServerId.of(home.value())), 0);
	}

	private static int checksumOf(String... elements) {
		Handlespace fresh = new Handlespace(Fixture.SELF, Fixture.random(1), SelectionOptions.DEFAULT);
		for (String element : elements) {
			String[] parts = element.split("/");
			fresh.register(PoolHandle.of(HexFormat.of().parseHex(parts[0])),
					Fixture.element((int) Long.parseLong(parts[1], 16), MemberSelectionPolicy.ROUND_ROBIN), 0);
		}
		return fresh.checksum(Fixture.SELF);
	}

	private void assertRecomputed(ServerId server) {
		Set<PoolElementEntry> owned = new HashSet<>();
		for (Pool pool : this.handlespace.poolsAfter(null, Integer.MAX_VALUE)) {
			pool.forEach((entry) -> {
				if (entry.home().equals(server)) {
					owned.add(entry);
				}
			});
		}
		Set<PoolElementEntry> visited = new HashSet<>();
		this.handlespace.forEachOf(server, visited::add);
		assertThat(visited).isEqualTo(owned);
		assertThat(this.handlespace.elementCount(server)).isEqualTo(owned.size());
		long sum = 0;
		for (PoolElementEntry entry : owned) {
			sum += entry.pool().handle().wordSum() + (entry.id().value() >>> 16) + (entry.id().value() & 0xffff);
		}
		while (sum >> 16 != 0) {
			sum = (sum & 0xffff) + (sum >> 16);
		}
		assertThat(this.handlespace.checksum(server)).isEqualTo((int) (~sum & 0xffff));
	}

}
