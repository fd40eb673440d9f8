package io.rserpool.session;

/**
 * How much one session keeps. Every value is at least 1.
 *
 * @param maxUnackedMessages most pieces that are sent and not acknowledged
 * @param maxUnackedOctets most octets of them; a single larger message may go when
 * nothing else is under way
 * @param maxMessageOctets largest message, either way
 * @param fragmentOctets larger messages are cut in pieces of this size
 * @param maxWaitingMessages most received messages that wait for the application; beyond,
 * the connection ends
 * @param maxWaitingOctets most octets of them, and of messages not yet complete
 * @param maxCookieOctets largest cookie that is taken
 */
public record SessionLimits(int maxUnackedMessages, long maxUnackedOctets, int maxMessageOctets, int fragmentOctets,
		int maxWaitingMessages, long maxWaitingOctets, int maxCookieOctets) {

	/** 1,024 messages and 4 MiB under way, messages of 16 MiB. */
	public static final SessionLimits DEFAULT = new SessionLimits(1024, 4 << 20, 16 << 20, 16 << 10, 16_384, 64 << 20,
			60_000);

	public SessionLimits {
		if (maxUnackedMessages < 1 || maxUnackedOctets < 1 || maxMessageOctets < 1 || fragmentOctets < 1
				|| maxWaitingMessages < 1 || maxWaitingOctets < 1 || maxCookieOctets < 1) {
			throw new IllegalArgumentException("The limits of a session are at least 1");
		}
		if (fragmentOctets > 65_519 - SessionHeader.OCTETS) {
			throw new IllegalArgumentException("Fragments of " + fragmentOctets
					+ " octets do not fit in a chunk, allowed is up to " + (65_519 - SessionHeader.OCTETS));
		}
	}

	public SessionLimits withUnacked(int messages, long octets) {
		return new SessionLimits(messages, octets, this.maxMessageOctets, this.fragmentOctets, this.maxWaitingMessages,
				this.maxWaitingOctets, this.maxCookieOctets);
	}

	public SessionLimits withMaxMessageOctets(int maxMessageOctets) {
		return new SessionLimits(this.maxUnackedMessages, this.maxUnackedOctets, maxMessageOctets, this.fragmentOctets,
				this.maxWaitingMessages, this.maxWaitingOctets, this.maxCookieOctets);
	}

}
