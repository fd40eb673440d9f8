package io.rserpool.session;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;

/**
 * A session at a pool element at one moment.
 *
 * @param connection its connection
 * @param id the session, or {@link SessionId#NONE} while it is not known
 * @param remote the pool user
 * @param waiting received messages that the application has not finished
 * @param unacknowledged sent messages that the user has not acknowledged
 * @param queued messages that wait to be sent
 * @param cookieOctets of the newest cookie that was sent, 0 = none
 * @param age milliseconds since the connection began
 */
public record ElementSessionSnapshot(ConnectionId connection, SessionId id, Endpoint remote, int waiting,
		int unacknowledged, int queued, int cookieOctets, long age) {

}
