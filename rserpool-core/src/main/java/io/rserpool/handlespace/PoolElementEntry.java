package io.rserpool.handlespace;

import java.util.EnumSet;
import java.util.Set;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * A pool element in the handlespace. It is itself the node of every index it stands in,
 * because a server holds millions: one entry and its share of the indexes cost about 130
 * octets. Changed only through {@link Handlespace} and {@link Timers}.
 */
public final class PoolElementEntry {

	/** A deadline that never comes. */
	public static final long NEVER = Long.MAX_VALUE;

	static final byte IN_NO_INDEX = 0;

	static final byte IN_USABLE = 1;

	static final byte IN_FALLBACK = 2;

	static final byte REMOVED = 3;

	static final short NO_SLOT = -1;

	/** Place in the pool's order: the first of an answer moves to the tail. */
	long seq;

	/** Weight, and what else the index of a weighted policy keeps. */
	long key;

	long lifeDeadlineMillis;

	long keepAliveDeadlineMillis = NEVER;

	private final long registeredAtMillis;

	final int id;

	/** Index in the arrays of the policy's index. */
	int position;

	/** Degradation steps since the last registration, unsigned. */
	int counter;

	int selections;

	/** {@link Handlespace#changes()} when it last changed. */
	int changed;

	short timerSlot = NO_SLOT;

	byte membership;

	byte flags;

	final Pool pool;

	PoolElementParameter parameter;

	Owner owner;

	@Nullable PoolElementEntry left;

	@Nullable PoolElementEntry right;

	@Nullable PoolElementEntry ownerPrevious;

	@Nullable PoolElementEntry ownerNext;

	@Nullable PoolElementEntry timerPrevious;

	@Nullable PoolElementEntry timerNext;

	private @Nullable Object attachment;

	PoolElementEntry(Pool pool, PoolElementParameter parameter, Owner owner, long seq, long nowMillis) {
		this.pool = pool;
		this.parameter = parameter;
		this.owner = owner;
		this.id = parameter.id().value();
		this.seq = seq;
		this.registeredAtMillis = nowMillis;
	}

	/** The pool, also after removal. */
	public Pool pool() {
		return this.pool;
	}

	public PoolElementId id() {
		return this.parameter.id();
	}

	/** The attributes as last registered; its home is {@link #home()}. */
	public PoolElementParameter parameter() {
		return this.parameter;
	}

	public ServerId home() {
		return this.owner.id;
	}

	/** When it first registered here, in the time of the handlespace's caller. */
	public long registeredAtMillis() {
		return this.registeredAtMillis;
	}

	/** When the registration expires, or {@link #NEVER}. */
	public long lifeDeadlineMillis() {
		return this.lifeDeadlineMillis;
	}

	/** What {@link Timers#keepAliveAt} set last, or {@link #NEVER}. */
	public long keepAliveDeadlineMillis() {
		return this.keepAliveDeadlineMillis;
	}

	/** How often it was the first of an answer. */
	public int selections() {
		return this.selections;
	}

	/**
	 * Whether it was registered, registered again or given another home since the
	 * handlespace had counted so many changes.
	 */
	public boolean isChangedSince(int changes) {
		return this.changed - changes > 0;
	}

	/** Whether it is still in the handlespace. */
	public boolean isRegistered() {
		return this.membership != REMOVED;
	}

	public boolean has(ElementFlag flag) {
		return (this.flags & flag.mask()) != 0;
	}

	/** Whether no flag is set. */
	public boolean isUnflagged() {
		return this.flags == 0;
	}

	public Set<ElementFlag> flags() {
		Set<ElementFlag> set = EnumSet.noneOf(ElementFlag.class);
		for (ElementFlag flag : ElementFlag.values()) {
			if (has(flag)) {
				set.add(flag);
			}
		}
		return set;
	}

	/** What the server keeps with the element, or null. */
	public @Nullable Object attachment() {
		return this.attachment;
	}

	public void attach(@Nullable Object attachment) {
		this.attachment = attachment;
	}

	/** This element's share of the PE checksum: the plain sum of its block's words. */
	long blockSum() {
		return this.pool.handleSum + (this.id >>> 16) + (this.id & 0xffff);
	}

	/** When the timer has something to do: the earlier of the two deadlines. */
	long deadline() {
		return Math.min(this.lifeDeadlineMillis, this.keepAliveDeadlineMillis);
	}

	@Override
	public String toString() {
		return this.pool.handle() + "/" + id();
	}

}
