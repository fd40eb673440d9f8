package io.rserpool.session;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.OctetSlice;

/**
 * The incoming user data of one connection: puts pieces together to messages [T-18] and
 * bounds what waits for the application.
 */
final class Inbox {

	private final SessionLimits limits;

	private Map<Integer, Reassembly> incomplete = Map.of();

	private SessionId session;

	private long incompleteOctets;

	private int waitingMessages;

	private long waitingOctets;

	/**
	 * Makes an empty inbox.
	 * @param session the session, or {@link SessionId#NONE} to learn it
	 */
	Inbox(SessionLimits limits, SessionId session) {
		this.limits = limits;
		this.session = session;
	}

	SessionId session() {
		return this.session;
	}

	/** A cookie told the session's id before any data did. */
	void session(SessionId session) {
		this.session = session;
	}

	/**
	 * Takes a piece.
	 * @param link where it came from; acknowledges a piece that is not the last at once
	 * @return the message that it completes, or null
	 * @throws SessionProtocolException if it breaks a rule
	 */
	@Nullable InMessage take(long number, int stream, int ppid, boolean unordered, OctetSlice data, SessionLink link, long now) {
		if (!link.hasHeaders()) {
			return admit(new InMessage(number, SessionId.NONE, number, stream, ppid, unordered, false, data));
		}
		SessionHeader header = SessionHeader.decode(data);
		if (header == null) {
			throw new SessionProtocolException("user data of " + data.length() + " octets has no session header");
		}
		check(header.session());
		OctetSlice body = data.from(SessionHeader.OCTETS);
		if (header.first() && header.last()) {
			checkSize(body.length());
			requireNone(stream);
			return admit(new InMessage(number, this.session, header.sequence(), stream, ppid, unordered, header.again(),
					body));
		}
		Reassembly message = header.first() ? begin(stream, header) : continued(stream, header);
		this.incompleteOctets += body.length();
		checkSize(message.octets() + (long) body.length());
		message.add(body);
		if (!header.last()) {
			checkWaiting();
			link.delivered(number, now);
			return null;
		}
		this.incomplete.remove(stream);
		this.incompleteOctets -= message.octets();
		return admit(new InMessage(number, this.session, message.sequence(), stream, ppid, unordered, message.isAgain(),
				message.whole()));
	}

	private void check(SessionId named) {
		if (this.session.isNone()) {
			this.session = named;
		}
		else if (!this.session.equals(named)) {
			throw new SessionProtocolException("session " + named + " on the connection of session " + this.session);
		}
	}

	private void requireNone(int stream) {
		if (this.incomplete.containsKey(stream)) {
			throw new SessionProtocolException("a message begins inside another one on stream " + stream);
		}
	}

	private Reassembly begin(int stream, SessionHeader header) {
		requireNone(stream);
		if (this.incomplete.isEmpty()) {
			this.incomplete = new HashMap<>(2);
		}
		Reassembly begun = new Reassembly(header.sequence(), header.again());
		this.incomplete.put(stream, begun);
		return begun;
	}

	private Reassembly continued(int stream, SessionHeader header) {
		Reassembly message = this.incomplete.get(stream);
		if (message == null || message.sequence() != header.sequence()) {
			throw new SessionProtocolException("a piece of message " + header.sequence() + " on stream " + stream
					+ " continues " + ((message != null) ? "message " + message.sequence() : "none"));
		}
		return message;
	}

	private void checkSize(long octets) {
		if (octets > this.limits.maxMessageOctets()) {
			throw new SessionProtocolException("a message of more than " + this.limits.maxMessageOctets() + " octets");
		}
	}

	private InMessage admit(InMessage message) {
		this.waitingMessages++;
		this.waitingOctets += message.body().length();
		checkWaiting();
		return message;
	}

	private void checkWaiting() {
		if (this.waitingMessages > this.limits.maxWaitingMessages()
				|| this.waitingOctets + this.incompleteOctets > this.limits.maxWaitingOctets()) {
			throw new SessionProtocolException("more waits for the application than " + this.limits.maxWaitingMessages()
					+ " messages or " + this.limits.maxWaitingOctets() + " octets");
		}
	}

	/** The application has a message, or does not want it. */
	void done(InMessage message) {
		this.waitingMessages--;
		this.waitingOctets -= message.body().length();
	}

	int waiting() {
		return this.waitingMessages;
	}

}
