package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an ENRP server that answers (RFC 5352 section 3.6, SH1 to SH6): dials up to
 * three at once, takes the first that is up, and goes on to other ones when time is over,
 * waiting twice as long each time.
 */
final class ServerHunt {

	/** SH1: never more dials at once. */
	static final int MAX_DIALS = 3;

	private final AsapContext context;

	private final CandidateServers candidates;

	private final Map<ConnectionId, Endpoint> dials = new LinkedHashMap<>();

	private final Set<Endpoint> triedInRound = new HashSet<>();

	private final Set<Endpoint> tried = new LinkedHashSet<>();

	private boolean active;

	private @Nullable Endpoint failedHome;

	private long startedAt;

	private long roundStartedAt;

	private long waitMillis;

	private long event;

	ServerHunt(AsapContext context, CandidateServers candidates) {
		this.context = context;
		this.candidates = candidates;
	}

	boolean isActive() {
		return this.active;
	}

	/** Those dialled since the hunt began. */
	Collection<Endpoint> tried() {
		return this.tried;
	}

	long millis(long now) {
		return this.active ? now - this.startedAt : 0;
	}

	/** The event that began the hunt. */
	long event() {
		return this.event;
	}

	/**
	 * Begins a hunt; nothing happens if there is one.
	 * @param failedHome left out of the first set
	 */
	void start(@Nullable Endpoint failedHome, String why, long now) {
		if (this.active) {
			return;
		}
		this.active = true;
		this.failedHome = failedHome;
		this.startedAt = now;
		this.waitMillis = this.context.config().millis(TimerName.T5_SERVER_HUNT);
		this.tried.clear();
		List<String> names = this.candidates.all().stream().map(Endpoint::toString).toList();
		this.event = this.context.effects().publish(new RserpoolEvent.ServerHuntStarted(names, why));
		startRound(now);
	}

	/**
	 * The home server is lost; begins a hunt unless one is on because of a doubt.
	 * @param home not dialled before others were, if there are others
	 */
	void homeLost(@Nullable Endpoint home, String why, long now) {
		start(home, why, now);
		if (!this.candidates.hasOtherThan(home)) {
			this.failedHome = null;
			dialMore(now);
		}
	}

	/**
	 * The server that was found hung up before it served: the hunt was not over, another
	 * takes its place (SH4). That one is dialled again after a while, not in a circle.
	 */
	void hungUp(Endpoint server, long now) {
		this.candidates.hungUp(server, now);
		this.triedInRound.remove(server);
		if (this.active) {
			// Begun by a doubt in it
			dialMore(now);
			return;
		}
		this.active = true;
		long left = this.roundStartedAt + this.waitMillis - now;
		if (left <= 0) {
			expired(now);
			return;
		}
		this.context.effects().setTimer(new AsapTimer.ServerHunt(), left);
		dialMore(now);
	}

	/** One that hung up may be dialled again. */
	void redialDue(long now) {
		if (this.active) {
			dialMore(now);
		}
	}

	private void startRound(long now) {
		this.roundStartedAt = now;
		this.triedInRound.clear();
		this.context.effects().setTimer(new AsapTimer.ServerHunt(), this.waitMillis);
		dialMore(now);
	}

	private void dialMore(long now) {
		while (this.dials.size() < MAX_DIALS) {
			Endpoint next = this.candidates.next(excluded(), now);
			if (next == null) {
				wakeForRedial(now);
				return;
			}
			this.triedInRound.add(next);
			this.tried.add(next);
			this.dials.put(this.context.effects().dial(Protocol.ASAP, next), next);
		}
	}

	private void wakeForRedial(long now) {
		long next = this.candidates.nextRedial(excluded(), now);
		if (next != Long.MAX_VALUE) {
			this.context.effects().setTimer(new AsapTimer.Redial(), next - now);
		}
	}

	private Collection<Endpoint> excluded() {
		if (this.failedHome == null) {
			return this.triedInRound;
		}
		Set<Endpoint> excluded = new HashSet<>(this.triedInRound);
		excluded.add(this.failedHome);
		return excluded;
	}

	/**
	 * A connection is up: if the hunt dialled it, the hunt is over (SH3, SH6).
	 * @return the server that was dialled, or null if this is none of the hunt's
	 */
	@Nullable Endpoint up(ConnectionId connection) {
		Endpoint server = this.dials.remove(connection);
		if (server != null) {
			// the first that is up is as good as any other
			stop("another server was up first");
		}
		return server;
	}

	/** SH4: one fails, another takes its place. */
	void failed(ConnectionId connection, long now) {
		Endpoint server = this.dials.remove(connection);
		if (server != null) {
			this.candidates.failed(server, now);
			dialMore(now);
		}
	}

	/** SH5: T5 is over. */
	void expired(long now) {
		if (!this.active) {
			return;
		}
		abandonDials("no answer before T5", now);
		List<String> names = this.triedInRound.stream().map(Endpoint::toString).sorted().toList();
		this.context.effects()
			.publish(new RserpoolEvent.ServerHuntFailed(names, now - this.roundStartedAt), this.event);
		if (!this.triedInRound.isEmpty()) {
			this.waitMillis = Math.min(2 * this.waitMillis, this.context.config().millis(TimerName.RETRAN_MAX));
		}
		this.failedHome = null;
		startRound(now);
	}

	/** A server became known. */
	void candidateAdded(long now) {
		if (this.active) {
			dialMore(now);
		}
	}

	void stop(String why) {
		this.active = false;
		this.context.effects().cancelTimer(new AsapTimer.ServerHunt());
		this.context.effects().cancelTimer(new AsapTimer.Redial());
		// Not tried to the end: dialled again if the hunt goes on
		this.triedInRound.removeAll(this.dials.values());
		new ArrayList<>(this.dials.keySet()).forEach((dial) -> this.context.effects().close(dial, why));
		this.dials.clear();
	}

	private void abandonDials(String why, long now) {
		this.dials.forEach((dial, server) -> {
			this.candidates.failed(server, now);
			this.context.effects().close(dial, why);
		});
		this.dials.clear();
	}

}
