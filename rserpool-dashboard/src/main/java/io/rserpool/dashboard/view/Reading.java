package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.List;

import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PoolSnapshot;

/**
 * What the server said at one moment.
 *
 * @param at when it answered
 * @param numbers its numbers
 * @param pools pools in handle order, at most 1000; small ones with all their elements
 */
public record Reading(Instant at, EnrpSnapshot numbers, List<PoolSnapshot> pools) {

	public Reading {
		pools = List.copyOf(pools);
	}

	/** Whether every pool is in it. */
	public boolean isComplete() {
		return this.pools.size() >= this.numbers.poolCount();
	}

	/** Whether every element of every pool is in it. */
	public boolean hasAllElements() {
		return isComplete() && this.pools.stream().allMatch((p) -> p.elements().size() >= p.elementCount());
	}

}
