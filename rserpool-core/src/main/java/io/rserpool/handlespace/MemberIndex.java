package io.rserpool.handlespace;

/**
 * The elements of a pool that may be selected, arranged for the pool's policy. A pool has
 * up to two: of unflagged elements, and of flagged ones. What the value of an element
 * means is the policy's matter: a sort key or a weight.
 */
abstract class MemberIndex {

	abstract int size();

	abstract void add(PoolElementEntry entry, long value, Workspace workspace);

	abstract void remove(PoolElementEntry entry, Workspace workspace);

	/** Gives a member another value; its place among equals stays. */
	abstract void update(PoolElementEntry entry, long value, Workspace workspace);

	/**
	 * Selects distinct members and changes the state as one selection does.
	 * @param n how many, at least 1
	 * @param out takes the result, at least n long
	 * @return how many: the smaller of n and the size
	 */
	abstract int select(int n, PoolElementEntry[] out, Workspace workspace);

}
