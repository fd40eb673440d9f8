package io.rserpool.handlespace;

/**
 * Selects elements of a pool by its policy (RFC 5356). One call is one selection: one
 * handle resolution that is answered positively. Makes no garbage.
 */
public final class Selection {

	private final Workspace workspace;

	Selection(Workspace workspace) {
		this.workspace = workspace;
	}

	/**
	 * Selects up to n distinct elements, best first, and changes the pool's state: the
	 * head of the rotation, degradation counters, and the first element's count of
	 * selections. Flagged elements are chosen only if there is no other, inconsistent
	 * ones and those of weight 0 never.
	 * @param n how many; at least 1, may be more than the pool has
	 * @param out takes the elements, and limits their number by its length; what lies
	 * behind them stays as it is
	 * @return how many, 0 if no element can serve
	 */
	public int select(Pool pool, int n, PoolElementEntry[] out) {
		MemberIndex index = pool.eligible();
		int most = Math.min(n, out.length);
		if (most < 1 || index.size() == 0) {
			return 0;
		}
		int count = index.select(most, out, this.workspace);
		out[0].selections++;
		pool.selections++;
		return count;
	}

}
