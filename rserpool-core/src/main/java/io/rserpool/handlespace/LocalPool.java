package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import org.jspecify.annotations.Nullable;

/**
 * A pool as a pool user received it, and the pool user's share of the policy (RFC 5356
 * section 4, "pool user" rules). Safe for many threads, which never wait for each other;
 * a selection makes no garbage. The list itself does not change: a failed element is
 * taken out of a copy.
 *
 * <ul>
 * <li>Round robin walks the list from its first element and around.</li>
 * <li>Weighted round robin walks it by the smooth algorithm with the weights of the
 * elements' own policies. Shares are exact if the period has at most 4,096 turns,
 * else to 1 in 4,096.</li>
 * <li>Random draws all alike; weighted random, randomized least used and relatives draw
 * by the elements' own values .</li>
 * <li>All others, and unknown policies [P-5], give the first of the list: the server has
 * sorted it.</li>
 * </ul>
 */
public final class LocalPool {

	private final @Nullable MemberSelectionPolicy policy;

	private final PoolElementParameter[] elements;

	private final List<PoolElementParameter> list;

	private final LocalSelector selector;

	private final boolean strictRfc;

	private final long seed;

	/** Selections so far: the only thing that changes. */
	private final AtomicLong turns;

	private LocalPool(@Nullable MemberSelectionPolicy policy, List<PoolElementParameter> list, boolean strictRfc,
			long seed, long turns) {
		this.policy = policy;
		this.list = list;
		this.elements = list.toArray(new PoolElementParameter[0]);
		this.strictRfc = strictRfc;
		this.seed = seed;
		this.turns = new AtomicLong(turns);
		this.selector = LocalSelector.of(typeOf(policy), this.elements, strictRfc, seed);
	}

	/**
	 * Takes a list as received.
	 * @param policy the overall policy, or null, which means round robin
	 * @param elements in the order of the answer
	 * @param random gives the seed: equal seeds select alike on one thread
	 * @param strictRfc whether random policies draw uniformly and weighted round robin is
	 * plain, as the RFC has it for pool users
	 */
	public static LocalPool of(@Nullable MemberSelectionPolicy policy, List<PoolElementParameter> elements,
			RandomGenerator random, boolean strictRfc) {
		return new LocalPool(policy, List.copyOf(elements), strictRfc, random.nextLong(), 0);
	}

	/**
	 * Selects an element.
	 * @return null if the list is empty or all weights are 0
	 */
	public @Nullable PoolElementParameter select() {
		int index = selectIndex();
		return (index >= 0) ? this.elements[index] : null;
	}

	/**
	 * Selects an element by its place in the list.
	 * @return -1 if the list is empty or all weights are 0
	 */
	public int selectIndex() {
		if (this.selector.isFixed()) {
			return (this.elements.length > 0) ? 0 : -1;
		}
		return this.selector.select(this.turns.getAndIncrement());
	}

	/**
	 * Returns this list without the given element, the walk going on where it is; this
	 * list itself if it does not have the element.
	 */
	public LocalPool without(PoolElementId id) {
		List<PoolElementParameter> rest = new ArrayList<>(this.list.size());
		int index = -1;
		for (int i = 0; i < this.elements.length; i++) {
			if (this.elements[i].id().equals(id)) {
				index = i;
			}
			else {
				rest.add(this.elements[i]);
			}
		}
		if (index < 0) {
			return this;
		}
		long next = this.selector.turnsWithout(this.turns.get(), index);
		return new LocalPool(this.policy, List.copyOf(rest), this.strictRfc, this.seed, next);
	}

	/**
	 * Returns a list of the same pool with these elements, the walk going on where it is,
	 * as far as both lists have the same elements.
	 * @param others in the order of the policy
	 */
	public LocalPool withElements(List<PoolElementParameter> others) {
		long next = this.selector.isWalk() ? placeOfNext(others) : this.turns.get();
		return new LocalPool(this.policy, List.copyOf(others), this.strictRfc, this.seed, next);
	}

	private long placeOfNext(List<PoolElementParameter> others) {
		Map<PoolElementId, Integer> places = new HashMap<>();
		for (int i = 0; i < others.size(); i++) {
			places.put(others.get(i).id(), i);
		}
		int next = this.selector.select(this.turns.get());
		for (int i = 0; i < this.elements.length; i++) {
			Integer place = places.get(this.elements[(next + i) % this.elements.length].id());
			if (place != null) {
				return place;
			}
		}
		return 0;
	}

	public int size() {
		return this.elements.length;
	}

	/** The elements in the order of the answer. */
	public List<PoolElementParameter> elements() {
		return this.list;
	}

	/** The overall policy as received. */
	public @Nullable MemberSelectionPolicy policy() {
		return this.policy;
	}

	private static @Nullable PolicyType typeOf(@Nullable MemberSelectionPolicy policy) {
		return (policy != null) ? policy.type() : PolicyType.ROUND_ROBIN;
	}

}
