package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import org.jspecify.annotations.Nullable;

/**
 * The ENRP servers that an endpoint may hunt among (RFC 5352 section 3.6): configured
 * ones, which are never forgotten, and announced ones, which are forgotten when
 * the announcements end. The order is random, so that clients spread, and
 * the elements of a server that died do not all go to the same survivor; who was dialled
 * goes to the end.
 */
final class CandidateServers {

	/**
	 * Announced servers remembered at once; the longest silent one makes room [SR-19].
	 */
	static final int MAX_ANNOUNCED = 64;

	/** Announcements looked at in a second [SR-19]. */
	static final int MAX_ANNOUNCES_PER_SECOND = 50;

	/** Least time between a dial in vain to an announced server and the next [SR-19]. */
	static final long REDIAL_MILLIS = 30_000;

	/** The longest wait for a server that hangs up is so many times the first. */
	private static final int MOST_DOUBLINGS = 3;

	private static final int DEFAULT_PORT = 3863;

	private static final long NEVER = Long.MAX_VALUE;

	private final AsapContext context;

	private final Set<Endpoint> configured = new LinkedHashSet<>();

	/** Announced servers, the longest silent one first. */
	private final Map<Endpoint, Announced> announced = new LinkedHashMap<>();

	/** All servers in the order in which they are dialled. */
	private final List<Endpoint> order = new ArrayList<>();

	/** Servers that hung up before they served. */
	private final Map<Endpoint, HangUps> hungUp = new HashMap<>();

	private final RateLimit announceLimit = new RateLimit(MAX_ANNOUNCES_PER_SECOND, 1000);

	CandidateServers(AsapContext context) {
		this.context = context;
		configure(context.config().servers());
	}

	/**
	 * Replaces the configured servers.
	 * @return whether there is a new server to dial
	 */
	boolean configure(List<Endpoint> servers) {
		Set<Endpoint> gone = new LinkedHashSet<>(this.configured);
		servers.forEach(gone::remove);
		this.configured.removeAll(gone);
		gone.removeAll(this.announced.keySet());
		this.order.removeAll(gone);
		this.hungUp.keySet().removeAll(gone);
		boolean isNew = false;
		for (Endpoint server : servers) {
			if (this.configured.add(server) && !this.order.contains(server)) {
				insert(server);
				isNew = true;
			}
		}
		return isNew;
	}

	/** All servers, next one first. */
	List<Endpoint> all() {
		return List.copyOf(this.order);
	}

	boolean hasOtherThan(@Nullable Endpoint server) {
		return this.order.stream().anyMatch((candidate) -> !candidate.equals(server));
	}

	/** The id that a server told in its announcements. */
	ServerId idOf(@Nullable Endpoint server) {
		Announced known = this.announced.get(server);
		return (known != null) ? known.id : ServerId.NONE;
	}

	/**
	 * Returns the next server to dial, and puts it at the end of the order.
	 * @param excluded those not to be dialled now
	 */
	@Nullable Endpoint next(Collection<Endpoint> excluded, long now) {
		for (Endpoint candidate : this.order) {
			if (!excluded.contains(candidate) && mayDial(candidate, now)) {
				this.order.remove(candidate);
				this.order.add(candidate);
				return candidate;
			}
		}
		return null;
	}

	private boolean mayDial(Endpoint candidate, long now) {
		HangUps hangUps = this.hungUp.get(candidate);
		if (hangUps != null && now < hangUps.until()) {
			return false;
		}
		Announced known = this.announced.get(candidate);
		return known == null || this.configured.contains(candidate) || now >= known.mayDialAt;
	}

	/**
	 * A server took the connection, but closed it at once, as one does that does not
	 * serve yet: it rests for a while, longer each time.
	 */
	void hungUp(Endpoint server, long now) {
		if (!this.order.contains(server)) {
			return;
		}
		HangUps before = this.hungUp.get(server);
		int times = (before != null) ? before.times() : 0;
		long wait = (this.context.config().millis(TimerName.T5_SERVER_HUNT) >> MOST_DOUBLINGS) << Math.min(times,
				MOST_DOUBLINGS);
		// Many wait for the same server: not all of them come back in the same moment
		long until = now + wait + this.context.random().nextInt((int) wait / 4 + 1);
		this.hungUp.put(server, new HangUps(times + 1, until));
		failed(server, now);
	}

