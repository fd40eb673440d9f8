package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * A handlespace with one pool, whose elements are called A, B, C in the order of
 * registration.
 */
final class Fixture {

	static final PoolHandle HANDLE = PoolHandle.of("EchoPool");

	static final ServerId SELF = ServerId.of(0x11111111);

	final Handlespace handlespace;

	final PolicyType type;

	Fixture(PolicyType type, long seed, SelectionOptions options) {
		this.type = type;
		this.handlespace = new Handlespace(SELF, random(seed), options);
	}

	Fixture(PolicyType type) {
		this(type, 42, SelectionOptions.DEFAULT);
	}

	static RandomGenerator random(long seed) {
		return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
	}

	static PoolElementParameter element(int id, MemberSelectionPolicy policy) {
		return new PoolElementParameter(new PoolElementId(id), SELF, 300,
				new TcpTransport(7, TransportUse.DATA_ONLY, new Ipv4Address(0x7f000001)), policy, null, List.of());
	}

	/** Registers the next element, A first, or again the one with the given number. */
	PoolElementEntry register(int number, int... words) {
		return this.handlespace.register(HANDLE, element(number + 1, MemberSelectionPolicy.of(this.type, words)), 0);
	}

	Fixture with(int[]... elements) {
		for (int i = 0; i < elements.length; i++) {
			register(i, elements[i]);
		}
		return this;
	}

	Fixture withMany(int count, int... words) {
		for (int i = 0; i < count; i++) {
			register(i, words);
		}
		return this;
	}

	Pool pool() {
		return this.handlespace.pool(HANDLE);
	}

	PoolElementEntry entry(char name) {
		return this.handlespace.find(HANDLE, new PoolElementId(name - 'A' + 1));
	}

	List<PoolElementEntry> selectEntries(int n) {
		PoolElementEntry[] out = new PoolElementEntry[Math.min(n, pool().size())];
		int count = this.handlespace.selection().select(pool(), n, out);
		return List.of(Arrays.copyOf(out, count));
	}

	/** One selection as names: "ABC". */
	String select(int n) {
		StringBuilder names = new StringBuilder();
		for (PoolElementEntry entry : selectEntries(n)) {
			names.append((char) ('A' + entry.id().value() - 1));
		}
		return names.toString();
	}

	/** Successive selections as names: "ABC BCA". */
	String successive(int times, int n) {
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			answers.add(select(n));
		}
		return String.join((n == 1) ? "" : " ", answers);
	}

}
