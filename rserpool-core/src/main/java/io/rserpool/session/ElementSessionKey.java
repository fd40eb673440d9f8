package io.rserpool.session;

import io.rserpool.machine.ConnectionId;

/**
 * A session of an element as its listener knows it; good beyond the session's end.
 */
public final class ElementSessionKey {

	private final ConnectionId connection;

	private final ElementSession session;

	ElementSessionKey(ConnectionId connection, ElementSession session) {
		this.connection = connection;
		this.session = session;
	}

	public ConnectionId connection() {
		return this.connection;
	}

	/**
	 * Its id, or {@link SessionId#NONE} while it is not known. On the machine's thread.
	 */
	public SessionId id() {
		return this.session.id();
	}

	ElementSession session() {
		return this.session;
	}

}
