package io.rserpool.quickstart.picture;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.Selection;
import io.rserpool.wire.PoolElementId;

/**
 * Connections to the elements of the pool, kept open between requests. Safe for use by
 * many threads.
 */
final class ElementConnections implements AutoCloseable {

	private final Duration timeout;

	private final Map<PoolElementId, Deque<ElementConnection>> idle = new HashMap<>();

	private final Set<ElementConnection> inUse = new HashSet<>();

	private boolean closed;

	/**
	 * No connections yet.
	 * @param timeout longest wait for a connection, and for each answer
	 */
	ElementConnections(Duration timeout) {
		this.timeout = timeout;
	}

	/** A connection to the chosen element, for this thread alone. */
	ElementConnection borrow(Selection selection) throws IOException {
		ElementConnection connection = pollIdle(selection.id());
		if (connection == null) {
			connection = ElementConnection.open(selection.address(), this.timeout);
		}
		synchronized (this) {
			if (this.closed) {
				connection.close();
				throw new IOException("No more requests");
			}
			this.inUse.add(connection);
		}
		return connection;
	}

	private synchronized @Nullable ElementConnection pollIdle(PoolElementId element) {
		Deque<ElementConnection> connections = this.idle.get(element);
		return (connections != null) ? connections.pollLast() : null;
	}

	/** Gives a connection back. */
	synchronized void release(Selection selection, ElementConnection connection) {
		this.inUse.remove(connection);
		if (this.closed) {
			connection.close();
		}
		else {
			this.idle.computeIfAbsent(selection.id(), (id) -> new ArrayDeque<>()).addLast(connection);
		}
	}

	/** Closes a connection that failed, and those to the same element that are idle. */
	void failed(Selection selection, @Nullable ElementConnection connection) {
		List<ElementConnection> useless = new ArrayList<>();
		synchronized (this) {
			Deque<ElementConnection> connections = this.idle.remove(selection.id());
			if (connections != null) {
				useless.addAll(connections);
			}
			if (connection != null) {
				this.inUse.remove(connection);
				useless.add(connection);
			}
		}
		useless.forEach(ElementConnection::close);
	}

	/** Closes all connections; requests that run fail. */
	@Override
	public void close() {
		List<ElementConnection> all = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			this.idle.values().forEach(all::addAll);
			all.addAll(this.inUse);
			this.idle.clear();
			this.inUse.clear();
		}
		all.forEach(ElementConnection::close);
	}

}
