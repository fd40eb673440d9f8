package io.rserpool.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.rserpool.Conformance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every worked ENRP vector: valid ones decode and encode back to the same octets, the
 * others cause the reaction of the index, as far as it does not depend on the receiver's
 * own identifier, its peers or its handlespace.
 */
class EnrpVectorTests {

	/** Good as they are. */
	private static final Set<String> ACCEPTED = Set.of("e05-nonzero-padding", "e06-reserved-flags-set",
			"e07-reserved-field-set", "e08-length-counts-padding");

	/**
	 * Well-formed; what is wrong with them only the state machine knows: ownership (e09,
	 * e10, m18, m29), its own identifier (m09, m10), security events (m32, m34).
	 */
	private static final Set<String> LEFT_TO_THE_STATE_MACHINE = Set.of("e09-add-for-own-pe", "e10-stale-delete",
			"m09-sender-is-receiver", "m10-wrong-receiver", "m18-add-home-not-sender", "m29-own-table-foreign-pe",
			"m32-presence-id-mismatch", "m34-takeover-of-self");

	private static final Set<String> ACCEPTED_WITHOUT_SOME_PARTS = Set.of("e03-unknown-param-10",
			"m25-reject-with-entries", "m26-reject-and-more", "m30-list-reject-with-servers", "m31-list-server-id-zero",
			"m37-error-with-error");

	private static final Set<String> FRAMING = Set.of("m01-short-header", "m03-length-zero", "m04-length-overrun",
			"m38-trailing-garbage");

	private static final Set<String> DISCARDED = Set.of("e01-unknown-param-00", "m02-length-too-small",
			"m05-unknown-type-00", "m07-unknown-type-10", "m08-sender-zero", "m33-takeover-no-target",
			"m35-takeover-target-zero");

	/**
	 * Discarded and answered: by which cause, quoting which octets of the message.
	 */
	private static final Map<String, Answer> ANSWERED = Map.ofEntries(
			Map.entry("e02-unknown-param-01", new Answer(1, 12, 9)),
			Map.entry("m06-unknown-type-01", new Answer(2, 0, 12)),
			Map.entry("m11-param-length-zero", new Answer(3, 12, 4)),
			Map.entry("m12-param-overrun", new Answer(3, 16, 8)),
			Map.entry("m13-checksum-wrong-length", new Answer(3, 12, 8)),
			Map.entry("m14-unknown-update-action", new Answer(3, 0, 0)),
			Map.entry("m15-update-missing-pe", new Answer(3, 0, 0)),
			Map.entry("m16-update-wrong-order", new Answer(3, 16, 56)),
			Map.entry("m17-empty-pool-handle", new Answer(3, 16, 4)),
			Map.entry("m19-pe-id-zero", new Answer(3, 24, 56)),
			Map.entry("m20-pe-without-user-transport", new Answer(3, 24, 24)),
			Map.entry("m21-pe-without-policy", new Answer(3, 24, 48)),
			Map.entry("m22-sctp-no-address", new Answer(3, 40, 8)),
			Map.entry("m23-tcp-two-addresses", new Answer(3, 48, 24)),
			Map.entry("m24-ipv4-wrong-length", new Answer(3, 48, 12)),
			Map.entry("m27-pe-before-handle", new Answer(3, 12, 56)),
			Map.entry("m28-handle-without-pe", new Answer(3, 12, 8)),
			Map.entry("m36-nested-pe-in-pe", new Answer(3, 24, 648)),
			Map.entry("m39-life-invalid", new Answer(3, 24, 56)));

	/** Accepted, and the unknown parameter reported. */
	private static final Set<String> ACCEPTED_AND_REPORTED = Set.of("e04-unknown-param-11");

	static List<String> valid() {
		return rows("valid");
	}

	static List<String> odd() {
		List<String> rows = new ArrayList<>(rows("edge"));
		rows.addAll(rows("malformed"));
		return rows;
	}

