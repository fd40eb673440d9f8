package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any octets whatsoever as a stream: however they are chunked, the same messages come
 * out, or the framing is lost at the same place.
 */
class MessageSplitterFuzzTests {

	static Stream<Arguments> streams() {
		return Stream.of("worked/asap-stream-plain.hex", "worked/asap-m03-msglen-over.hex")
			.map((name) -> Arguments.of((Object) Vectors.octets(name)));
	}

	@MethodSource("streams")
	@FuzzTest
	void chunksDoNotMatter(byte[] octets) {
		int chunk = (octets.length > 0) ? 1 + (octets[octets.length - 1] & 0x3f) : 1;

		List<String> whole = split(octets, Math.max(1, octets.length));

		assertThat(split(octets, chunk)).isEqualTo(whole);
	}

	private static List<String> split(byte[] octets, int chunk) {
		List<String> frames = new ArrayList<>();
		ByteBuf arrived = Unpooled.buffer();
		try {
			for (int from = 0; from < octets.length; from += chunk) {
				arrived.writeBytes(octets, from, Math.min(chunk, octets.length - from));
				int length = MessageSplitter.frameLength(arrived, 4096);
				while (length >= 0) {
					frames.add(ByteBufUtil.hexDump(arrived.readSlice(length)));
					length = MessageSplitter.frameLength(arrived, 4096);
				}
			}
		}
		catch (WireException ex) {
			frames.add(ex.fault().detail());
		}
		return frames;
	}

}
