package io.rserpool.wire;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any octets whatsoever as an ASAP message, starting from the vectors.
 */
class AsapCodecFuzzTests {

	static Stream<Arguments> vectors() {
		return Stream.of("worked", "rsplib")
			.flatMap((folder) -> Vectors.names(folder, "asap-").stream())
			.map((name) -> Arguments.of((Object) Vectors.octets(name)));
	}

	@MethodSource("vectors")
	@FuzzTest
	void anyOctetsAreHandledSafely(byte[] octets) {
		WireAssertions.assertSafeAsap(octets);
	}

}
