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

	private final OutgoingMessage message;

	private final boolean bound;

	private final long expiresAt;

	/** What goes before the body in the same piece, or none. */
	private final long replyTo;

	private final OctetSlice body;

	private final MessageOutcome outcome;

	/** Octets of it that were sent on the present connection. */
	private int sent;

	/** The number of the last piece on the present connection. */
	private long lastNumber = UNSENT;

	/** On how many connections it was sent as a whole. */
	private int sendings;

	/**
	 * Makes a message that was not sent yet.
	 * @param maxPiece most octets that are sent in one piece
	 * @param bound whether it is for the present connection only
	 */
	OutMessage(long sequence, OutgoingMessage message, int maxPiece, boolean bound, MessageOutcome outcome, long now) {
		this.sequence = sequence;
		this.message = message;
		this.bound = bound;
		this.expiresAt = (message.lifetimeMillis() > 0) ? now + message.lifetimeMillis() : FOREVER;
		boolean prefixed = message.replyTo() != OutgoingMessage.NO_REPLY;
		boolean whole = prefixed && message.body().length() > maxPiece - PendingRequests.PREFIX_OCTETS;
		this.replyTo = whole ? OutgoingMessage.NO_REPLY : message.replyTo();
		this.body = whole ? PendingRequests.prefixed(message) : message.body();
		this.outcome = outcome;
	}

	/** As it was given. */
	OutgoingMessage message() {
		return this.message;
	}

	long sequence() {
		return this.sequence;
	}

	int stream() {
		return this.message.stream();
	}

	int ppid() {
		return this.message.ppid();
	}

	boolean isUnordered() {
		return this.message.unordered();
	}

	boolean isSendOver() {
		return this.message.sendOver();
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

	/** The sequence to be sent before the body. */
	long replyTo() {
		return this.replyTo;
	}

	/** Octets of body and what goes before it. */
	int octets() {
		return this.body.length() + ((this.replyTo != OutgoingMessage.NO_REPLY) ? PendingRequests.PREFIX_OCTETS : 0);
	}

	/** Whether it is a request whose sender has what it waited for. */
	boolean isAnswered() {
		return this.outcome instanceof PendingRequest request && request.isOver();
	}

	int left() {
		return octets() - this.sent;
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
