package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;

/**
 * Giving the handle table away, part by part (RFC 5353 section 3.2.3): all of it to a
 * server that joins, the own elements to one that compares (flag W). A session remembers
 * the last element sent, in the order of octets; changes behind it travel as updates on
 * the same connection, so a part is never older than an update before it.
 */
final class TableDesk {

	private static final int PAGE = 256;

	private static final int HEADER_OCTETS = 12;

	private final EnrpContext context;

	private final long idle;

	private final Map<EnrpTimer.TableSession, Cursor> sessions = new HashMap<>();

	TableDesk(EnrpContext context) {
		this.context = context;
		this.idle = context.millis(TimerName.MAX_TIME_NO_RESPONSE);
	}

	/**
	 * Answers with the next part, or refuses.
	 * @param serving whether this server has a table to give
	 */
	void received(PeerLink from, Peer peer, HandleTableRequest request, boolean serving) {
		EnrpTimer.TableSession key = new EnrpTimer.TableSession(peer.id, request.ownOnly());
		Cursor cursor = this.sessions.get(key);
		if (!serving || (cursor == null && this.sessions.size() >= this.context.peering().maxDownloads())) {
			this.context.effects()
				.send(from.id, new HandleTableResponse(this.context.id(), peer.id, true, false, List.of()));
			return;
		}
		Part part = new Part(cursor, request.ownOnly());
		boolean more = part.fill();
		if (more) {
			this.sessions.put(key, part.end());
			this.context.effects().setTimer(key, this.idle);
		}
		else if (this.sessions.remove(key) != null) {
			this.context.effects().cancelTimer(key);
		}
		this.context.count(Counter.TABLE_PARTS);
		this.context.effects()
			.send(from.id, new HandleTableResponse(this.context.id(), peer.id, false, more, part.entries()));
	}

	void timerExpired(EnrpTimer.TableSession key) {
		this.sessions.remove(key);
	}

	/** The peer has no connection any more. */
	void forget(Peer peer) {
		end(new EnrpTimer.TableSession(peer.id, false));
		end(new EnrpTimer.TableSession(peer.id, true));
	}

	private void end(EnrpTimer.TableSession key) {
		if (this.sessions.remove(key) != null) {
			this.context.effects().cancelTimer(key);
		}
	}

	/**
	 * The last element that was sent.
	 *
	 * @param pool its pool
	 * @param element itself
	 * @param sent elements sent so far
	 * @param changes changes of the handlespace until then
	 */
	private record Cursor(PoolHandle pool, PoolElementId element, int sent, int changes) {

	}

	/**
	 * One part being filled.
	 */
	private final class Part {

		private final Handlespace handlespace = TableDesk.this.context.handlespace();

		private final boolean ownOnly;

		/**
		 * All there is to send in this session, as long as nothing has changed since it
		 * began: when it is sent, nothing has to be looked for.
		 */
		private final int total;

		private final int changes;

		private final List<PoolEntry> entries = new ArrayList<>();

		private final List<PoolElementParameter> elements = new ArrayList<>();

		private int room = TableDesk.this.context.peering().tableResponseOctets() - HEADER_OCTETS;

		private int places = TableDesk.this.context.peering().tableResponseElements();

		private @Nullable PoolHandle pool;

		private @Nullable PoolElementId element;

		private int sent;

		Part(@Nullable Cursor cursor, boolean ownOnly) {
			this.ownOnly = ownOnly;
			this.changes = (cursor != null) ? cursor.changes() : this.handlespace.changes();
			int count = ownOnly ? this.handlespace.elementCount(TableDesk.this.context.id())
					: this.handlespace.elementCount();
			this.total = (this.changes == this.handlespace.changes()) ? count : Integer.MAX_VALUE;
			if (cursor != null) {
				this.pool = cursor.pool();
				this.element = cursor.element();
				this.sent = cursor.sent();
			}
		}

		/** Fills the part; returns whether there is more. */
		boolean fill() {
			if (this.pool != null) {
				Pool unfinished = this.handlespace.pool(this.pool);
				if (unfinished != null && !fill(unfinished, this.element)) {
					return true;
				}
			}
			while (this.sent < this.total) {
				List<Pool> page = this.handlespace.poolsAfter(this.pool, PAGE);
				for (Pool next : page) {
					if (!fill(next, null)) {
						return true;
					}
					this.pool = next.handle();
				}
				if (page.size() < PAGE) {
					break;
				}
			}
			return false;
		}

		/** Takes a pool's elements; returns whether all of them fit. */
		private boolean fill(Pool from, @Nullable PoolElementId after) {
			PoolElementId last = after;
			int handleOctets = ParameterOctets.size(from.handle());
			while (true) {
				List<PoolElementEntry> page = from.elementsAfter(last, PAGE);
				for (PoolElementEntry entry : page) {
					last = entry.id();
					if (this.ownOnly && !TableDesk.this.context.owns(entry)) {
						continue;
					}
					int octets = ParameterOctets.size(entry.parameter()) + (this.elements.isEmpty() ? handleOctets : 0);
					boolean first = this.entries.isEmpty() && this.elements.isEmpty();
					if (this.places == 0 || (octets > this.room && !first)) {
						close(from);
						return false;
					}
					this.room -= octets;
					this.places--;
					this.elements.add(entry.parameter());
					this.pool = from.handle();
					this.element = last;
					this.sent++;
				}
				if (page.size() < PAGE) {
					close(from);
					return true;
				}
			}
		}

		private void close(Pool from) {
			if (!this.elements.isEmpty()) {
				this.entries.add(new PoolEntry(from.handle(), this.elements));
				this.elements.clear();
			}
		}

		List<PoolEntry> entries() {
			return this.entries;
		}

		Cursor end() {
			if (this.pool == null || this.element == null) {
				throw new IllegalStateException("A part without elements cannot be followed by another one");
			}
			return new Cursor(this.pool, this.element, this.sent, this.changes);
		}

	}

}
