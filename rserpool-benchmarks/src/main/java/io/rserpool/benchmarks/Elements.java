package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolElement;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * Many pool elements over one connection.
 */
final class Elements implements AutoCloseable {

	private static final PoolHandle[] HANDLES = new PoolHandle[100_000];

	private final AsapEndpoint endpoint;

	private final int pools;

	private final List<PoolElement> elements = new ArrayList<>();

	private Elements(AsapEndpoint endpoint, int pools) {
		this.endpoint = endpoint;
		this.pools = pools;
	}

	static Elements connect(int port, int pools) {
		return connect(RegistrarProcess.quiet(Timing.of(Profile.FAST)), port, pools);
	}

	static Elements connect(Timing timing, int port, int pools) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.enrpServers(List.of(RegistrarProcess.loopback(port)))
			.timing(timing)
			.completeOnLoop(true)
			.policyUpdateInterval(java.time.Duration.ofMillis(1))
			.build();
		endpoint.start();
		return new Elements(endpoint, pools);
	}

	static PoolHandle handle(int pool) {
		PoolHandle handle = HANDLES[pool];
		if (handle == null) {
			handle = PoolHandle.of("pool-" + pool);
			HANDLES[pool] = handle;
		}
		return handle;
	}

	/** Registers new elements, round the pools; returns the nanoseconds it took. */
	long register(int count, int window) throws InterruptedException {
		return register(0, count, window);
	}

	/**
	 * Registers new elements.
	 * @param first added to the numbers that make their ids
	 */
	long register(int first, int count, int window) throws InterruptedException {
		List<PoolElement> added = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int number = first + this.elements.size() + i;
			added.add(PoolElement.builder(handle(number % this.pools))
				.endpoint(this.endpoint)
				.id(new PoolElementId(number + 1))
				.policy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 0))
				.transport(new TcpTransport(1 + number % 60_000, TransportUse.DATA_ONLY, new Ipv4Address(0x7f000001)))
				.build());
		}
		this.elements.addAll(added);
		return forAll(added, window, PoolElement::register);
	}

	/** Registers all again, unchanged or with another load. */
	long reregister(int load, int window) throws InterruptedException {
		MemberSelectionPolicy policy = MemberSelectionPolicy.of(PolicyType.LEAST_USED, load);
		return forAll(this.elements, window, (element) -> element.updatePolicy(policy));
	}

	long deregisterAll(int window) throws InterruptedException {
		long nanos = forAll(this.elements, window, PoolElement::deregister);
		this.elements.clear();
		return nanos;
	}

	private static long forAll(List<PoolElement> elements, int window,
			Function<PoolElement, CompletableFuture<Void>> operation) throws InterruptedException {
		AtomicInteger next = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(elements.size());
		long begin = System.nanoTime();
		for (int i = 0; i < window; i++) {
			step(elements, next, operation, done);
		}
		done.await();
		return System.nanoTime() - begin;
	}

	private static void step(List<PoolElement> elements, AtomicInteger next,
			Function<PoolElement, CompletableFuture<Void>> operation, CountDownLatch done) {
		int index = next.getAndIncrement();
		if (index < elements.size()) {
			operation.apply(elements.get(index)).whenComplete((nothing, failure) -> {
				if (failure != null) {
					throw new IllegalStateException("An operation failed", failure);
				}
				done.countDown();
				step(elements, next, operation, done);
			});
		}
	}

	@Override
	public void close() {
		this.endpoint.close();
	}

}
