package io.rserpool.session;

import io.rserpool.machine.ConnectionId;

/**
 * Where a session enters what it is known by.
 */
interface SessionTable {

	/** A session opens a connection. */
	void dialled(ConnectionId connection, UserSession session);

	/** A session is over. */
	void ended(UserSession session);

}
