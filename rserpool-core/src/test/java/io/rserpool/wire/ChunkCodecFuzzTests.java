package io.rserpool.wire;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any octets whatsoever as a chunk of the TCP mapping, starting from the vectors.
 */
class ChunkCodecFuzzTests {

	static Stream<Arguments> vectors() {
		return Vectors.names("worked", "tcpmap-").stream().map((name) -> Arguments.of((Object) Vectors.octets(name)));
	}

	@MethodSource("vectors")
	@FuzzTest
	void anyOctetsAreHandledSafely(byte[] octets) {
		WireAssertions.assertSafeChunk(octets);
	}

}
