package io.rserpool.wire;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for any octets whatsoever.
 */
final class WireAssertions {

	private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private WireAssertions() {
	}

	/**
	 * Decodes the octets as ASAP: no exception, no over-read, bounded memory; a decoded
	 * message encodes to one that decodes equal; a reply can be encoded and is not
	 * answered in turn.
	 */
	static void assertSafeAsap(byte[] octets) {
		ByteBuf frame = Unpooled.wrappedBuffer(octets);
		Decoded<AsapMessage> decoded = AsapCodec.decode(frame, WireLimits.DEFAULT);
		assertBounded(octets, () -> AsapCodec.decode(frame, WireLimits.DEFAULT));

		assertThat(frame.readerIndex()).isZero();
		assertConsistent(decoded);
		assertThat(AsapCodec.decode(surrounded(octets), WireLimits.DEFAULT)).isEqualTo(decoded);
		if (decoded.message() != null) {
			assertThat(Vectors.decodeAsap(Vectors.encode(decoded.message())))
				.isEqualTo(new Decoded<>(decoded.message(), null, null));
		}
		if (decoded.reply() != null) {
			assertThat(Vectors.decodeAsap(Vectors.encode(decoded.reply())).reply()).isNull();
		}
	}

	/** Decodes the octets as ENRP, likewise. */
	static void assertSafeEnrp(byte[] octets) {
		ByteBuf frame = Unpooled.wrappedBuffer(octets);
		Decoded<EnrpMessage> decoded = EnrpCodec.decode(frame, WireLimits.DEFAULT);
		assertBounded(octets, () -> EnrpCodec.decode(frame, WireLimits.DEFAULT));

		assertThat(frame.readerIndex()).isZero();
		assertConsistent(decoded);
		assertThat(EnrpCodec.decode(surrounded(octets), WireLimits.DEFAULT)).isEqualTo(decoded);
		if (decoded.message() != null) {
			assertThat(Vectors.decodeEnrp(Vectors.encode(decoded.message())))
				.isEqualTo(new Decoded<>(decoded.message(), null, null));
		}
		if (decoded.reply() != null) {
			assertThat(Vectors.decodeEnrp(Vectors.encode(decoded.reply())).reply()).isNull();
		}
	}

	/** Decodes the octets as a chunk, likewise: there are no replies to those. */
	static void assertSafeChunk(byte[] octets) {
		ByteBuf frame = Unpooled.wrappedBuffer(octets);
		Decoded<MappingChunk> decoded = ChunkCodec.decode(frame, WireLimits.DEFAULT);
		assertBounded(octets, () -> ChunkCodec.decode(frame, WireLimits.DEFAULT));

		assertThat(frame.readerIndex()).isZero();
		assertConsistent(decoded);
		assertThat(decoded.reply()).isNull();
		assertThat(ChunkCodec.decode(surrounded(octets), WireLimits.DEFAULT)).isEqualTo(decoded);
		if (decoded.message() != null) {
			assertThat(Vectors.decodeChunk(Vectors.encode(decoded.message())))
				.isEqualTo(new Decoded<>(decoded.message(), null, null));
		}
	}

	/** Measures decoding for the second time, when all classes have been loaded. */
	private static void assertBounded(byte[] octets, Runnable decoding) {
		long before = MEMORY.getCurrentThreadAllocatedBytes();
		decoding.run();
		long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
		if (allocated > 32L * octets.length + 4096) {
			throw new AssertionError(octets.length + " octets cost " + allocated + " bytes of memory");
		}
	}

	/**
	 * The same octets between others must give the same: nothing outside is looked at.
	 */
	private static ByteBuf surrounded(byte[] octets) {
		byte[] surrounded = new byte[octets.length + 64];
		Arrays.fill(surrounded, (byte) 0x09);
		System.arraycopy(octets, 0, surrounded, 32, octets.length);
		return Unpooled.wrappedBuffer(surrounded).setIndex(32, 32 + octets.length);
	}

	private static void assertConsistent(Decoded<?> decoded) {
		WireFault fault = decoded.fault();
		if (fault == null) {
			assertThat(decoded.message()).isNotNull();
			assertThat(decoded.reply()).isNull();
			return;
		}
		switch (fault.kind()) {
			case FRAMING, DISCARDED -> {
				assertThat(decoded.message()).isNull();
				assertThat(decoded.reply()).isNull();
			}
			case INVALID -> {
				assertThat(decoded.message()).isNull();
				assertThat(decoded.reply()).isNotNull();
			}
			case IGNORED_PARTS -> assertThat(decoded.message()).isNotNull();
		}
	}

}
