package io.rserpool.session;

import io.rserpool.wire.OctetSlice;

/**
 * A message on its way out, kept until the other side's application has it.
 */
final class OutMessage {

	/** No piece of it was sent on the present connection. */
	static final long UNSENT = -1;

	/** No end of its lifetime. */
	static final long FOREVER = Long.MAX_VALUE;

	private final long sequence;

	private final int stream;

	private final int ppid;

	private final boolean unordered;

	private final boolean sendOver;

	private final boolean bound;

	private final long expiresAt;

	private final OctetSlice body;

	private final MessageOutcome outcome;

	/** Octets of the body that were sent on the present connection. */
	private int sent;

	/** The number of the last piece on the present connection. */
	private long lastNumber = UNSENT;

	/** On how many connections it was sent as a whole. */
	private int sendings;

	/**
	 * Makes a message that was not sent yet.
	 * @param bound whether it is for the present connection only
	 */
	OutMessage(long sequence, OutgoingMessage message, boolean bound, MessageOutcome outcome, long now) {
		this.sequence = sequence;
		this.stream = message.stream();
		this.ppid = message.ppid();
		this.unordered = message.unordered();
		this.sendOver = message.sendOver();
		this.bound = bound;
		this.expiresAt = (message.lifetimeMillis() > 0) ? now + message.lifetimeMillis() : FOREVER;
		this.body = message.body();
		this.outcome = outcome;
	}

	long sequence() {
		return this.sequence;
	}

	int stream() {
		return this.stream;
	}

	int ppid() {
		return this.ppid;
	}

	boolean isUnordered() {
		return this.unordered;
	}

	boolean isSendOver() {
		return this.sendOver;
	}

	boolean isBound() {
		return this.bound;
	}

	boolean isExpired(long now) {
		return now >= this.expiresAt && this.sendings == 0;
	}

	OctetSlice body() {
		return this.body;
	}

	MessageOutcome outcome() {
		return this.outcome;
	}

	/** Whether it is a request whose sender has what it waited for. */
	boolean isAnswered() {
		return this.outcome instanceof PendingRequest request && request.isOver();
	}

	int left() {
		return this.body.length() - this.sent;
	}

	int sentOctets() {
		return this.sent;
	}

	void sentPiece(int octets) {
		this.sent += octets;
	}

	void sentWhole(long number) {
		this.lastNumber = number;
		this.sendings++;
	}

	long lastNumber() {
		return this.lastNumber;
	}

	/** Whether another connection carried it before. */
	boolean wasSent() {
		return this.sendings > 0;
	}

	int sendings() {
		return this.sendings;
	}

	/** Whether the other side may have it. */
	boolean isUncertain() {
		return this.lastNumber != UNSENT;
	}

	/** The connection is gone: whatever was sent of it counts no more. */
	void rewind() {
		this.sent = 0;
		this.lastNumber = UNSENT;
	}

}
