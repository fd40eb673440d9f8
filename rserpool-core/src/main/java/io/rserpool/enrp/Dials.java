package io.rserpool.enrp;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;

/**
 * Connections being opened to the ASAP listeners of elements: one for each listener, as
 * all elements of a process share it.
 */
final class Dials {

	private final EnrpContext context;

	private final Map<Endpoint, Dial> byEndpoint = new HashMap<>();

	private final Map<ConnectionId, Dial> byConnection = new HashMap<>();

	private final Map<PoolElementEntry, Dial> byElement = new HashMap<>();

	Dials(EnrpContext context) {
		this.context = context;
	}

	/** Opens a connection for the element, or lets it wait for one that is on its way. */
	void dial(PoolElementEntry entry, Endpoint listener) {
		Dial dial = this.byEndpoint.get(listener);
		if (dial == null) {
			this.context.count(Counter.DIALS);
			dial = new Dial(this.context.effects().dial(Protocol.ASAP, listener), listener);
			this.byEndpoint.put(listener, dial);
			this.byConnection.put(dial.connection, dial);
		}
		dial.waiting.add(entry);
		this.byElement.put(entry, dial);
	}

	boolean isDialling(PoolElementEntry entry) {
		return this.byElement.containsKey(entry);
	}

	/** The element waits no longer; a dial that nobody waits for is given up. */
	void forget(PoolElementEntry entry) {
		Dial dial = this.byElement.remove(entry);
		if (dial != null) {
			dial.waiting.remove(entry);
			if (dial.waiting.isEmpty()) {
				end(dial);
				this.context.effects().close(dial.connection, "nobody waits for it");
			}
		}
	}

	/**
	 * The dial has ended, well or badly.
	 * @return the elements that waited for it, or null if it is none of these dials
	 */
	@Nullable List<PoolElementEntry> finish(ConnectionId connection) {
		Dial dial = this.byConnection.get(connection);
		if (dial == null) {
			return null;
		}
		end(dial);
		dial.waiting.forEach(this.byElement::remove);
		return List.copyOf(dial.waiting);
	}

	private void end(Dial dial) {
		this.byConnection.remove(dial.connection);
		this.byEndpoint.remove(dial.listener);
	}

	/**
	 * One dial on its way.
	 */
	private static final class Dial {

		final ConnectionId connection;

		final Endpoint listener;

		final Set<PoolElementEntry> waiting = new LinkedHashSet<>();

		Dial(ConnectionId connection, Endpoint listener) {
			this.connection = connection;
			this.listener = listener;
		}

	}

}
