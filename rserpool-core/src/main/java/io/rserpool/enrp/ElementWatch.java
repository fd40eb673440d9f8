package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.PoolElementParameter;

/**
 * What the home server keeps with an element beyond its registration: how it is reached
 * and whether it lives. Its deadline stands in the handlespace's wheel.
 */
final class ElementWatch {

	/** Registrations of one element a second, and at once (SR-24). */
	private static final int REGISTRATIONS_PER_SECOND = 2;

	private static final int REGISTRATION_BURST = 10;

	private static final long LONG_AGO = Long.MIN_VALUE / 2;

	State state = State.IDLE;

	/** Where the element is reached, or null while its connection is lost. */
	@Nullable AsapConnection connection;

	/** The address that it registered from; null if it was taken over. */
	@Nullable Source source;

	/** Whether it is still to be told that this server is its home now (flag H). */
	boolean adopting;

	/** When the last keep-alive was sent, for the least gap (SR-27). */
	long askedAt = LONG_AGO;

	/** When a lost element is removed, whatever is still tried. */
	long giveUpAt;

	/** Round trip of the last keep-alive, -1 = none yet. */
	int roundTripMillis = -1;

	/** The event that made somebody doubt the element, or 0. */
	long cause;

	/** Which of the ASAP addresses is dialled. */
	int dialIndex;

	/** Waits between dials in vain since its connection was lost. */
	int pauses;

	/** Whether an address did not answer at all, so that the process may live. */
	boolean unanswered;

	@Nullable ReportLog reports;

	/** The element as users see it: without ASAP transport. Made when first wanted. */
	@Nullable PoolElementParameter offered;

	private int millitokens = REGISTRATION_BURST * 1000;

	private long filledAt;

	ElementWatch(@Nullable Source source, long now) {
		this.source = source;
		this.filledAt = now;
	}

	static ElementWatch of(PoolElementEntry entry) {
		Object attachment = entry.attachment();
		if (attachment instanceof ElementWatch watch) {
			return watch;
		}
		throw new IllegalStateException("Element " + entry + " is not watched");
	}

	/** Takes one registration of the element's own budget. */
	boolean admitsRegistration(long now) {
		long filled = this.millitokens + (now - this.filledAt) * REGISTRATIONS_PER_SECOND;
		this.millitokens = (int) Math.min(filled, REGISTRATION_BURST * 1000);
		this.filledAt = now;
		if (this.millitokens < 1000) {
			return false;
		}
		this.millitokens -= 1000;
		return true;
	}

	int reporters(long now) {
		ReportLog log = this.reports;
		return (log != null) ? log.distinct(now) : 0;
	}

	/**
	 * What the element's deadline means.
	 */
	enum State {

		/** The next keep-alive is due. */
		IDLE,

		/** The acknowledgement is overdue. */
		ASKED,

		/** The connection is lost; the listener is to be dialled again, or given up. */
		DIALLING,

		/** The connection is lost and there is no listener: the grace ends [T-5]. */
		GRACE,

		/** Taken over; to be told so when its turn has come. */
		INHERITED

	}

}
