package io.rserpool.enrp;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.SctpTransport;

/**
 * Opening connections to other servers (enrp.md 9): to peers that have none, at once and
 * then with doubling pauses; and every REDIAL-MAX to addresses where a server may be. The
 * addresses of removed peers are not forgotten for a day, as else a healed partition
 * would be found only by chance (N-9).
 */
final class PeerDials {

	/** The server with the lower id leaves the first try to the other one. */
	private static final long LOWER_ID_WAITS_MILLIS = 100;

	private static final long CANDIDATE_MEMORY_MILLIS = 86_400_000;

	/** Addresses that were not configured, at most: anybody can send a multicast. */
	private static final int MAX_FOUND = 256;

	private static final int JITTER_PERCENT = 25;

	private final EnrpContext context;

	private final Peers peers;

	private final Presences presences;

	private final RoundListener listener;

	private final Map<ConnectionId, Dial> dials = new HashMap<>();

	private final Map<Endpoint, Candidate> candidates = new LinkedHashMap<>();

	private boolean running;

	PeerDials(EnrpContext context, Peers peers, Presences presences, RoundListener listener) {
		this.context = context;
		this.peers = peers;
		this.presences = presences;
		this.listener = listener;
	}

	/** From now on candidates are dialled by themselves. */
	void start(long now) {
		this.running = true;
		for (Candidate candidate : List.copyOf(this.candidates.values())) {
			dial(candidate, now);
		}
	}

	/** Replaces the configured addresses. */
	void configure(List<Endpoint> addresses, long now) {
		Set<Endpoint> wanted = new LinkedHashSet<>(addresses);
		for (Candidate candidate : this.candidates.values()) {
			if (candidate.configured && !wanted.contains(candidate.address)) {
				candidate.configured = false;
				candidate.since = now;
			}
		}
		for (Endpoint address : wanted) {
			Candidate known = this.candidates.get(address);
			if (known != null) {
				known.configured = true;
			}
			else if (!isSelf(address)) {
				add(address, true, now);
			}
		}
	}

	/** Somebody may be there: said by a multicast. */
	void found(Endpoint address, long now) {
		if (!this.candidates.containsKey(address) && isAllowed(address) && !isSelf(address)) {
			add(address, false, now);
		}
	}

	private void add(Endpoint address, boolean configured, long now) {
		if (!configured && this.candidates.size() >= MAX_FOUND) {
			return;
		}
		Candidate candidate = new Candidate(address, configured, now);
		this.candidates.put(address, candidate);
		if (this.running) {
			dial(candidate, now);
		}
	}

	/** The addresses where a mentor may be, in the order of the configuration. */
	List<Endpoint> mentors() {
		return this.candidates.values()
			.stream()
			.filter((candidate) -> !candidate.self)
			.map((candidate) -> candidate.address)
			.toList();
	}

	/** Addresses that nobody is known at. */
	List<Endpoint> open() {
		return this.candidates.values()
			.stream()
			.filter((candidate) -> !candidate.self && this.peers.at(candidate.address) == null)
			.map((candidate) -> candidate.address)
			.toList();
	}

	/** Tries an address now, unless that is going on. */
	void dialMentor(Endpoint address, long now) {
		Candidate candidate = this.candidates.get(address);
		if (candidate != null && candidate.dial == null) {
			dial(candidate, now);
		}
	}

	/** Dials a peer that has no connection, unless that is going on. */
	void dial(Peer peer, long now) {
		if (peer.link == null && peer.dials.current == null) {
			this.context.effects().cancelTimer(new EnrpTimer.PeerRedial(peer.id));
			List<Endpoint> addresses = peer.addresses().stream().filter(this::isAllowed).toList();
			peer.dials.begin(addresses);
			next(peer, now);
		}
	}

	private void next(Peer peer, long now) {
		Endpoint address = peer.dials.next();
		if (address != null) {
			peer.dials.current = dial(new Dial(address, peer, null));
			return;
		}
		long pause = peer.dials.pause(this.context.millis(TimerName.REDIAL_MAX));
		this.context.effects().setTimer(new EnrpTimer.PeerRedial(peer.id), this.context.around(pause, JITTER_PERCENT));
		this.listener.roundFailed(peer, peer.dials.isRefused(), now);
	}

	private ConnectionId dial(Dial dial) {
		this.context.count(Counter.PEER_DIALS);
		ConnectionId connection = this.context.effects().dial(Protocol.ENRP, dial.address);
		this.dials.put(connection, dial);
		return connection;
	}

	private void dial(Candidate candidate, long now) {
		if (candidate.self) {
			return;
		}
		long pause = this.context.around(this.context.millis(TimerName.REDIAL_MAX), JITTER_PERCENT);
		this.context.effects().setTimer(new EnrpTimer.CandidateRedial(candidate.address), pause);
		if (this.peers.at(candidate.address) == null && candidate.dial == null) {
			candidate.dial = dial(new Dial(candidate.address, null, candidate));
		}
	}

