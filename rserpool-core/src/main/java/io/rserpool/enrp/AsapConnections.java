package io.rserpool.enrp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;

/**
 * The open ASAP connections, and how many there may be (SR-20).
 */
final class AsapConnections {

	private final EnrpContext context;

	private final Sources sources;

	private final Map<ConnectionId, AsapConnection> connections = new LinkedHashMap<>();

	/** Those that this server dialled, by the listener they lead to. */
	private final Map<Endpoint, AsapConnection> dialled = new HashMap<>();

	AsapConnections(EnrpContext context, Sources sources) {
		this.context = context;
		this.sources = sources;
	}

	@Nullable AsapConnection find(ConnectionId id) {
		return this.connections.get(id);
	}

	/**
	 * Takes in a connection.
	 * @return null if a limit does not allow it: it is then closed
	 */
	@Nullable AsapConnection open(ConnectionId id, Endpoint local, Endpoint remote, boolean dialled, long now) {
		Source source = this.sources.of(remote.address(), now);
		Limits limits = this.context.limits();
		// What this server dialled itself is bounded by its elements.
		if (limits.enabled() && !dialled && (this.connections.size() >= limits.connections()
				|| source.connections >= limits.connectionsPerAddress())) {
			refuse(id, source, now);
			return null;
		}
		source.connections++;
		AsapConnection connection = new AsapConnection(id, local, remote, dialled, source, limits.errorsPerSecond(),
				now);
		this.connections.put(id, connection);
		if (dialled) {
			this.dialled.put(remote, connection);
		}
		this.context.count(Counter.CONNECTIONS);
		return connection;
	}

	private void refuse(ConnectionId id, Source source, long now) {
		this.sources.release(source);
		this.context.count(Counter.CONNECTIONS_REFUSED);
		if (source.limitEvents.admits(now)) {
			this.context.effects()
				.publish(new RserpoolEvent.LimitReached("connections", source.toString(), "connection closed"));
		}
		this.context.effects().close(id, "too many connections");
	}

	/** Forgets a connection that is gone, or that this side closes. */
	void forget(AsapConnection connection) {
		if (this.connections.remove(connection.id) != null) {
			this.dialled.remove(connection.remote, connection);
			connection.source.connections--;
			this.sources.release(connection.source);
		}
	}

	/** The connection that this server opened to a listener of elements, or null. */
	@Nullable AsapConnection dialledTo(Endpoint listener) {
		return this.dialled.get(listener);
	}

	int size() {
		return this.connections.size();
	}

	List<AsapConnection> all() {
		return List.copyOf(this.connections.values());
	}

}
