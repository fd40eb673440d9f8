package io.rserpool.session;

import io.rserpool.wire.OctetSlice;

/**
 * A whole message that was received.
 *
 * @param number of its last piece on its connection, by which it is acknowledged
 * @param session its session, or {@link SessionId#NONE} without session headers
 * @param sequence of the message in its direction, or its number without session headers
 * @param stream 0 to 65535
 * @param ppid what it is
 * @param unordered whether it may have passed others
 * @param again whether it was sent before, perhaps to another element
 * @param body the user data; not copied
 */
public record InMessage(long number, SessionId session, long sequence, int stream, int ppid, boolean unordered,
		boolean again, OctetSlice body) {

}
