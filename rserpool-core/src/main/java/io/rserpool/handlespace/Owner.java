package io.rserpool.handlespace;

import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * What one ENRP server owns: its elements as a linked list through the entries, and the
 * PE checksum (RFC 5353 section 3.6.2).
 */
final class Owner {

	final ServerId id;

	int count;

	@Nullable PoolElementEntry head;

	/**
	 * Plain sum of all words, never folded: one's complement subtraction would confuse
	 * its two zeros.
	 */
	private long sum;

	/** Claims that are not entries of this owner. */
	private int claims;

	Owner(ServerId id) {
		this.id = id;
	}

	void add(PoolElementEntry entry) {
		entry.owner = this;
		PoolElementEntry next = this.head;
		entry.ownerPrevious = null;
		entry.ownerNext = next;
		if (next != null) {
			next.ownerPrevious = entry;
		}
		this.head = entry;
		this.count++;
		this.sum += entry.blockSum();
	}

	void remove(PoolElementEntry entry) {
		PoolElementEntry previous = entry.ownerPrevious;
		PoolElementEntry next = entry.ownerNext;
		if (previous != null) {
			previous.ownerNext = next;
		}
		else {
			this.head = next;
		}
		if (next != null) {
			next.ownerPrevious = previous;
		}
		entry.ownerPrevious = null;
		entry.ownerNext = null;
		this.count--;
		this.sum -= entry.blockSum();
	}

	void claim(long blockSum) {
		this.sum += blockSum;
		this.claims++;
	}

	void unclaim(long blockSum) {
		this.sum -= blockSum;
		this.claims--;
	}

	boolean isIdle() {
		return this.count == 0 && this.claims == 0;
	}

	int checksum() {
		long folded = this.sum;
		while (folded >>> 16 != 0) {
			folded = (folded & 0xffff) + (folded >>> 16);
		}
		return (int) ~folded & 0xffff;
	}

}
