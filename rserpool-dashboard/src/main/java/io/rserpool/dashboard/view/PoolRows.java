package io.rserpool.dashboard.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.PoolSnapshot;

/**
 * Makes rows of pools.
 */
public final class PoolRows {

	private final Words words;

	private final ServerNames names;

	public PoolRows(Words words, ServerNames names) {
		this.words = words;
		this.names = names;
	}

	/** Makes the row of a pool. */
	public PoolRow row(PoolSnapshot pool) {
		boolean all = pool.elements().size() >= pool.elementCount();
		State state = state(pool);
		int missing = pool.elementCount() - pool.upCount();
		return new PoolRow(pool.handle().toString(), Handles.slug(pool.handle()), state, word(pool, state, missing),
				pool.elementCount(), pool.upCount(), states(pool, all), Policies.name(pool.policy(), this.words),
				all ? owners(pool) : null, pool.selections());
	}

	private String word(PoolSnapshot pool, State state, int missing) {
		if (state == State.UP) {
			return this.words.say("state.up");
		}
		if (pool.upCount() == 0) {
			return this.words.say((state == State.DEAD) ? "state.notServed" : "state.onlyIll");
		}
		Map<ElementState, List<ElementSnapshot>> notUp = notUp(pool);
		if (notUp.size() == 1) {
			return this.words.say("state.count." + notUp.keySet().iterator().next(), missing);
		}
		return this.words.say("state.count.notOffered", missing);
	}

	private Bar states(PoolSnapshot pool, boolean all) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		counts.put("b-up", pool.upCount());
		List<String> words = new ArrayList<>();
		words.add(this.words.say("count.up", pool.upCount()));
		if (all) {
			notUp(pool).forEach((state, elements) -> {
				counts.merge((state == ElementState.SUSPENDED) ? "b-ill" : "b-unv", elements.size(), Integer::sum);
				words.add(this.words.say("count." + state, elements.size()));
			});
		}
		else if (pool.upCount() < pool.elementCount()) {
			counts.put("b-ill", pool.elementCount() - pool.upCount());
			words.add(this.words.say("count.notOffered", pool.elementCount() - pool.upCount()));
		}
		return Bar.of(counts, String.join(", ", words));
	}

	private Bar owners(PoolSnapshot pool) {
		Map<String, ServerTag> tags = new TreeMap<>();
		Map<String, Integer> owned = new TreeMap<>();
		for (ElementSnapshot element : pool.elements()) {
			ServerTag tag = this.names.of(element.home());
			tags.put(tag.name(), tag);
			owned.merge(tag.name(), 1, Integer::sum);
		}
		Map<String, Integer> counts = new LinkedHashMap<>();
		List<String> words = new ArrayList<>();
		owned.forEach((name, count) -> {
			ServerTag tag = tags.get(name);
			if (tag != null) {
				counts.merge(tag.fill(), count, Integer::sum);
			}
			words.add(this.words.say("owner.owns", name, count));
		});
		return Bar.of(counts, String.join(", ", words));
	}

	/** The elements that are not up, by state. */
	static Map<ElementState, List<ElementSnapshot>> notUp(PoolSnapshot pool) {
		Map<ElementState, List<ElementSnapshot>> byState = new EnumMap<>(ElementState.class);
		for (ElementSnapshot element : pool.elements()) {
			if (element.state() != ElementState.UP) {
				byState.computeIfAbsent(element.state(), (s) -> new ArrayList<>()).add(element);
			}
		}
		return byState;
	}

	/** How well a pool is served. */
	static State state(PoolSnapshot pool) {
		if (pool.upCount() == pool.elementCount() && pool.upCount() > 0) {
			return State.UP;
		}
		if (pool.upCount() > 0) {
			boolean onlyUnverified = pool.elements().size() >= pool.elementCount()
					&& notUp(pool).keySet().equals(java.util.Set.of(ElementState.UNVERIFIED));
			return onlyUnverified ? State.UNVERIFIED : State.ILL;
		}
		// A suspended element is still offered as long as its pool has no other [T-5].
		boolean lastResort = pool.elements().size() < pool.elementCount()
				|| notUp(pool).containsKey(ElementState.SUSPENDED);
		return lastResort ? State.ILL : State.DEAD;
	}

}
