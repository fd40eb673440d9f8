package io.rserpool.asap;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to the home ENRP server, and how it changes: found by a hunt, lost,
 * doubted by a request without answer, or offered by a server that took over (RFC 5352
 * sections 3.4, 3.6). A server's id is learnt from its keep-alives or announcements;
 * until then only its address is known.
 */
final class HomeConnection {

	/** Least time between two changes that servers ask for [SR-15]. */
	static final long MIN_ADOPTION_GAP_MILLIS = 5_000;

	/** Replies to damaged messages in a second on one connection [P-15]. */
	private static final int MAX_ERRORS_PER_SECOND = 10;

	private final AsapContext context;

	private final CandidateServers candidates;

	private final ServerHunt hunt;

	private final HomeListener listener;

	/** Connections accepted on the ASAP listener [T-6], oldest first. */
	private final Map<ConnectionId, Link> accepted = new LinkedHashMap<>();

	/** Who waits in vain for an answer of the home server while another is looked for. */
	private final Set<Object> doubts = new HashSet<>();

	private boolean running;

	private @Nullable Link link;

	/** Whether the home server sent anything. */
	private boolean served;

	/** The last server that wants to be home, but came too soon after another. */
	private @Nullable Offer deferred;

	// Any thread may ask for it.
	private volatile ServerId server = ServerId.NONE;

	// Any thread may ask for it.
	private volatile @Nullable Endpoint address;

	private ServerId previous = ServerId.NONE;

	/** The last home server that told its id. */
	private ServerId former = ServerId.NONE;

	private @Nullable Long adoptedAt;

	HomeConnection(AsapContext context, CandidateServers candidates, HomeListener listener) {
		this.context = context;
		this.candidates = candidates;
		this.hunt = new ServerHunt(context, candidates);
		this.listener = listener;
	}

	void start(long now) {
		this.running = true;
		this.hunt.start(null, "started", now);
	}

	void stop() {
		this.running = false;
		this.hunt.stop("stopped");
		if (this.link != null) {
			this.context.effects().close(this.link.connection(), "stopped");
			leave();
		}
		this.accepted.keySet().forEach((connection) -> this.context.effects().close(connection, "stopped"));
		this.accepted.clear();
		forgetOffer();
	}

	private void leave() {
		this.link = null;
		this.address = null;
		this.served = false;
		this.previous = this.server;
		if (!this.server.isNone()) {
			this.former = this.server;
		}
		this.server = ServerId.NONE;
		this.doubts.clear();
	}

	boolean isUp() {
		return this.link != null;
	}

	/** A message came from the home server. */
	void heard() {
		Endpoint dialled = dialled();
		if (!this.served && dialled != null) {
			this.candidates.served(dialled);
		}
		this.served = true;
	}

	boolean isHome(ConnectionId connection) {
		return this.link != null && this.link.connection().equals(connection);
	}

	ServerHunt hunt() {
		return this.hunt;
	}

	/** The home server's id, {@link ServerId#NONE} while not known. */
	ServerId server() {
		return this.server;
	}

	/** The home server's address, or null. */
	@Nullable Endpoint address() {
		return this.address;
	}

	/** This side's address on the connection to the home server, or null. */
	@Nullable Endpoint localAddress() {
		return (this.link != null) ? this.link.local() : null;
	}

	/** The address of the other end of any connection, for people. */
	String nameOf(ConnectionId connection) {
		Link known = linkOf(connection);
		return (known != null) ? known.remote().toString() : connection.toString();
	}

	/** Whether a damaged message on the connection may be answered [P-15]. */
	boolean mayReplyToDamage(ConnectionId connection, long now) {
		Link known = linkOf(connection);
		return known != null && known.errors().allows(now);
	}

	private @Nullable Link linkOf(ConnectionId connection) {
		return isHome(connection) ? this.link : this.accepted.get(connection);
	}

	boolean hasOtherCandidates() {
		return this.candidates.hasOtherThan(dialled());
	}

	/** The servers that were asked or dialled lately. */
	List<Endpoint> tried() {
		Set<Endpoint> tried = new LinkedHashSet<>();
		if (this.link != null) {
			tried.add(this.link.remote());
		}
		tried.addAll(this.hunt.tried());
		return List.copyOf(tried);
	}

	/** Sends to the home server; nothing happens without one. */
	void send(AsapMessage message) {
		if (this.link != null) {
			this.context.effects().send(this.link.connection(), message);
		}
	}

	/**
	 * A request was not answered in time: looks for another server while this one may
	 * still answer.
	 * @param who waits
	 */
	void doubt(Object who, String why, long now) {
		if (this.link != null) {
			this.doubts.add(who);
			this.hunt.start(dialled(), why, now);
		}
	}

	/** Who doubted got an answer or waits no more. */
	void trust(Object who) {
		if (this.doubts.remove(who) && this.doubts.isEmpty() && this.link != null) {
			this.hunt.stop("the home server answered");
		}
	}

	private @Nullable Endpoint dialled() {
		return (this.link != null) ? this.link.dialled() : null;
	}

	void connectionUp(ConnectionId connection, Endpoint local, Endpoint remote, boolean dialled, long now) {
		if (!this.running) {
			this.context.effects().close(connection, "stopped");
		}
		else if (!dialled) {
			accept(new Link(connection, local, remote, null, now));
		}
		else {
			Endpoint candidate = this.hunt.up(connection);
			if (candidate == null) {
				this.context.effects().close(connection, "not wanted any more");
				return;
			}
			String why = (this.link == null) ? "found by hunt" : "the old one did not answer";
			become(new Link(connection, local, remote, candidate, now), this.candidates.idOf(candidate), why, null,
					now);
		}
	}

