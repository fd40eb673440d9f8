package io.rserpool.session;

import io.rserpool.wire.OctetSlice;

/**
 * A message to be sent in a session.
 *
 * @param stream 0 to 65535; order is kept within each
 * @param ppid anything but 11 and 12
 * @param unordered whether the transport may let it pass others
 * @param sendOver whether it is sent again to another element when it is not acknowledged
 * (ASAP_SEND_FAILOVER); if not, it is delivered at most once
 * @param lifetimeMillis how long it may wait unsent, or 0 for as long as it takes [T-14]
 * @param replyTo the sequence of the request that this answers, sent before the body; or
 * {@link #NO_REPLY}
 * @param body the user data; not copied
 */
public record OutgoingMessage(int stream, int ppid, boolean unordered, boolean sendOver, long lifetimeMillis,
		long replyTo, OctetSlice body) {

	/** Answers nothing, or says so in its body. */
	public static final long NO_REPLY = -1;

	public OutgoingMessage {
		if (stream < 0 || stream > 0xffff) {
			throw new IllegalArgumentException("Stream " + stream + " is out of range, allowed is 0 to 65535");
		}
		if (ppid == Ppid.ASAP || ppid == Ppid.ENRP) {
			throw new IllegalArgumentException("PPID " + ppid + " is not for user data");
		}
		if (lifetimeMillis < 0) {
			throw new IllegalArgumentException("Lifetime " + lifetimeMillis + " ms is negative");
		}
	}

	/** A message that answers nothing. */
	public OutgoingMessage(int stream, int ppid, boolean unordered, boolean sendOver, long lifetimeMillis,
			OctetSlice body) {
		this(stream, ppid, unordered, sendOver, lifetimeMillis, NO_REPLY, body);
	}

	/** Makes the answer to a request. */
	public static OutgoingMessage reply(int stream, int ppid, long replyTo, OctetSlice body) {
		return new OutgoingMessage(stream, ppid, false, true, 0, replyTo, body);
	}

	/** Whether it is an answer, so that a user who asks again gets it again. */
	boolean isReply() {
		return (this.ppid == Ppid.REPLY || this.ppid == Ppid.FAILURE)
				&& (this.replyTo != NO_REPLY || this.body.length() >= PendingRequests.PREFIX_OCTETS);
	}

	/** The sequence of the request that an answer is to. */
	long request() {
		return (this.replyTo != NO_REPLY) ? this.replyTo : PendingRequests.sequence(this.body);
	}

}
