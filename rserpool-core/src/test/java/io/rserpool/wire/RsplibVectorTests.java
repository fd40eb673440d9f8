package io.rserpool.wire;

import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every message captured from rsplib decodes and encodes back to the same octets, with
 * one exception: link-local addresses in server information are left out, because they
 * say nothing without a zone.
 */
class RsplibVectorTests {

	private static final String LINK_LOCAL = "00020014fe80";

	static List<String> asap() {
		return Vectors.names("rsplib", "asap-");
	}

	static List<String> enrp() {
		return Vectors.names("rsplib", "enrp-");
	}

	static List<String> exchanged(String protocol) {
		JsonNode protocols = JsonMapper.shared().readTree(Vectors.text("rsplib/exchanges.json"));
		JsonNode exchanges = protocols.valueStream()
			.filter((node) -> node.path("protocol").asString().equals(protocol))
			.findFirst()
			.orElseThrow()
			.path("exchanges");
		return exchanges.valueStream().map((node) -> node.path("sent").asString()).distinct().toList();
	}

	static List<String> exchangedAsap() {
		return exchanged("asap");
	}

	static List<String> exchangedEnrp() {
		return exchanged("enrp");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("asap")
	void asapMessageDecodesAndEncodesToTheSameOctets(String name) {
		byte[] octets = Vectors.octets(name);

		Decoded<AsapMessage> decoded = Vectors.decodeAsap(octets);

		assertThat(decoded.fault()).isNull();
		assertThat(decoded.reply()).isNull();
		assertThat(Vectors.hex(Vectors.encode(decoded.message()))).isEqualTo(Vectors.hex(octets));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("enrp")
	void enrpMessageDecodesAndEncodesToTheSameOctets(String name) {
		byte[] octets = Vectors.octets(name);
		boolean linkLocal = Vectors.hex(octets).contains(LINK_LOCAL);

		Decoded<EnrpMessage> decoded = Vectors.decodeEnrp(octets);

		assertThat(decoded.fault() != null).isEqualTo(linkLocal);
		assertThat(decoded.reply()).isNull();
		assertThat(Vectors.hex(Vectors.encode(decoded.message())))
			.isEqualTo(linkLocal ? presenceWithoutLinkLocal(octets) : Vectors.hex(octets));
	}

	/** In rsplib's presences the server information begins at 20, its transport at 28. */
	private static String presenceWithoutLinkLocal(byte[] octets) {
		String hex = Vectors.hex(octets);
		String without = hex.replaceAll(LINK_LOCAL + ".{28}", "");
		int dropped = (hex.length() - without.length()) / 2;
		ByteBuffer canonical = ByteBuffer.wrap(Octets.ofHex(without).toByteArray());
		for (int lengthAt : new int[] { 2, 22, 30 }) {
			canonical.putShort(lengthAt, (short) (canonical.getShort(lengthAt) - dropped));
		}
		return Vectors.hex(canonical.array());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("exchangedAsap")
	void handMadeAsapMessageIsEitherUnderstoodOrAnswered(String hex) {
		Decoded<AsapMessage> decoded = Vectors.decodeAsap(Octets.ofHex(hex).toByteArray());

		assertThat(decoded.message() != null || decoded.fault() != null).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("exchangedEnrp")
	void handMadeEnrpMessageIsEitherUnderstoodOrAnswered(String hex) {
		Decoded<EnrpMessage> decoded = Vectors.decodeEnrp(Octets.ofHex(hex).toByteArray());

		assertThat(decoded.message() != null || decoded.fault() != null).isTrue();
	}

}
