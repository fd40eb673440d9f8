package io.rserpool.handlespace;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The life and keep-alive timers of all elements: a hierarchical timing wheel of six
 * levels with 64 slots each, one millisecond the finest, through the entries themselves.
 * An element has one timer, for the earlier of its two deadlines. Moving a deadline
 * later, which is what nearly always happens, does not touch the wheel: when the old slot
 * comes up, the true deadline is looked at.
 */
public final class Timers {

	private static final int BITS = 6;

	private static final int SLOTS = 1 << BITS;

	private static final int LEVELS = 6;

	/** Farther deadlines wait in the last slot of this reach and are then looked at. */
	private static final long REACH = (SLOTS - 2L) << BITS * (LEVELS - 1);

	/** The slot of those handed over, until the wheel has been turned. */
	private static final int WAITING = LEVELS * SLOTS;

	private final @Nullable PoolElementEntry[] heads = new PoolElementEntry[WAITING + 1];

	private final long[] occupied = new long[LEVELS + 1];

	/** The slot whose elements were too many for one turn, or -1. */
	private int unfinished = -1;

	private long elapsed;

	private boolean started;

	/**
	 * Sets when the element's keep-alive has something to do.
	 * @param deadlineMillis a time of the handlespace's caller, or
	 * {@link PoolElementEntry#NEVER}
	 */
	public void keepAliveAt(PoolElementEntry entry, long deadlineMillis) {
		entry.keepAliveDeadlineMillis = deadlineMillis;
		arm(entry);
	}

	/**
	 * Sets when the registration expires, in place of what the registration said.
	 * @param deadlineMillis a time of the handlespace's caller, or
	 * {@link PoolElementEntry#NEVER}
	 */
	public void lifeUntil(PoolElementEntry entry, long deadlineMillis) {
		entry.lifeDeadlineMillis = deadlineMillis;
		arm(entry);
	}

	/**
	 * Returns when {@link #expire} should be called next: never later than the next
	 * deadline, possibly earlier; {@link PoolElementEntry#NEVER} if there is nothing to
	 * wait for.
	 */
	public long nextDeadline(long nowMillis) {
		int slot = nextSlot();
		return (slot >= 0) ? Math.max(nowMillis, slotTime(slot)) : PoolElementEntry.NEVER;
	}

	/**
	 * Hands over the elements whose deadline has come. The consumer looks at both
	 * deadlines, and removes the element or moves what is past; what it leaves in the
	 * past comes again a millisecond later. It may do anything else to the handlespace.
	 * @param due takes the elements
	 * @param maxWork how many elements to look at; what is left is then overdue, and
	 * {@link #nextDeadline} says so
	 */
	public void expire(long nowMillis, Consumer<PoolElementEntry> due, int maxWork) {
		start(nowMillis);
		try {
			turn(nowMillis, due, maxWork);
		}
		finally {
			armWaiting(nowMillis);
		}
	}

	private void turn(long nowMillis, Consumer<PoolElementEntry> due, int maxWork) {
		int work = 0;
		int slot = nextSlot();
		while (slot >= 0 && slotTime(slot) <= nowMillis) {
			this.elapsed = Math.max(this.elapsed, slotTime(slot));
			PoolElementEntry entry = this.heads[slot];
			while (entry != null) {
				if (work++ == maxWork) {
					this.unfinished = slot;
					return;
				}
				unlink(entry);
				if (entry.deadline() <= nowMillis) {
					// What stays overdue must not come up again in this turn.
					link(entry, WAITING);
					due.accept(entry);
				}
				else {
					arm(entry);
				}
				entry = this.heads[slot];
			}
			slot = nextSlot();
		}
		this.elapsed = Math.max(this.elapsed, nowMillis);
	}

	private void armWaiting(long nowMillis) {
		PoolElementEntry entry = this.heads[WAITING];
		while (entry != null) {
			unlink(entry);
			armAfter(entry, nowMillis);
			entry = this.heads[WAITING];
		}
	}

	/** Brings the wheel to the present, unless something is overdue. */
	void start(long nowMillis) {
		if (!this.started) {
			this.elapsed = nowMillis;
			this.started = true;
		}
		if (nowMillis > this.elapsed) {
			int slot = nextSlot();
			if (slot < 0 || slotTime(slot) > nowMillis) {
				this.elapsed = nowMillis;
			}
		}
	}

	/** Makes sure that a slot comes up at the entry's deadline or before. */
	void arm(PoolElementEntry entry) {
		armAfter(entry, this.elapsed);
	}

	void disarm(PoolElementEntry entry) {
		if (entry.timerSlot != PoolElementEntry.NO_SLOT) {
			unlink(entry);
		}
	}

	private void armAfter(PoolElementEntry entry, long time) {
		long deadline = entry.deadline();
		if (deadline == PoolElementEntry.NEVER || !entry.isRegistered() || entry.timerSlot == WAITING) {
			return;
		}
		deadline = Math.max(deadline, time + 1);
		if (entry.timerSlot != PoolElementEntry.NO_SLOT) {
			if (slotTime(entry.timerSlot) <= deadline) {
				return;
			}
			unlink(entry);
		}
		link(entry, slotFor(deadline));
	}

	private int slotFor(long deadline) {
		long time = Math.min(deadline, this.elapsed + REACH);
		int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros((this.elapsed ^ time) | 1);
		int level = Math.min(highest / BITS, LEVELS - 1);
		return level * SLOTS + ((int) (time >> BITS * level) & SLOTS - 1);
	}

	/** The time at which the slot comes up. */
	private long slotTime(int slot) {
		int shift = BITS * (slot / SLOTS);
		long turn = 1L << shift + BITS;
		long time = (this.elapsed & -turn) + ((long) (slot & SLOTS - 1) << shift);
		// Only the coarsest level runs ahead into its next turn.
		boolean past = time + (1L << shift) <= this.elapsed;
		return past ? time + turn : time;
	}

	/**
	 * The slot that comes up first, or -1. A finer level is always earlier, but for the
	 * rest of a coarse slot whose other elements went to finer ones.
	 */
	private int nextSlot() {
		if (this.unfinished >= 0) {
			if (this.heads[this.unfinished] != null) {
				return this.unfinished;
			}
			this.unfinished = -1;
		}
		for (int level = 0; level < LEVELS; level++) {
			long slots = this.occupied[level];
			if (slots != 0) {
				int current = (int) (this.elapsed >> BITS * level) & SLOTS - 1;
				int ahead = Long.numberOfTrailingZeros(Long.rotateRight(slots, current));
				return level * SLOTS + ((current + ahead) & SLOTS - 1);
			}
		}
		return -1;
	}

	private void link(PoolElementEntry entry, int slot) {
		PoolElementEntry next = this.heads[slot];
		entry.timerPrevious = null;
		entry.timerNext = next;
		if (next != null) {
			next.timerPrevious = entry;
		}
		this.heads[slot] = entry;
		entry.timerSlot = (short) slot;
		this.occupied[slot / SLOTS] |= 1L << slot;
	}

	private void unlink(PoolElementEntry entry) {
		int slot = entry.timerSlot;
		PoolElementEntry previous = entry.timerPrevious;
		PoolElementEntry next = entry.timerNext;
		if (previous != null) {
			previous.timerNext = next;
		}
		else {
			this.heads[slot] = next;
			if (next == null) {
				this.occupied[slot / SLOTS] &= ~(1L << slot);
			}
		}
		if (next != null) {
			next.timerPrevious = previous;
		}
		entry.timerPrevious = null;
		entry.timerNext = null;
		entry.timerSlot = PoolElementEntry.NO_SLOT;
	}

}
