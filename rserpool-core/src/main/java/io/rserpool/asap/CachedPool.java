package io.rserpool.asap;

import java.util.Arrays;
import java.util.List;

import io.rserpool.handlespace.LocalPool;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;

/**
 * One answer about a pool, with the pool user's share of the policy (RFC 5356 section 4).
 * The list never changes: a newer answer, or the loss of an element, makes another
 * object. Safe for many threads; a selection neither waits nor allocates.
 */
public final class CachedPool {

	/** Least time between two requests to renew a stale pool. */
	private static final long RENEWAL_GAP_MILLIS = 1000;

	private final PoolHandle handle;

	private final LocalPool pool;

	/** What is handed out for each element of the pool, in its order. */
	private final CachedElement[] ready;

	private final long filledAt;

	private final long staleAt;

	private final PoolUsage usage;

	private CachedPool(PoolHandle handle, LocalPool pool, CachedElement[] ready, long filledAt, long staleAt,
			PoolUsage usage) {
		this.handle = handle;
		this.pool = pool;
		this.ready = ready;
		this.filledAt = filledAt;
		this.staleAt = staleAt;
		this.usage = usage;
	}

	static CachedPool of(PoolHandle handle, LocalPool pool, long filledAt, long staleAt, PoolUsage usage) {
		List<PoolElementParameter> elements = pool.elements();
		CachedElement[] ready = new CachedElement[elements.size()];
		for (int i = 0; i < ready.length; i++) {
			ready[i] = new CachedElement(handle, elements.get(i));
		}
		return new CachedPool(handle, pool, ready, filledAt, staleAt, usage);
	}

	public PoolHandle handle() {
		return this.handle;
	}

	/**
	 * Chooses an element by the pool's policy.
	 * @return null if none is left or none may serve: the pool must be resolved again
	 */
	public @Nullable CachedElement select() {
		int index = this.pool.selectIndex();
		if (index < 0) {
			return null;
		}
		this.usage.selected();
		return this.ready[index];
	}

	/**
	 * Chooses an element other than the given one.
	 * @return null if there is no other
	 */
	public @Nullable CachedElement selectOtherThan(PoolElementId id) {
		return without(id).select();
	}

	/** Whether the answer is so old that the pool is to be resolved again. */
	public boolean isStale(long now) {
		return now >= this.staleAt;
	}

	/**
	 * Says whether the caller is the one to ask for a renewal of this stale pool: of many
	 * threads one a second.
	 */
	public boolean claimRenewal(long now) {
		return this.usage.claimRenewal(now, RENEWAL_GAP_MILLIS);
	}

	/** The elements in the order of the answer. */
	public List<CachedElement> elements() {
		return List.of(this.ready);
	}

	public int size() {
		return this.pool.size();
	}

	/** The pool's overall policy. */
	public MemberSelectionPolicy policy() {
		MemberSelectionPolicy policy = this.pool.policy();
		return (policy != null) ? policy : MemberSelectionPolicy.ROUND_ROBIN;
	}

	/** The machine's time of the answer. */
	public long filledAt() {
		return this.filledAt;
	}

	/** Selections from this pool since it is in the cache. */
	public long selections() {
		return this.usage.selections();
	}

	PoolUsage usage() {
		return this.usage;
	}

	CachedPool without(PoolElementId id) {
		LocalPool rest = this.pool.without(id);
		if (rest == this.pool) {
			return this;
		}
		CachedElement[] left = Arrays.stream(this.ready)
			.filter((element) -> !element.id().equals(id))
			.toArray(CachedElement[]::new);
		return new CachedPool(this.handle, rest, left, this.filledAt, this.staleAt, this.usage);
	}

}
