package io.rserpool.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.handlespace.SelectionOptions;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * Rows 2c, 3a and 3c to 3g: the handlespace without a network, beside
 * {@link JavaHandlespace}.
 */
final class HandlespaceProgram {

	private static final ServerId SELF = ServerId.of(0x1111_1111);

	private static final int[][] SIZES = { { 10, 100 }, { 1_000, 100 }, { 1_000, 1_000 } };

	private static final PolicyType[] POLICIES = { PolicyType.ROUND_ROBIN, PolicyType.RANDOM,
			PolicyType.WEIGHTED_ROUND_ROBIN, PolicyType.WEIGHTED_RANDOM, PolicyType.PRIORITY, PolicyType.LEAST_USED,
			PolicyType.LEAST_USED_DEGRADATION, PolicyType.PRIORITY_LEAST_USED, PolicyType.RANDOMIZED_LEAST_USED };

	private static long sink;

	private HandlespaceProgram() {
	}

	/** Prints all rows; an argument gives the number of pairs, 5 if absent. */
	public static void main(String[] arguments) throws Exception {
		Pairs pairs = new Pairs((arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5);
		for (int[] size : SIZES) {
			String shape = size[0] + " x " + size[1];
			for (int i = 0; i < 3; i++) {
				registerPlain(size[0], size[1], false);
				registerOurs(size[0], size[1], false);
			}
			pairs.run("2c register " + shape, "us", () -> registerPlain(size[0], size[1], false),
					() -> registerOurs(size[0], size[1], false));
			pairs.run("2c re-register " + shape, "us", () -> registerPlain(size[0], size[1], true),
					() -> registerOurs(size[0], size[1], true));
		}
		selectionBesidePlain(pairs);
		selectionBySize();
		manyElements();
		checksum();
		fullChecksum();
		memory(1_000, 1_000);
		memory(100_000, 10);
		System.out.println("(sum " + sink + ")");
	}

	private static void selectionBesidePlain(Pairs pairs) throws Exception {
		JavaHandlespace plain = new JavaHandlespace();
		byte[][] names = new byte[1_000][];
		for (int pool = 0; pool < names.length; pool++) {
			names[pool] = name(pool);
			for (int id = 1; id <= 100; id++) {
				plain.register(names[pool], id, id, id, id * 31 % 97);
			}
		}
		SplittableRandom random = new SplittableRandom(1);
		for (PolicyType policy : List.of(PolicyType.ROUND_ROBIN, PolicyType.RANDOM, PolicyType.WEIGHTED_ROUND_ROBIN,
				PolicyType.WEIGHTED_RANDOM, PolicyType.LEAST_USED)) {
			Handlespace ours = filled(1_000, 100, policy);
			PoolHandle[] handles = handles(1_000);
			pairs.run("3d select " + words(policy) + " 1,000 x 100", "us", () -> time(400_000, (i) -> {
				byte[] name = names[random.nextInt(names.length)];
				JavaHandlespace.Element element = switch (policy) {
					case ROUND_ROBIN, WEIGHTED_ROUND_ROBIN -> plain.roundRobin(name);
					case LEAST_USED -> plain.leastUsed(name);
					default -> plain.random(name, random);
				};
				sink += element.id;
			}), () -> {
				PoolElementEntry[] out = new PoolElementEntry[1];
				return time(400_000, (i) -> select(ours, handles[random.nextInt(handles.length)], out));
			});
		}
	}

	private static void selectionBySize() {
		for (PolicyType policy : POLICIES) {
			StringBuilder line = new StringBuilder("3c select ").append(words(policy)).append(':');
			for (int elements : new int[] { 100, 1_000, 100_000, 1_000_000 }) {
				Handlespace handlespace = filled(1, elements, policy);
				PoolHandle handle = handles(1)[0];
				PoolElementEntry[] out = new PoolElementEntry[1];
				time(300_000, (i) -> select(handlespace, handle, out));
				line.append(String.format(Locale.ROOT, "  1 x %,d %.0f ns", elements,
						1e3 * time(300_000, (i) -> select(handlespace, handle, out)).value()));
			}
			System.out.println(line);
		}
	}

	private static void manyElements() {
		for (PolicyType policy : POLICIES) {
			Handlespace handlespace = filled(1, 100_000, policy);
			PoolHandle handle = handles(1)[0];
			double[] micros = new double[2];
			for (int k = 0; k < 2; k++) {
				PoolElementEntry[] out = new PoolElementEntry[(k == 0) ? 1 : 32];
				time(50_000, (i) -> select(handlespace, handle, out));
				micros[k] = time(50_000, (i) -> select(handlespace, handle, out)).value();
			}
			System.out.printf(Locale.ROOT, "3e 32 elements of 100,000, %s: %.2f us, %.1f x one%n", words(policy),
					micros[1], micros[1] / micros[0]);
		}
	}

	private static void checksum() {
		for (int elements : new int[] { 1_000, 1_000_000 }) {
			Handlespace handlespace = filled(1_000, elements / 1_000, PolicyType.ROUND_ROBIN);
			time(1_000_000, (i) -> sink += handlespace.checksum(SELF));
			System.out.printf(Locale.ROOT, "3f checksum of %,d elements: %.1f ns%n", elements,
					1e3 * time(1_000_000, (i) -> sink += handlespace.checksum(SELF)).value());
		}
	}

	/**
	 * The PE checksum of a million elements from nothing (RFC 5353 section 3.6.2). No
	 * server does that: it keeps the sum; this is what it saves.
	 */
	static void fullChecksum() {
		if (!Pairs.isWanted("3g full checksum")) {
			return;
		}
		Handlespace handlespace = filled(1_000, 1_000, PolicyType.ROUND_ROBIN);
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			long[] sum = new long[1];
			long begin = System.nanoTime();
			handlespace.forEachOf(SELF, (entry) -> sum[0] += words(entry));
			long folded = sum[0];
			while (folded >>> 16 != 0) {
				folded = (folded & 0xffff) + (folded >>> 16);
			}
			if (i >= 2) {
				millis.add((System.nanoTime() - begin) / 1e6);
			}
			if ((~folded & 0xffff) != handlespace.checksum(SELF)) {
				throw new IllegalStateException("The checksum that is kept is wrong");
			}
		}
		Rows.atMost("3g full checksum of 1,000,000", Pairs.median(millis), 1_000, "ms", Rows.spread(millis));
	}

