package io.rserpool.wire;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any octets whatsoever as an ENRP message, starting from the vectors.
 */
class EnrpCodecFuzzTests {

	static Stream<Arguments> vectors() {
		return Stream.of("worked", "rsplib")
			.flatMap((folder) -> Vectors.names(folder, "enrp-").stream())
			.map((name) -> Arguments.of((Object) Vectors.octets(name)));
	}

	@MethodSource("vectors")
	@FuzzTest
	void anyOctetsAreHandledSafely(byte[] octets) {
		WireAssertions.assertSafeEnrp(octets);
	}

}
