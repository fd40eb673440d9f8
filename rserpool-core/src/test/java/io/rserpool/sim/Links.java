package io.rserpool.sim;

import java.util.HashSet;
import java.util.Set;

/**
 * Which host's packets reach which other host: one-way cuts between pairs, hosts whose
 * plug is pulled, and a partition into sets.
 */
final class Links {

	private final Set<Long> cuts = new HashSet<>();

	private final Set<Integer> isolated = new HashSet<>();

	/** The side of each host, by index; hosts without a side reach all. */
	private int[] sides = new int[0];

	private boolean partitioned;

	/** Whether a packet sent now arrives. */
	boolean carries(Host from, Host to) {
		if (from == to || isWhole()) {
			return true;
		}
		return !this.cuts.contains(pair(from, to)) && !this.isolated.contains(from.index)
				&& !this.isolated.contains(to.index) && isSameSide(from, to);
	}

	/** Whether packets arrive in both directions, so that data is acknowledged. */
	boolean carriesBothWays(Host a, Host b) {
		return isWhole() || (carries(a, b) && carries(b, a));
	}

	/** Whether nothing at all is cut. */
	boolean isWhole() {
		return this.cuts.isEmpty() && this.isolated.isEmpty() && !this.partitioned;
	}

	private boolean isSameSide(Host from, Host to) {
		int a = side(from);
		int b = side(to);
		return !this.partitioned || a == 0 || b == 0 || a == b;
	}

	private int side(Host host) {
		return (host.index < this.sides.length) ? this.sides[host.index] : 0;
	}

	void cut(Host from, Host to) {
		this.cuts.add(pair(from, to));
	}

	void heal(Host from, Host to) {
		this.cuts.remove(pair(from, to));
	}

	void isolate(Host host) {
		this.isolated.add(host.index);
	}

	void rejoin(Host host) {
		this.isolated.remove(host.index);
	}

	/** Parts the hosts; the array holds each host's side from 1, or 0 for any. */
	void partition(int[] newSides) {
		this.sides = newSides.clone();
		this.partitioned = true;
	}

	void healAll() {
		this.cuts.clear();
		this.isolated.clear();
		this.partitioned = false;
	}

	private static long pair(Host from, Host to) {
		return ((long) from.index << 32) | to.index;
	}

}
