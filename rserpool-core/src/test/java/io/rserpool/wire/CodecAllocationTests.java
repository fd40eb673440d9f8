package io.rserpool.wire;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a registration costs in memory, once the code is warm.
 */
class CodecAllocationTests {

	private static final int ROUNDS = 20000;

	private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final byte[] octets = Vectors.octets("worked/asap-01-registration.hex");

	@Test
	void encodingIntoAGivenBufferAllocatesNothing() {
		AsapMessage message = Vectors.decodeAsap(this.octets).message();
		ByteBuf out = Unpooled.buffer(256);

		assertThat(bytesPerRound(() -> AsapCodec.encode(message, out.clear()))).isLessThan(1.0);
	}

	@Test
	void decodingAllocatesAtMost400Bytes() {
		ByteBuf frame = Unpooled.wrappedBuffer(this.octets);

		assertThat(bytesPerRound(() -> AsapCodec.decode(frame, WireLimits.REGISTRAR))).isBetween(100.0, 400.0);
	}

	static double bytesPerRound(Runnable action) {
		run(action);
		long before = MEMORY.getCurrentThreadAllocatedBytes();
		run(action);
		return (double) (MEMORY.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
	}

	private static void run(Runnable action) {
		for (int i = 0; i < ROUNDS; i++) {
			action.run();
		}
	}

}