	/** The handle, padded to whole 32-bit words, and the identifier, in 16-bit words. */
	private static long words(PoolElementEntry entry) {
		byte[] octets = entry.pool().handle().toByteArray();
		long sum = (entry.id().value() >>> 16) + (entry.id().value() & 0xffff);
		for (int i = 0; i < octets.length; i += 2) {
			int low = (i + 1 < octets.length) ? octets[i + 1] & 0xff : 0;
			sum += (octets[i] & 0xff) << 8 | low;
		}
		return sum;
	}

	private static void memory(int pools, int elementsPerPool) {
		long before = heap();
		Handlespace handlespace = filled(pools, elementsPerPool, PolicyType.LEAST_USED);
		long octets = heap() - before;
		System.out.printf(Locale.ROOT, "3a memory %,d x %,d: %.0f B a pool element%n", pools, elementsPerPool,
				(double) octets / handlespace.elementCount());
	}

	private static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static Pairs.Result registerPlain(int pools, int elements, boolean again) {
		JavaHandlespace plain = new JavaHandlespace();
		byte[][] names = new byte[pools][];
		for (int i = 0; i < pools; i++) {
			names[i] = name(i);
		}
		if (again) {
			plainRound(plain, names, elements, 1);
		}
		long begin = System.nanoTime();
		plainRound(plain, names, elements, 7);
		return micros(System.nanoTime() - begin, pools * elements);
	}

