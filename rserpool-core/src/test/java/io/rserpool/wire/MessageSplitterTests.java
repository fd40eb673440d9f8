package io.rserpool.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageSplitterTests {

	private static final int MAX_OCTETS = WireLimits.DEFAULT.maxMessageOctets();

	private static List<String> split(byte[] stream, int[] chunks) {
		List<String> frames = new ArrayList<>();
		ByteBuf arrived = Unpooled.buffer();
		int from = 0;
		for (int chunk : chunks) {
			arrived.writeBytes(stream, from, chunk);
			from += chunk;
			int length = MessageSplitter.frameLength(arrived, MAX_OCTETS);
			while (length >= 0) {
				frames.add(ByteBufUtil.hexDump(arrived.readSlice(length)));
				length = MessageSplitter.frameLength(arrived, MAX_OCTETS);
			}
		}
		assertThat(arrived.isReadable()).isFalse();
		return frames;
	}

	@Test
	void plainStreamGivesTheSameFourMessagesForEverySplitInTwoOrByOctets() {
		byte[] stream = Vectors.octets("worked/asap-stream-plain.hex");
		List<String> whole = split(stream, new int[] { stream.length });

		assertThat(whole).hasSize(4).extracting(String::length).containsExactly(48, 32, 48, 48);
		for (int first = 1; first < stream.length; first++) {
			assertThat(split(stream, new int[] { first, stream.length - first })).isEqualTo(whole);
		}
		int[] octets = new int[stream.length];
		Arrays.fill(octets, 1);
		assertThat(split(stream, octets)).isEqualTo(whole);
	}

	@Test
	void anyChunkingOfAnyStreamGivesTheMessagesThatWereSent() {
		Random random = new Random(3863);
		RandomMessages messages = new RandomMessages(3863);
		for (int run = 0; run < 200; run++) {
			List<AsapMessage> sent = new ArrayList<>();
			ByteBuf stream = Unpooled.buffer();
			for (int i = random.nextInt(8); i >= 0; i--) {
				AsapMessage message = messages.asap();
				sent.add(message);
				AsapCodec.encode(message, stream);
			}

			List<String> frames = split(ByteBufUtil.getBytes(stream), chunks(random, stream.readableBytes()));

			assertThat(frames).extracting((frame) -> Vectors.decodeAsap(Octets.ofHex(frame).toByteArray()).message())
				.isEqualTo(sent);
		}
	}

	private static int[] chunks(Random random, int octets) {
		List<Integer> chunks = new ArrayList<>();
		int rest = octets;
		while (rest > 0) {
			int chunk = Math.min(rest, 1 + random.nextInt(1 + random.nextInt(300)));
			chunks.add(chunk);
			rest -= chunk;
		}
		return chunks.stream().mapToInt(Integer::intValue).toArray();
	}

	@Test
	void largestMessageHas65535CountedOctetsAndOneOfPadding() {
		ByteBuf in = Unpooled.buffer().writeInt(0x0500ffff).writeZero(65531);

		assertThat(MessageSplitter.frameLength(in, MAX_OCTETS)).isEqualTo(-1);
		assertThat(MessageSplitter.frameLength(in.writeByte(0), MAX_OCTETS)).isEqualTo(65536);
	}

	@Test
	void lengthBelowTheHeaderLosesTheFraming() {
		assertFramingLost(Unpooled.buffer().writeInt(0x05000003));
	}

	@Test
	void lengthOverTheLimitLosesTheFramingBeforeTheMessageIsThere() {
		ByteBuf in = Unpooled.buffer().writeInt(0x05004001);

		assertThat(MessageSplitter.frameLength(in, MAX_OCTETS)).isEqualTo(-1);
		assertThatExceptionOfType(WireException.class)
			.isThrownBy(() -> MessageSplitter.frameLength(in, WireLimits.REGISTRAR.maxMessageOctets()))
			.satisfies((ex) -> assertThat(ex.fault().kind()).isEqualTo(WireFault.Kind.FRAMING));
	}

	private static void assertFramingLost(ByteBuf in) {
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> MessageSplitter.frameLength(in, MAX_OCTETS))
			.satisfies((ex) -> {
				assertThat(ex.fault().kind()).isEqualTo(WireFault.Kind.FRAMING);
				assertThat(ex.getStackTrace()).isEmpty();
			});
	}

}