	/** A peer's connection is lost. */
	void lost(Peer peer, long now) {
		if (this.context.id().compareTo(peer.id) > 0) {
			dial(peer, now);
		}
		else {
			this.context.effects().setTimer(new EnrpTimer.PeerRedial(peer.id), LOWER_ID_WAITS_MILLIS);
		}
	}

	/** Another server answers at the address of a peer: it is not there any more. */
	void strangerAt(Peer peer, Endpoint address, long now) {
		if (peer.link == null && peer.dials.current == null && peer.isAt(address)) {
			next(peer, now);
		}
	}

	void timerExpired(EnrpTimer.CandidateRedial key, long now) {
		Candidate candidate = this.candidates.get(key.address());
		if (candidate == null) {
			return;
		}
		if (!candidate.configured && now - candidate.since > CANDIDATE_MEMORY_MILLIS) {
			this.candidates.remove(candidate.address);
			return;
		}
		dial(candidate, now);
	}

	/**
	 * A dial has come through.
	 * @return what it was for, or null if it is none of these dials
	 */
	@Nullable Dial up(ConnectionId connection) {
		Dial dial = this.dials.remove(connection);
		if (dial != null) {
			end(dial);
		}
		return dial;
	}

	/**
	 * A dial has failed.
	 * @return the address, or null if it is none of these dials
	 */
	@Nullable Endpoint failed(ConnectionId connection, DialFailure failure, long now) {
		Dial dial = this.dials.remove(connection);
		if (dial == null) {
			return null;
		}
		end(dial);
		Peer peer = dial.peer;
		if (peer != null && peer.link == null) {
			peer.dials.failed(failure == DialFailure.REFUSED);
			next(peer, now);
		}
		return dial.address;
	}

	private static void end(Dial dial) {
		if (dial.peer != null) {
			dial.peer.dials.current = null;
		}
		if (dial.candidate != null) {
			dial.candidate.dial = null;
		}
	}

	/** The peer has a connection, or is to be dialled no more. */
	void stop(Peer peer) {
		this.context.effects().cancelTimer(new EnrpTimer.PeerRedial(peer.id));
		ConnectionId current = peer.dials.current;
		if (current != null) {
			peer.dials.current = null;
			this.dials.remove(current);
			this.context.effects().close(current, "not needed any more");
		}
	}

	/** The peer leaves the list; its addresses stay as candidates (N-9). */
	void removed(Peer peer, long now) {
		stop(peer);
		for (Endpoint address : peer.addresses()) {
			Candidate known = this.candidates.get(address);
			if (known != null) {
				known.since = now;
			}
			else if (isAllowed(address) && this.candidates.size() < MAX_FOUND) {
				Candidate candidate = new Candidate(address, false, now);
				this.candidates.put(address, candidate);
				this.context.effects()
					.setTimer(new EnrpTimer.CandidateRedial(address), this.context.millis(TimerName.REDIAL_MAX));
			}
		}
	}

	/** An address turned out to be this server's own. */
	void isSelfAt(Endpoint address) {
		Candidate candidate = this.candidates.get(address);
		if (candidate != null) {
			candidate.self = true;
		}
	}

	boolean isSelf(Endpoint address) {
		SctpTransport own = this.presences.transport();
		return own != null && own.port() == address.port() && own.addresses().contains(address.address());
	}

	/** Whether anybody can be there at all (security rule for learned addresses). */
	private boolean isAllowed(Endpoint endpoint) {
		IpAddress address = endpoint.address();
		return endpoint.port() != 0 && !address.isUnspecifiedOrBroadcast() && !address.isMulticast()
				&& (isConfigured(endpoint) || this.context.config().minAddressScope().admits(address));
	}

	private boolean isConfigured(Endpoint address) {
		Candidate candidate = this.candidates.get(address);
		return candidate != null && candidate.configured;
	}

	void close() {
		this.running = false;
		for (ConnectionId connection : List.copyOf(this.dials.keySet())) {
			this.context.effects().close(connection, "server stops");
		}
		this.dials.clear();
		Iterator<Candidate> all = this.candidates.values().iterator();
		while (all.hasNext()) {
			this.context.effects().cancelTimer(new EnrpTimer.CandidateRedial(all.next().address));
		}
	}

	/**
	 * Learns that no address of a peer could be reached.
	 */
	interface RoundListener {

		/**
		 * A round of dials to a peer was in vain.
		 * @param refused whether every address refused
		 */
		void roundFailed(Peer peer, boolean refused, long now);

	}

	/**
	 * A dial on its way.
	 *
	 * @param address where to
	 * @param peer the peer that is expected there, or null
	 * @param candidate the candidate, or null
	 */
	record Dial(Endpoint address, @Nullable Peer peer, @Nullable Candidate candidate) {

	}

	/**
	 * An address where a server may be.
	 */
	static final class Candidate {

		final Endpoint address;

		boolean configured;

		long since;

		/** Whether this server itself listens there. */
		boolean self;

		@Nullable ConnectionId dial;

		Candidate(Endpoint address, boolean configured, long since) {
			this.address = address;
			this.configured = configured;
			this.since = since;
		}

	}

}
