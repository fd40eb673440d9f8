package io.rserpool.session.sim;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.OctetSlice;

/**
 * A message of a user as the simulation knows it: what was done with it on the wire, at
 * elements, and what its sender was told.
 */
final class SimMessage {

	/** Every body begins with session, number and length. */
	static final int LEAST_OCTETS = 12;

	final SimSession session;

	final int number;

	final int stream;

	final boolean sendOver;

	final boolean request;

	/** Sent from within a callback. */
	final boolean bound;

	final int octets;

	/** In the session, once it was seen on the wire. */
	long sequence = -1;

	/** On how many connections the whole of it was sent. */
	int sendings;

	/** The user got an acknowledgement of it. */
	boolean acknowledged;

	/** How often it was handed to a handler. */
	int handed;

	/** How often a handler was through with it. */
	int processed;

	private @Nullable String outcome;

	private boolean untold;

	SimMessage(SimSession session, int number, int stream, boolean sendOver, boolean request, boolean bound,
			int octets) {
		this.session = session;
		this.number = number;
		this.stream = stream;
		this.sendOver = sendOver;
		this.request = request;
		this.bound = bound;
		this.octets = Math.max(LEAST_OCTETS, octets);
	}

	OctetSlice body() {
		ByteBuffer body = ByteBuffer.allocate(this.octets)
			.putInt(this.session.number())
			.putInt(this.number)
			.putInt(this.octets);
		while (body.hasRemaining()) {
			body.put((byte) (this.number + body.position()));
		}
		return OctetSlice.of(body.array());
	}

	boolean isOver() {
		return this.outcome != null;
	}

	/** Its sender wants to hear nothing of it. */
	void tellsNobody() {
		this.untold = true;
	}

	boolean untold() {
		return this.untold;
	}

	void over(String told) {
		this.session.course()
			.check(this.outcome == null, "a message has exactly one outcome", this + ", and now " + told);
		this.outcome = told;
	}

	@Override
	public String toString() {
		return "message " + this.number + " of session " + this.session.number() + " [sequence " + this.sequence
				+ ", stream " + this.stream + (this.sendOver ? "" : ", at most once")
				+ (this.request ? ", request" : "") + (this.bound ? ", of a callback" : "") + ", " + this.octets
				+ " octets, sent " + this.sendings + ", handed " + this.handed + ", processed " + this.processed
				+ (this.acknowledged ? ", acknowledged" : "") + ", outcome " + this.outcome + "]";
	}

}
