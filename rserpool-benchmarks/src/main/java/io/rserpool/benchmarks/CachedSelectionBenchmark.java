package io.rserpool.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolUser;
import io.rserpool.Selection;
import io.rserpool.enrp.Limits;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolHandle;

/**
 * Row 1f: a selection from the cache, 1,000 pools of ten elements, beside the floor: a
 * map lookup and a random pick. Run with {@code -t 1} and {@code -t 2}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CachedSelectionBenchmark {

	private static final int POOLS = 1_000;

	private final PoolHandle[] handles = new PoolHandle[POOLS];

	private final ConcurrentHashMap<PoolHandle, Selection[]> floor = new ConcurrentHashMap<>();

	private @Nullable EnrpServer server;

	private @Nullable Elements elements;

	private @Nullable AsapEndpoint endpoint;

	private @Nullable PoolUser user;

	/** Fills the cache. */
	@Setup
	public void prepare() throws Exception {
		Timing timing = RegistrarProcess.quiet(Timing.of(Profile.FAST));
		EnrpServer registrar = EnrpServer.builder()
			.asapAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.limits(Limits.OFF)
			.timing(timing)
			.build();
		registrar.start();
		this.server = registrar;
		Elements registered = Elements.connect(registrar.asapAddress().getPort(), POOLS);
		registered.register(10 * POOLS, 256);
		this.elements = registered;
		AsapEndpoint way = AsapEndpoint.builder().enrpServers(List.of(registrar.asapAddress())).timing(timing).build();
		this.endpoint = way;
		PoolUser selecting = PoolUser.builder()
			.endpoint(way)
			.subscribe(false)
			.staleCacheValue(Duration.ofHours(1))
			.build();
		selecting.start();
		this.user = selecting;
		for (int i = 0; i < POOLS; i++) {
			this.handles[i] = Elements.handle(i);
			this.floor.put(this.handles[i], selecting.populate(this.handles[i]).join().toArray(new Selection[0]));
		}
	}

	/** Stops the server. */
	@TearDown
	public void end() {
		if (this.endpoint != null && this.elements != null && this.server != null) {
			this.endpoint.close();
			this.elements.close();
			this.server.close();
		}
	}

	/** The floor. */
	@Benchmark
	public @Nullable Selection lookupAndPick() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		Selection[] found = this.floor.get(this.handles[random.nextInt(POOLS)]);
		return (found != null) ? found[random.nextInt(found.length)] : null;
	}

	/** Row 1f. */
	@Benchmark
	public @Nullable Selection select() {
		PoolUser selecting = this.user;
		return (selecting != null) ? selecting.select(this.handles[ThreadLocalRandom.current().nextInt(POOLS)]) : null;
	}

}
