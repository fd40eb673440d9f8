package io.rserpool.session;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.OctetSlice;

/**
 * What stands before the user data of each piece when both sides understand it [T-18].
 *
 * <pre>
 *  octet 0      0x01 first fragment, 0x02 last fragment, 0x04 sent again after a failover
 *        1..3   reserved, sent 0, ignored on receipt
 *        4..11  session id
 *       12..19  sequence of the message in its direction
 * </pre>
 *
 * @param first whether the piece begins a message
 * @param last whether the piece ends a message
 * @param again whether the message was sent before, on another connection
 * @param session the session, the same on all its connections
 * @param sequence of the message: from 0, and the same when it is sent again
 */
record SessionHeader(boolean first, boolean last, boolean again, SessionId session, long sequence) {

	static final int OCTETS = 20;

	/** The most words that a link puts before a header. */
	private static final int ROOM = 12;

	private static final int FIRST = 0x01;

	private static final int LAST = 0x02;

	private static final int AGAIN = 0x04;

	/**
	 * The header as octets, with room before it for the words of a link.
	 * @param replyTo follows it, unless that is {@link OutgoingMessage#NO_REPLY}
	 */
	OctetSlice encode(long replyTo) {
		int flags = (this.first ? FIRST : 0) | (this.last ? LAST : 0) | (this.again ? AGAIN : 0);
		boolean prefixed = replyTo != OutgoingMessage.NO_REPLY;
		int length = prefixed ? OCTETS + PendingRequests.PREFIX_OCTETS : OCTETS;
		byte[] octets = new byte[ROOM + length];
		ByteBuffer out = ByteBuffer.wrap(octets, ROOM, length)
			.putInt(flags << 24)
			.putLong(this.session.value())
			.putLong(this.sequence);
		if (prefixed) {
			out.putLong(replyTo);
		}
		return new OctetSlice(octets, ROOM, length);
	}

	/**
	 * Reads the header at the beginning of the given octets.
	 * @return null if they are too few
	 */
	static @Nullable SessionHeader decode(OctetSlice data) {
		if (data.length() < OCTETS) {
			return null;
		}
		ByteBuffer octets = ByteBuffer.wrap(data.array(), data.offset(), OCTETS);
		int flags = octets.getInt() >>> 24;
		return new SessionHeader((flags & FIRST) != 0, (flags & LAST) != 0, (flags & AGAIN) != 0,
				new SessionId(octets.getLong()), octets.getLong());
	}

}
