package io.rserpool.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.rserpool.wire.AsapCodec;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireLimits;

/**
 * Rows 8a to 8c: a registration of 92 octets, encoded and decoded, beside the floors.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

	private final ByteBuf out = Unpooled.directBuffer(1024);

	private final byte[] handle = "benchmark-pool-01".getBytes(StandardCharsets.UTF_8);

	private final Registration registration = new Registration(PoolHandle.of(this.handle), element());

	private final ByteBuf valid = Unpooled.directBuffer(256);

	private final ByteBuf malformed = Unpooled.directBuffer(256);

	/** Makes the messages. */
	public CodecBenchmark() {
		AsapCodec.encode(this.registration, this.valid);
		this.malformed.writeBytes(this.valid, this.valid.readerIndex(), this.valid.readableBytes());
		int policy = this.malformed.readableBytes() - 16 - 12;
		this.malformed.setInt(policy + 4, 0x40000000);
	}

	private static PoolElementParameter element() {
		Ipv4Address address = new Ipv4Address(0xc000020b);
		return new PoolElementParameter(new PoolElementId(0x1a2b3c4d), ServerId.NONE, 300,
				new TcpTransport(7007, TransportUse.DATA_ONLY, address),
				MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 3),
				new SctpTransport(7007, TransportUse.DATA_ONLY, List.of(address)), List.of());
	}

	/** Row 8a, the floor. */
	@Benchmark
	public ByteBuf encodeFloor() {
		this.out.clear();
		CodecFloor.encode(this.out, this.handle, 0x1a2b3c4d, 300, 0xc000020b, 7007, 3);
		return this.out;
	}

	/** Row 8a. */
	@Benchmark
	public ByteBuf encode() {
		this.out.clear();
		AsapCodec.encode(this.registration, this.out);
		return this.out;
	}

	/** Row 8b, the floor. */
	@Benchmark
	public long walkFloor() {
		return CodecFloor.walk(this.valid);
	}

	/** Row 8b. */
	@Benchmark
	public Decoded<AsapMessage> decode() {
		return AsapCodec.decode(this.valid, WireLimits.REGISTRAR);
	}

	/** Row 8c: the same octets with a reserved policy type, which must be answered. */
	@Benchmark
	public Decoded<AsapMessage> decodeMalformed() {
		return AsapCodec.decode(this.malformed, WireLimits.REGISTRAR);
	}

}
