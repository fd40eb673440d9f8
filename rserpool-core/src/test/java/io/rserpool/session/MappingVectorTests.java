package io.rserpool.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.wire.Vectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every {@code tcpmap} vector on a running link.
 */
class MappingVectorTests {

	private static final int ALL = 0;

	private final Map<String, String> reactions = new HashMap<>();

	MappingVectorTests() {
		Vectors.index("worked/tcpmap-index.csv").forEach((row) -> this.reactions.put(row.get(0), row.get(1)));
	}

	private static byte[] vector(String name) {
		return Vectors.octets("worked/tcpmap-" + name + ".hex");
	}

	private static LinkFixture greeting() {
		LinkFixture fixture = new LinkFixture(ALL, LinkFixture.TUNING);
		fixture.link.open(fixture.now());
		return fixture;
	}

	private static LinkFixture greetedBy(String init) {
		LinkFixture fixture = greeting();
		fixture.receive(vector(init));
		fixture.sent();
		return fixture;
	}

	@Test
	void everyVectorIsOfAKnownReaction() {
		assertThat(this.reactions).hasSize(22);
		assertThat(this.reactions.values()).containsOnly("ok", "CLOSE", "SKIP", "MAPPING");
	}

	@Test
	@DisplayName("T-15: INIT opens, whatever it leaves out")
	void initOpens() {
		for (String init : List.of("init-00", "init-05")) {
			LinkFixture fixture = greetedBy(init);

			assertThat(fixture.log.calls).containsExactly("opened");
			assertThat(fixture.link.isOpen()).isTrue();
			assertThat(fixture.link.hasControl()).isEqualTo(init.equals("init-00"));
		}
	}

	@Test
	@Conformance({ "SVC-11", "ASAP-5-2" })
	void dataWithAllWordsIsDeliveredInItsOrder() {
		LinkFixture fixture = greetedBy("init-00");

		fixture.receive(vector("data-full"));
		fixture.receive(vector("data-unordered"));
		fixture.receive(vector("data-control"));
		fixture.link.delivered(0, fixture.now());
		fixture.link.delivered(1, fixture.now());

		assertThat(fixture.log.calls).containsExactly("opened", "data 0 stream 3 ppid 0 'hello'",
				"data 1 stream 3 ppid 0 unordered 'hello'", "control COOKIE_ECHO");
		assertThat(fixture.sent()).containsExactly("0300000800000000", "0300000800000001", "0300000800000002");
	}

	@Test
	void dataWithoutWordsIsNumberedByItsPosition() {
		LinkFixture streams = greetedBy("init-05");
		streams.receive(vector("data-05"));
		streams.link.delivered(0, streams.now());
		LinkFixture nothing = LinkFixture.open(ALL, 7, LinkFixture.TUNING);
		nothing.receive(vector("data-07"));
		nothing.link.delivered(0, nothing.now());

		assertThat(streams.log.last()).isEqualTo("data 0 stream 3 ppid 0 'hello'");
		assertThat(nothing.log.last()).isEqualTo("data 0 stream 0 ppid 0 'hello'");
		assertThat(streams.sent()).containsExactly("03000004");
		assertThat(nothing.sent()).containsExactly("03000004");
	}

	@Test
	void acknowledgementsAreCumulativeOrForTheOldest() {
		LinkFixture numbered = greetedBy("init-00");
		LinkFixture plain = LinkFixture.open(1, 0, LinkFixture.TUNING);
		for (LinkFixture each : List.of(numbered, plain)) {
			each.send("a");
			each.send("b");
			each.send("c");
		}

		numbered.receive(vector("ack-8"));
		plain.receive(vector("ack-4"));

		assertThat(numbered.log.last()).isEqualTo("acknowledged 2");
		assertThat(plain.log.last()).isEqualTo("acknowledged 0");
	}

	@Test
	void heartbeatIsAnsweredWithItsOwnInfo() {
		LinkFixture fixture = greetedBy("init-00");

		fixture.receive(vector("heartbeat"));

		assertThat(fixture.sent()).containsExactly(java.util.HexFormat.of().formatHex(vector("heartbeat-ack")));
	}

	@Test
	void everyBadChunkClosesByAResetAndIsNamed() {
		Map<String, String> errors = Map.of("bad-len-3", "damaged-chunk", "bad-init-8", "damaged-chunk",
				"bad-init-twice", "second-init", "bad-data-first", "before-init", "bad-data-short", "short-data",
				"bad-tsn", "wrong-tsn", "bad-ssn", "wrong-stream-sequence", "bad-ack-future", "ack-beyond-sent",
				"bad-hb-noinfo", "damaged-chunk");
		assertThat(this.reactions.entrySet().stream().filter((entry) -> entry.getValue().equals("CLOSE")))
			.hasSize(errors.size());
		errors.forEach((name, error) -> {
			LinkFixture fixture = name.matches("bad-(init|data-first).*") ? greeting() : greetedBy("init-00");

			fixture.receive(vector(name));

			assertThat(this.reactions.get("tcpmap-" + name + ".hex")).isEqualTo("CLOSE");
			assertThat(fixture.log.last()).as(name).isEqualTo("failed " + error);
			assertThat(fixture.isReset()).isTrue();
			assertThat(fixture.effects.timers()).isEmpty();
		});
	}

	@Test
	@DisplayName("T-7: a reserved chunk is skipped and told")
	void unknownChunkIsSkipped() {
		LinkFixture fixture = greetedBy("init-00");

		fixture.receive(vector("unknown-06"));
		fixture.receive(vector("data-full"));

		assertThat(fixture.log.calls).containsExactly("opened", "skipped 6", "data 0 stream 3 ppid 0 'hello'");
		assertThat(fixture.isClosed()).isFalse();
	}

}