	private static void plainRound(JavaHandlespace plain, byte[][] names, int elements, int factor) {
		for (int id = 1; id <= elements; id++) {
			for (byte[] name : names) {
				plain.register(name, id * 0x9e3779b1, 0x7f000001, id & 0xffff, id * factor % 1009);
			}
		}
	}

	private static Pairs.Result registerOurs(int pools, int elements, boolean again) {
		Handlespace handlespace = new Handlespace(SELF, new SplittableRandom(1), SelectionOptions.DEFAULT);
		PoolHandle[] handles = handles(pools);
		PoolElementParameter[] first = parameters(elements, PolicyType.LEAST_USED, 1);
		PoolElementParameter[] second = parameters(elements, PolicyType.LEAST_USED, 7);
		if (again) {
			ourRound(handlespace, handles, first, 0);
		}
		long begin = System.nanoTime();
		ourRound(handlespace, handles, second, 1_000);
		return micros(System.nanoTime() - begin, pools * elements);
	}

	private static void ourRound(Handlespace handlespace, PoolHandle[] handles, PoolElementParameter[] parameters,
			long now) {
		for (PoolElementParameter parameter : parameters) {
			for (PoolHandle handle : handles) {
				handlespace.register(handle, parameter, now);
			}
		}
	}

	private static Handlespace filled(int pools, int elements, PolicyType policy) {
		Handlespace handlespace = new Handlespace(SELF, new SplittableRandom(1), SelectionOptions.DEFAULT);
		for (int pool = 0; pool < pools; pool++) {
			PoolHandle handle = PoolHandle.of(name(pool));
			for (int id = 1; id <= elements; id++) {
				handlespace.register(handle, parameter(id, policy, 7), 0);
			}
		}
		return handlespace;
	}

	private static PoolElementParameter[] parameters(int elements, PolicyType policy, int factor) {
		PoolElementParameter[] parameters = new PoolElementParameter[elements];
		for (int id = 1; id <= elements; id++) {
			parameters[id - 1] = parameter(id, policy, factor);
		}
		return parameters;
	}

	private static PoolElementParameter parameter(int id, PolicyType policy, int factor) {
		int[] words = new int[policy.words()];
		for (int i = 0; i < words.length; i++) {
			words[i] = 1 + id * factor % 1009;
		}
		Ipv4Address user = new Ipv4Address(0x0a000000 + id);
		Ipv4Address asap = new Ipv4Address(0x0a000000 + id);
		return new PoolElementParameter(new PoolElementId(id * 0x9e3779b1), SELF, 300,
				new TcpTransport(id & 0xffff, TransportUse.DATA_ONLY, user), MemberSelectionPolicy.of(policy, words),
				new SctpTransport(id & 0xffff, TransportUse.DATA_ONLY, List.of(asap)), List.of());
	}

	private static void select(Handlespace handlespace, PoolHandle handle, PoolElementEntry[] out) {
		Pool pool = handlespace.pool(handle);
		if (pool == null) {
			throw new IllegalStateException("The pool is gone");
		}
		sink += handlespace.selection().select(pool, out.length, out);
	}

	private static Pairs.Result time(int count, java.util.function.IntConsumer operation) {
		long begin = System.nanoTime();
		for (int i = 0; i < count; i++) {
			operation.accept(i);
		}
		return micros(System.nanoTime() - begin, count);
	}

	private static Pairs.Result micros(long nanos, int count) {
		return Pairs.Result.of(nanos / 1e3 / count, count);
	}

	private static PoolHandle[] handles(int pools) {
		PoolHandle[] handles = new PoolHandle[pools];
		for (int i = 0; i < pools; i++) {
			handles[i] = PoolHandle.of(name(i));
		}
		return handles;
	}

	private static byte[] name(int pool) {
		return ("pool-" + pool).getBytes(StandardCharsets.UTF_8);
	}

	private static String words(PolicyType policy) {
		return policy.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
