package io.rserpool.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The "naive Java" floor: a handlespace of {@code java.util} collections, without timers,
 * ownership index or replication, with one address a transport.
 */
final class JavaHandlespace {

	private final Map<ByteBuffer, Pool> pools = new HashMap<>();

	void register(byte[] handle, int id, int address, int port, int load) {
		Pool pool = this.pools.computeIfAbsent(ByteBuffer.wrap(handle), (key) -> new Pool());
		Element element = pool.byId.get(id);
		if (element == null) {
			element = new Element(id, pool.nextSequence++);
			pool.byId.put(id, element);
			element.index = pool.list.size();
			pool.list.add(element);
		}
		else {
			pool.byLoad.remove(element);
		}
		element.address = address;
		element.port = port;
		element.load = load;
		pool.byLoad.add(element);
	}

	Element leastUsed(byte[] handle) {
		return pool(handle).byLoad.first();
	}

	Element random(byte[] handle, RandomGenerator random) {
		List<Element> list = pool(handle).list;
		return list.get(random.nextInt(list.size()));
	}

	Element roundRobin(byte[] handle) {
		Pool pool = pool(handle);
		pool.head = (pool.head + 1) % pool.list.size();
		return pool.list.get(pool.head);
	}

	private Pool pool(byte[] handle) {
		Pool pool = this.pools.get(ByteBuffer.wrap(handle));
		if (pool == null) {
			throw new IllegalArgumentException("Unknown pool");
		}
		return pool;
	}

	/**
	 * A pool.
	 */
	private static final class Pool {

		final Map<Integer, Element> byId = new HashMap<>();

		final List<Element> list = new ArrayList<>();

		final TreeSet<Element> byLoad = new TreeSet<>(
				Comparator.comparingInt((Element element) -> element.load ^ Integer.MIN_VALUE)
					.thenComparingLong((element) -> element.sequence));

		long nextSequence;

		int head;

	}

	/**
	 * An element.
	 */
	static final class Element {

		final int id;

		final long sequence;

		int index;

		int address;

		int port;

		int load;

		Element(int id, long sequence) {
			this.id = id;
			this.sequence = sequence;
		}

	}

}