	private static List<String> rows(String kind) {
		return Vectors.index("worked/enrp-index.csv")
			.stream()
			.filter((row) -> row.get(1).equals(kind))
			.map((row) -> row.get(0).substring("enrp-".length()))
			.toList();
	}

	private static byte[] octets(String name) {
		return Vectors.octets("worked/enrp-" + name + ".hex");
	}

	@Test
	void everyOddVectorHasOneReaction() {
		Set<String> named = new HashSet<>();
		int count = 0;
		for (Set<String> group : List.of(ACCEPTED, LEFT_TO_THE_STATE_MACHINE, ACCEPTED_WITHOUT_SOME_PARTS, FRAMING,
				DISCARDED, ANSWERED.keySet(), ACCEPTED_AND_REPORTED)) {
			named.addAll(group);
			count += group.size();
		}

		assertThat(named).hasSize(count).containsExactlyInAnyOrderElementsOf(odd());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("valid")
	@Conformance({ "ENRP-004", "ENRP-018", "ENRP-015" })
	void validMessageDecodesAndEncodesToTheSameOctets(String name) {
		byte[] octets = octets(name);

		Decoded<EnrpMessage> decoded = Vectors.decodeEnrp(octets);

		assertThat(decoded.fault()).isNull();
		assertThat(decoded.reply()).isNull();
		assertThat(Vectors.hex(Vectors.encode(decoded.message()))).isEqualTo(Vectors.hex(octets));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("odd")
	@Conformance({ "ENRP-018", "ENRP-123", "ENRP-124", "REQ-024", "ENRP-013", "ENRP-015", "ENRP-017", "PAR-3.15-1" })
	void oddMessageCausesTheStatedReaction(String name) {
		byte[] octets = octets(name);
		Decoded<EnrpMessage> decoded = Vectors.decodeEnrp(octets);

		assertThat(kind(decoded)).isEqualTo(expectedKind(name));
		assertThat(decoded.message() != null)
			.isEqualTo(kind(decoded) == null || kind(decoded) == WireFault.Kind.IGNORED_PARTS);
		Answer answer = ANSWERED.get(name);
		if (answer != null) {
			assertReply(decoded, octets, answer);
		}
		else if (ACCEPTED_AND_REPORTED.contains(name)) {
			assertReply(decoded, octets, new Answer(1, 12, 9));
		}
		else {
			assertThat(decoded.reply()).isNull();
		}
	}

	private static WireFault.@Nullable Kind expectedKind(String name) {
		if (ACCEPTED_WITHOUT_SOME_PARTS.contains(name) || ACCEPTED_AND_REPORTED.contains(name)) {
			return WireFault.Kind.IGNORED_PARTS;
		}
		if (FRAMING.contains(name)) {
			return WireFault.Kind.FRAMING;
		}
		if (DISCARDED.contains(name)) {
			return WireFault.Kind.DISCARDED;
		}
		return ANSWERED.containsKey(name) ? WireFault.Kind.INVALID : null;
	}

	/** The answer goes from the server that was addressed to the one that sent. */
	private static void assertReply(Decoded<EnrpMessage> decoded, byte[] octets, Answer answer) {
		Octets quoted = Octets.of(Arrays.copyOfRange(octets, answer.from(), answer.from() + answer.octets()));
		ByteBuffer ids = ByteBuffer.wrap(octets);
		EnrpError expected = new EnrpError(ServerId.of(ids.getInt(8)), ServerId.of(ids.getInt(4)),
				OperationError.of(new ErrorCause(answer.cause(), quoted)));

		assertThat(decoded.reply()).isEqualTo(expected);
	}

	private static WireFault.@Nullable Kind kind(Decoded<?> decoded) {
		return (decoded.fault() != null) ? decoded.fault().kind() : null;
	}

	private record Answer(int cause, int from, int octets) {
	}

}
