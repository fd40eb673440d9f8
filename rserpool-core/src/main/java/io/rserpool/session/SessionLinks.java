package io.rserpool.session;

import io.rserpool.machine.ConnectionId;

/**
 * Makes the link for a connection by what carries it.
 */
@FunctionalInterface
interface SessionLinks {

	SessionLink link(ConnectionId connection, SessionConfig config, LinkListener listener);

}