	/** A server said something. */
	void served(Endpoint server) {
		this.hungUp.remove(server);
	}

	/**
	 * When the first of those that hung up may be dialled again, or
	 * {@link Long#MAX_VALUE}.
	 * @param excluded those not to be dialled then
	 */
	long nextRedial(Collection<Endpoint> excluded, long now) {
		long next = NEVER;
		for (Map.Entry<Endpoint, HangUps> entry : this.hungUp.entrySet()) {
			long until = entry.getValue().until();
			if (until > now && until < next && !excluded.contains(entry.getKey()) && mayDial(entry.getKey(), until)) {
				next = until;
			}
		}
		return next;
	}

	/** A dial was in vain. */
	void failed(Endpoint server, long now) {
		Announced known = this.announced.get(server);
		if (known != null) {
			// [SR-19] anybody can announce anything: no flood of dials to a victim
			known.mayDialAt = now + REDIAL_MILLIS;
		}
	}

	/**
	 * Takes an announcement.
	 * @return whether there is a new server to dial
	 */
	boolean announced(Endpoint source, ServerAnnounce announce, long now) {
		if (!this.announceLimit.allows(now)) {
			return false;
		}
		boolean isNew = false;
		for (Endpoint server : addresses(source, announce)) {
			isNew |= heard(server, announce.server());
		}
		// with many servers announcements are rare
		long outdate = Math.max(this.context.config().millis(TimerName.T7_ENRP_OUTDATE),
				3 * (this.announced.size() + 1) * this.context.config().millis(TimerName.T6_SERVER_ANNOUNCE));
		for (Endpoint server : addresses(source, announce)) {
			this.context.effects().setTimer(new AsapTimer.AnnounceOutdate(server), outdate);
		}
		return isNew;
	}

	private boolean heard(Endpoint server, ServerId id) {
		Announced known = this.announced.remove(server);
		if (known != null) {
			known.id = id;
			this.announced.put(server, known);
			return false;
		}
		if (this.announced.size() >= MAX_ANNOUNCED) {
			forget(this.announced.keySet().iterator().next());
		}
		this.announced.put(server, new Announced(id));
		if (this.configured.contains(server)) {
			return false;
		}
		insert(server);
		return true;
	}

	private void insert(Endpoint server) {
		this.order.add(this.context.random().nextInt(this.order.size() + 1), server);
	}

	/** An announced server fell silent (T7). */
	void forget(Endpoint server) {
		this.context.effects().cancelTimer(new AsapTimer.AnnounceOutdate(server));
		if (this.announced.remove(server) != null && !this.configured.contains(server)) {
			this.order.remove(server);
			this.hungUp.remove(server);
		}
	}

	private static List<Endpoint> addresses(Endpoint source, ServerAnnounce announce) {
		List<Endpoint> addresses = new ArrayList<>();
		for (TransportParameter transport : announce.transports()) {
			if (transport instanceof TcpTransport tcp && tcp.port() != 0) {
				addresses.add(new Endpoint(tcp.address(), tcp.port()));
			}
			else if (transport instanceof SctpTransport sctp && sctp.port() != 0) {
				addresses.add(new Endpoint(sctp.addresses().get(0), sctp.port()));
			}
		}
		if (announce.transports().isEmpty()) {
			addresses.add(new Endpoint(source.address(), DEFAULT_PORT));
		}
		addresses.removeIf((server) -> server.address().isMulticast() || server.address().isUnspecifiedOrBroadcast());
		return addresses;
	}

	/**
	 * How often a server hung up in a row.
	 *
	 * @param until it is not dialled before
	 */
	private record HangUps(int times, long until) {
	}

	private static final class Announced {

		private ServerId id;

		private long mayDialAt = Long.MIN_VALUE;

		Announced(ServerId id) {
			this.id = id;
		}

	}

}
