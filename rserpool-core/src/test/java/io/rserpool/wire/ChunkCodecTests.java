package io.rserpool.wire;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Chunks of the TCP mapping and their octets.
 */
class ChunkCodecTests {

	static List<String> validVectors() {
		return Vectors.index("worked/tcpmap-index.csv")
			.stream()
			.filter((row) -> row.get(1).equals("ok"))
			.map((row) -> row.get(0))
			.toList();
	}

	private static byte[] octets(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	private static OctetSlice slice(String hex) {
		return OctetSlice.of(octets(hex));
	}

	@ParameterizedTest
	@MethodSource("validVectors")
	void validVectorsSurviveDecodingAndEncoding(String name) {
		byte[] octets = Vectors.octets("worked/" + name);

		Decoded<MappingChunk> decoded = Vectors.decodeChunk(octets);

		assertThat(decoded.fault()).isNull();
		assertThat(decoded.message()).isNotNull();
		assertThat(Vectors.hex(Vectors.encode(decoded.message()))).isEqualTo(Vectors.hex(octets));
	}

	@Test
	void fieldsOfTheVectorsAreThoseOfTheirTitles() {
		assertThat(decoded("tcpmap-init-00")).isEqualTo(new InitChunk(0));
		assertThat(decoded("tcpmap-init-05")).isEqualTo(new InitChunk(InitChunk.NO_TSN | InitChunk.NO_PPID));
		assertThat(decoded("tcpmap-data-07"))
			.isEqualTo(new DataChunk(false, OctetSlice.EMPTY, slice("68 65 6c 6c 6f")));
		assertThat(decoded("tcpmap-data-unordered"))
			.isEqualTo(new DataChunk(true, OctetSlice.EMPTY, slice("00000001 0003 0000 00000000 68 65 6c 6c 6f")));
		assertThat(decoded("tcpmap-ack-8")).isEqualTo(AckChunk.of(2));
		assertThat(decoded("tcpmap-ack-4")).isEqualTo(AckChunk.WITHOUT_TSN);
		assertThat(decoded("tcpmap-heartbeat")).isEqualTo(new HeartbeatChunk(Octets.ofHex("0001000c0000018f00000001")));
		assertThat(decoded("tcpmap-heartbeat-ack"))
			.isEqualTo(new HeartbeatAckChunk(Octets.ofHex("0001000c0000018f00000001")));
		assertThat(decoded("tcpmap-unknown-06")).isEqualTo(new UnknownChunk(6));
	}

	private static MappingChunk decoded(String name) {
		return Vectors.decodeChunk(Vectors.octets("worked/" + name + ".hex")).message();
	}

	@Test
	void headAndBodyFollowEachOtherWithoutGap() {
		DataChunk chunk = new DataChunk(true, new OctetSlice(octets("ffff 01 02 ff"), 2, 2),
				new OctetSlice(octets("00 aabbcc 00"), 1, 3));

		assertThat(Vectors.hex(Vectors.encode(chunk))).isEqualTo("00040009" + "0102aabbcc" + "000000");
	}

	@Test
	void largestDataGoesThroughAndALargerOneIsRefused() {
		byte[] body = new byte[DataChunk.MAX_VALUE];
		new Random(1).nextBytes(body);
		DataChunk chunk = new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(body));

		byte[] octets = Vectors.encode(chunk);

		assertThat(octets).hasSize(65536);
		assertThat(Vectors.decodeChunk(octets).message()).isEqualTo(chunk);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DataChunk(false, OctetSlice.of(new byte[1]), OctetSlice.of(body)));
	}

	@Test
	void undefinedFlagsAreSentAsZeroAndIgnored() {
		assertThat(Vectors.decodeChunk(octets("01 fa 0004")).message())
			.isEqualTo(new InitChunk(InitChunk.NO_STREAM | InitChunk.HEADERS));
		assertThat(Vectors.decodeChunk(octets("00 fb 0004")).message())
			.isEqualTo(new DataChunk(false, OctetSlice.EMPTY, OctetSlice.EMPTY));
		assertThatIllegalArgumentException().isThrownBy(() -> new InitChunk(0x10));
	}

	@Test
	void valuesOfPaddingAreIgnored() {
		assertThat(Vectors.decodeChunk(octets("00 00 0005 61 ffffff")).message())
			.isEqualTo(new DataChunk(false, OctetSlice.EMPTY, slice("61")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 6, 7, 100, 254 })
	void reservedTypesAreSkipped(int code) {
		byte[] octets = octets("00 ff 0008 00000000");
		octets[0] = (byte) code;

		assertThat(Vectors.decodeChunk(octets)).isEqualTo(new Decoded<>(new UnknownChunk(code), null, null));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			00 00 0003,                        below 4
			01 00 0008 00000000,               INIT of a length
			03 00 0006 0000 0000,              ACK of a length
			03 00 000c 00000000 00000000,      ACK of a length
			04 00 0004,                        without Heartbeat Info
			04 00 0006 0001 0000,              without Heartbeat Info
			04 00 000c 0002 0008 00000000,     without Heartbeat Info
			05 00 0004,                        without Heartbeat Info
			05 00 000c 0001 000c 00000000,     Heartbeat Info of a wrong length
			05 00 000c 0001 0004 00000000,     Heartbeat Info of a wrong length
			04 00 000c 0001 0003 00000000,     Heartbeat Info of a wrong length
			ff 00 0004,                        type 255
			00 00 0008,                        beyond the data
			""")
	void damagedChunkEndsTheConnection(String hex, String detail) {
		Decoded<MappingChunk> decoded = Vectors.decodeChunk(octets(hex));

		assertThat(decoded.message()).isNull();
		assertThat(decoded.fault().kind()).isEqualTo(WireFault.Kind.FRAMING);
		assertThat(decoded.fault().detail()).contains(detail);
	}

	@Test
	void paddingOfTheHeartbeatInfoMayBeCounted() {
		assertThat(Vectors.decodeChunk(octets("04 00 000c 0001 0005 61000000")).fault()).isNull();
		assertThat(Vectors.decodeChunk(octets("04 00 0009 0001 0005 61000000")).fault()).isNull();
	}

	@Test
	void asapMessageBecomesUserDataAndComesBack() {
		RandomMessages messages = new RandomMessages(11);
		for (int i = 0; i < 1000; i++) {
			AsapMessage message = messages.asap();

			OctetSlice octets = AsapOctets.encode(message);

			assertThat(octets.length() % 4).isZero();
			assertThat(octets.toByteArray()).isEqualTo(Vectors.encode(message));
			byte[] shifted = new byte[octets.length() + 12];
			System.arraycopy(octets.array(), octets.offset(), shifted, 12, octets.length());
			assertThat(AsapOctets.decode(OctetSlice.of(shifted).from(12), WireLimits.DEFAULT))
				.isEqualTo(new Decoded<>(message, null, null));
		}
	}

	@Test
	void randomDamageIsHandledSafely() {
		Random random = new Random(5);
		for (int i = 0; i < 50_000; i++) {
			byte[] body = new byte[random.nextInt(24)];
			random.nextBytes(body);
			byte[] octets = Vectors.encode(new DataChunk(random.nextBoolean(), OctetSlice.EMPTY, OctetSlice.of(body)));
			octets[0] = (byte) random.nextInt(8);
			if (random.nextInt(4) == 0) {
				octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
			}
			WireAssertions.assertSafeChunk(octets);
		}
	}

	@Test
	void dataIsEncodedWithoutAllocation() {
		DataChunk chunk = new DataChunk(false, OctetSlice.of(new byte[32]), OctetSlice.of(new byte[4096]));
		ByteBuf out = Unpooled.buffer(8192);

		assertThat(CodecAllocationTests.bytesPerRound(() -> ChunkCodec.encode(chunk, out.clear()))).isLessThan(1.0);
	}

	@Test
	void dataIsCopiedOnceWhenDecoded() {
		byte[] octets = Vectors.encode(new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(new byte[4096])));
		ByteBuf frame = Unpooled.wrappedBuffer(octets);

		assertThat(CodecAllocationTests.bytesPerRound(() -> ChunkCodec.decode(frame, WireLimits.DEFAULT)))
			.isBetween(4096.0, 4096.0 + 100);
	}

}
