package io.rserpool.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.Protocol;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.HeartbeatChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.MappingChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stream of chunks in whatever pieces it arrives.
 */
class ChunkStreamTests {

	private final Recorder recorder = new Recorder();

	private static MappingChunk chunk(Random random) {
		return switch (random.nextInt(6)) {
			case 0 -> new InitChunk(random.nextInt(16));
			case 1 -> random.nextBoolean() ? AckChunk.WITHOUT_TSN : AckChunk.of(random.nextInt());
			case 2 -> new HeartbeatChunk(Octets.ofHex("0001000c0000018f00000001"));
			case 3 -> data(random, DataChunk.MAX_VALUE + 1);
			default -> data(random, 200);
		};
	}

	private static DataChunk data(Random random, int bound) {
		byte[] body = new byte[random.nextInt(bound)];
		random.nextBytes(body);
		return new DataChunk(random.nextBoolean(), OctetSlice.EMPTY, OctetSlice.of(body));
	}

	private static byte[] octets(List<MappingChunk> chunks) {
		ByteBuf buffer = Unpooled.buffer();
		chunks.forEach((chunk) -> Messages.encode(chunk, buffer));
		return ByteBufUtil.getBytes(buffer);
	}

	@Test
	@DisplayName("T1: any chunking from 1 octet to 64 KiB gives the same chunks")
	void anyChunkingGivesTheSameChunks() {
		Random random = new Random(1);
		for (int most = 1; most <= 65_536; most *= 2) {
			List<MappingChunk> chunks = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				chunks.add(chunk(random));
			}
			byte[] octets = octets(chunks);
			MessageStream stream = new MessageStream(Protocol.SESSION, WireLimits.DEFAULT, this.recorder);

			int at = 0;
			while (at < octets.length) {
				int next = Math.min(octets.length, at + 1 + random.nextInt(most));
				stream.feed(Unpooled.wrappedBuffer(octets, at, next - at), UnpooledByteBufAllocator.DEFAULT);
				at = next;
			}

			assertThat(stream.isInsideMessage()).isFalse();
			assertThat(this.recorder.messages).isEqualTo(chunks);
			this.recorder.messages.clear();
		}
		assertThat(this.recorder.broken).isEmpty();
	}

	@Test
	void damagedChunkEndsTheStream() {
		MessageStream stream = new MessageStream(Protocol.SESSION, WireLimits.DEFAULT, this.recorder);

		stream.feed(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("010000040100000800000000" + "01000004")),
				UnpooledByteBufAllocator.DEFAULT);

		assertThat(this.recorder.messages).containsExactly(new InitChunk(0));
		assertThat(this.recorder.broken).containsExactly("INIT of a length other than 4");
	}

	private static final class Recorder implements MessageStream.Sink {

		private final List<WireMessage> messages = new ArrayList<>();

		private final List<String> broken = new ArrayList<>();

		@Override
		public void begun(FirstOctets first) {
			throw new AssertionError("The protocol is known");
		}

		@Override
		public void received(WireMessage message) {
			this.messages.add(message);
		}

		@Override
		public void malformed(WireFault fault, @Nullable WireMessage reply) {
			throw new AssertionError("Chunks are good or the end, not " + fault);
		}

		@Override
		public void broken(WireFault fault) {
			this.broken.add(fault.detail());
		}

	}

}