	private void accept(Link newcomer) {
		if (this.accepted.size() >= this.context.config().maxListenerConnections()) {
			ConnectionId oldest = this.accepted.keySet().iterator().next();
			this.accepted.remove(oldest);
			this.context.effects().close(oldest, "too many connections");
			this.context.effects()
				.publish(new RserpoolEvent.LimitReached("listener connections", newcomer.remote().toString(),
						"closed the oldest"));
		}
		this.accepted.put(newcomer.connection(), newcomer);
	}

	private void become(Link newHome, ServerId id, String why, @Nullable PoolHandle adopter, long now) {
		this.hunt.stop("a home server was found");
		if (this.link != null && !this.link.connection().equals(newHome.connection())) {
			this.context.effects().close(this.link.connection(), why);
			leave();
		}
		this.doubts.clear();
		forgetOffer();
		this.link = newHome;
		// One that dialled has spoken already
		this.served = newHome.dialled() == null;
		this.address = newHome.remote();
		this.server = id;
		long event = this.context.effects()
			.publish(new RserpoolEvent.HomeServerChanged(this.previous, id, newHome.remote().toString(), why),
					this.hunt.event());
		this.listener.homeUp(adopter, event, now);
	}

	void dialFailed(ConnectionId connection, long now) {
		this.hunt.failed(connection, now);
	}

	void connectionLost(ConnectionId connection, String why, long now) {
		this.accepted.remove(connection);
		if (this.link != null && isHome(connection)) {
			homeLost(this.link, why, now);
		}
		else {
			this.hunt.failed(connection, now);
		}
	}

	private void homeLost(Link lost, String why, long now) {
		Endpoint dialled = lost.dialled();
		boolean hungUp = !this.served && now - lost.upAt() < this.context.config().millis(TimerName.T5_SERVER_HUNT);
		leave();
		if (takeDeferredOffer(now)) {
			return;
		}
		if (dialled != null && hungUp) {
			this.hunt.hungUp(dialled, now);
		}
		else {
			// A hunt that runs already was begun by a doubt in the same server
			this.hunt.homeLost(dialled, "home server lost: " + why, now);
		}
		this.listener.homeLost(hungUp, now);
	}

	/**
	 * The server at the other end of a connection told its id in a keep-alive for an
	 * element of this endpoint.
	 * @param handle the pool that it asked by
	 */
	void probed(ConnectionId connection, ServerId id, PoolHandle handle, long now) {
		Link caller = this.accepted.get(connection);
		if (isHome(connection)) {
			this.server = id;
		}
		else if (caller != null && this.link == null && !id.isNone() && id.equals(this.former)) {
			// The way to it broke, and it found one back [T-5]: no need to look further
			this.accepted.remove(connection);
			become(caller, id, "it came back", handle, now);
		}
	}

	/**
	 * A server wants to be the home: the other end of the given connection.
	 * @param handle the pool that it asked by
	 */
	void offered(ConnectionId connection, ServerId id, PoolHandle handle, long now) {
		if (isHome(connection)) {
			this.server = id;
			forgetOffer();
			return;
		}
		boolean sameServer = this.link != null && this.server.equals(id);
		if (!this.accepted.containsKey(connection) || sameServer) {
			return;
		}
		Offer offer = new Offer(connection, id, handle);
		long wait = millisUntilAdoption(now);
		if (wait > 0) {
			// It will not ask again: the last one of a quick row has the last word
			this.deferred = offer;
			this.context.effects().setTimer(new AsapTimer.Adoption(), wait);
			return;
		}
		adopt(offer, now);
	}

	private boolean adopt(Offer offer, long now) {
		Link newHome = this.accepted.remove(offer.connection());
		if (newHome == null) {
			return false;
		}
		this.adoptedAt = now;
		become(newHome, offer.server(), "it asked to be", offer.handle(), now);
		return true;
	}

	private long millisUntilAdoption(long now) {
		// [SR-15] without a home there is nothing to be talked out of
		return (this.link == null || this.adoptedAt == null) ? 0 : this.adoptedAt + MIN_ADOPTION_GAP_MILLIS - now;
	}

	/** The least time between two adoptions is over. */
	void adoptionDue(long now) {
		takeDeferredOffer(now);
	}

	private boolean takeDeferredOffer(long now) {
		Offer offer = this.deferred;
		forgetOffer();
		boolean sameServer = offer != null && this.link != null && this.server.equals(offer.server());
		return offer != null && !sameServer && adopt(offer, now);
	}

	private void forgetOffer() {
		if (this.deferred != null) {
			this.deferred = null;
			this.context.effects().cancelTimer(new AsapTimer.Adoption());
		}
	}

	void announced(boolean newCandidate, long now) {
		if (newCandidate) {
			this.hunt.candidateAdded(now);
		}
	}

	/**
	 * A connection.
	 *
	 * @param dialled the candidate that was dialled, or null if the server dialled
	 * @param errors of replies to damaged messages
	 */
	private record Link(ConnectionId connection, Endpoint local, Endpoint remote, @Nullable Endpoint dialled, long upAt,
			RateLimit errors) {

		Link(ConnectionId connection, Endpoint local, Endpoint remote, @Nullable Endpoint dialled, long upAt) {
			this(connection, local, remote, dialled, upAt, new RateLimit(MAX_ERRORS_PER_SECOND, 1000));
		}

	}

	/**
	 * A server's wish to be home.
	 *
	 * @param handle the pool that it asked by
	 */
	private record Offer(ConnectionId connection, ServerId server, PoolHandle handle) {
	}

}
