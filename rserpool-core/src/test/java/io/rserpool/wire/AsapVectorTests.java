package io.rserpool.wire;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.rserpool.Conformance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every worked ASAP vector: valid ones decode and encode back to the same octets, the
 * others cause exactly the reaction of the index.
 */
class AsapVectorTests {

	/** Accepted, although something in them is left out. */
	private static final Set<String> WITH_IGNORED_PARTS = Set.of("asap-m13-unknown-10.hex",
			"asap-m45-misplaced-known.hex");

	/** Well-formed; only the pool element knows that the message is not for it. */
	private static final Set<String> LEFT_TO_THE_STATE_MACHINE = Set.of("asap-m44-keepalive-foreign.hex");

	static List<List<String>> valid() {
		return Vectors.index("worked/asap-index.csv").stream().filter((row) -> row.get(1).equals("valid")).toList();
	}

	static List<List<String>> edge() {
		return Vectors.index("worked/asap-index.csv").stream().filter((row) -> row.get(1).equals("edge")).toList();
	}

	@Test
	void indexNamesEveryVector() {
		List<String> files = Vectors.names("worked", "asap-")
			.stream()
			.map((name) -> name.substring("worked/".length()))
			.filter((name) -> !name.endsWith(".reply.hex") && !name.equals("asap-stream-plain.hex"))
			.toList();

		assertThat(Vectors.index("worked/asap-index.csv")).extracting((row) -> row.get(0))
			.containsExactlyInAnyOrderElementsOf(files);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("valid")
	@Conformance({ "ASAP-2-1", "PAR-2-1", "PAR-2-2", "PAR-3.4-3", "PAR-4-2" })
	void validMessageDecodesAndEncodesToTheSameOctets(List<String> row) {
		byte[] octets = Vectors.octets("worked/" + row.get(0));

		Decoded<AsapMessage> decoded = Vectors.decodeAsap(octets);

		assertThat(decoded.fault()).isNull();
		assertThat(decoded.reply()).isNull();
		assertThat(decoded.message()).isNotNull();
		assertThat(Vectors.hex(Vectors.encode(decoded.message()))).isEqualTo(Vectors.hex(octets));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("edge")
	@Conformance({ "ASAP-2.2.14-1", "ASAP-2.2.14-2", "PAR-3-1", "PAR-3-2", "PAR-3-3", "PAR-3-4", "PAR-3-8", "PAR-3-9",
			"PAR-3.1-1", "PAR-3.4-1", "PAR-3.4-2", "PAR-3.5-3", "PAR-3.10-1", "PAR-3.10-2", "PAR-3.12.2-1",
			"PAR-3.12.3-1", "PAR-3.12.4-1", "PAR-4-1", "PAR-4-2", "PAR-4-6", "POL-7-1" })
	void oddMessageCausesTheStatedReaction(List<String> row) {
		String file = row.get(0);
		Decoded<AsapMessage> decoded = Vectors.decodeAsap(Vectors.octets("worked/" + file));

		if (LEFT_TO_THE_STATE_MACHINE.contains(file)) {
			assertThat(decoded.message()).isNotNull();
			return;
		}
		String reaction = row.get(3);
		assertThat(kind(decoded)).isEqualTo(switch (reaction) {
			case "ACCEPT" -> WITH_IGNORED_PARTS.contains(file) ? WireFault.Kind.IGNORED_PARTS : null;
			case "ACCEPT_PARTIAL", "ACCEPT_AND_REPORT" -> WireFault.Kind.IGNORED_PARTS;
			case "DROP_FRAMING" -> WireFault.Kind.FRAMING;
			case "DROP_SILENT", "DROP_KEEP_TIMER" -> WireFault.Kind.DISCARDED;
			case "REPLY_ERROR", "REPLY_REJECT" -> WireFault.Kind.INVALID;
			default -> throw new IllegalArgumentException(reaction);
		});
		assertThat(decoded.message() != null).isEqualTo(reaction.startsWith("ACCEPT"));
		if (reaction.equals("REPLY_REJECT")) {
			assertThat(decoded.reply()).isInstanceOf(RegistrationResponse.class);
		}
		String reply = row.get(5);
		if (reply.isEmpty()) {
			assertThat(decoded.reply()).isNull();
		}
		else {
			assertThat(decoded.reply()).isNotNull();
			assertThat(Vectors.hex(Vectors.encode(decoded.reply())))
				.isEqualTo(Vectors.hex(Vectors.octets("worked/" + reply)));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("edge")
	void expectedRepliesAreValidMessages(List<String> row) {
		if (row.get(5).isEmpty()) {
			return;
		}
		byte[] octets = Vectors.octets("worked/" + row.get(5));

		Decoded<AsapMessage> decoded = Vectors.decodeAsap(octets);

		assertThat(decoded.fault()).isNull();
		assertThat(Vectors.encode(decoded.message())).isEqualTo(octets);
	}

	private static WireFault.Kind kind(Decoded<?> decoded) {
		return (decoded.fault() != null) ? decoded.fault().kind() : null;
	}

}
