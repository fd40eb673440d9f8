package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;

/**
 * Which peers live (RFC 5353 section 3.4): any accepted message is a sign of life;
 * silence, or a lost connection that cannot be opened again, leads to a probe, and a
 * probe without answer to death.
 */
final class Liveness {

	private final EnrpContext context;

	private final Presences presences;

	private final PeerDials dials;

	private final Deaths deaths;

	private final long lastHeard;

	private final long noResponse;

	private final long heartbeat;

	Liveness(EnrpContext context, Presences presences, PeerDials dials, Deaths deaths) {
		this.context = context;
		this.presences = presences;
		this.dials = dials;
		this.deaths = deaths;
		this.lastHeard = context.millis(TimerName.MAX_TIME_LAST_HEARD);
		this.noResponse = context.millis(TimerName.MAX_TIME_NO_RESPONSE);
		this.heartbeat = context.millis(TimerName.PEER_HEARTBEAT_CYCLE);
	}

	/** A new peer: its silence counts from now on. */
	void watch(Peer peer, long now) {
		peer.heardAt = now;
		this.context.effects().setTimer(new EnrpTimer.PeerSilence(peer.id), this.lastHeard);
	}

	/**
	 * A message of the peer was accepted.
	 * @return whether it was not active before
	 */
	boolean heard(Peer peer, long now) {
		peer.heardAt = now;
		peer.dials.reset();
		boolean again = peer.status != PeerStatus.ACTIVE;
		if (again || !peer.told) {
			peer.told = true;
			this.context.effects().publish(new RserpoolEvent.PeerUp(peer.id, describe(peer)), peer.cause);
			peer.cause = 0;
		}
		if (!again) {
			return false;
		}
		peer.status = PeerStatus.ACTIVE;
		this.context.effects().setTimer(new EnrpTimer.PeerSilence(peer.id), this.lastHeard);
		return true;
	}

	boolean isHeardLately(Peer peer, long now) {
		return peer.status == PeerStatus.ACTIVE && now - peer.heardAt <= this.heartbeat;
	}

	/** Asks for a sign of life. */
	void probe(Peer peer, String why, long now) {
		if (peer.status == PeerStatus.ACTIVE || peer.status == PeerStatus.NOT_ACTIVE) {
			peer.status = PeerStatus.PROBING;
			peer.deadAt = now + this.noResponse;
			peer.cause = this.context.effects().publish(new RserpoolEvent.PeerProbing(peer.id, why), peer.cause);
			this.context.effects().setTimer(new EnrpTimer.PeerSilence(peer.id), this.noResponse);
		}
		if (peer.link != null) {
			this.presences.send(peer, true);
		}
		else {
			this.dials.dial(peer, now);
		}
	}

	/** No address of the peer could be reached. */
	void roundFailed(Peer peer, boolean refused, long now) {
		if (peer.status == PeerStatus.ACTIVE) {
			probe(peer, refused ? "connection refused" : "cannot be reached", now);
		}
		// Refused by all addresses: the host lives, the process is gone. Anything else is
		// silence, as a server whose own link flaps must not take over the whole scope.
		if (refused && peer.status == PeerStatus.PROBING) {
			dead(peer, "connection refused", now);
		}
	}

	/** A peer's silence may have lasted too long. */
	void timerExpired(Peer peer, long now) {
		if (peer.status == PeerStatus.ACTIVE) {
			long due = peer.heardAt + this.lastHeard;
			if (now < due) {
				this.context.effects().setTimer(new EnrpTimer.PeerSilence(peer.id), due - now);
			}
			else {
				probe(peer, "silent for " + (now - peer.heardAt) + " ms", now);
			}
		}
		else if (peer.status == PeerStatus.PROBING) {
			if (now - peer.deadAt > this.noResponse / 2) {
				// This server itself slept: the answer may be there, unread.
				peer.deadAt = now + this.noResponse;
			}
			if (now < peer.deadAt) {
				this.context.effects().setTimer(new EnrpTimer.PeerSilence(peer.id), peer.deadAt - now);
				this.presences.send(peer, true);
			}
			else {
				dead(peer, "no answer for " + this.noResponse + " ms", now);
			}
		}
	}

	/** The peer is known not to live any more. */
	void declareDead(Peer peer, String why, long now) {
		if (peer.isLive()) {
			dead(peer, why, now);
		}
	}

	private void dead(Peer peer, String why, long now) {
		this.context.effects().cancelTimer(new EnrpTimer.PeerSilence(peer.id));
		peer.status = PeerStatus.DEAD;
		peer.cause = this.context.effects().publish(new RserpoolEvent.PeerDead(peer.id, why), peer.cause);
		this.deaths.died(peer, now);
	}

	/** The peer is not watched any more. */
	void unwatch(Peer peer) {
		this.context.effects().cancelTimer(new EnrpTimer.PeerSilence(peer.id));
	}

	/** Where the peer can be dialled; of one that did not say so, where it comes from. */
	private static String describe(Peer peer) {
		PeerLink link = peer.link;
		return peer.addresses()
			.stream()
			.findFirst()
			.map(Object::toString)
			.orElseGet(() -> (link != null) ? link.remote.toString() : "an unknown address");
	}

	/**
	 * Learns of the death of a peer.
	 */
	interface Deaths {

		void died(Peer peer, long now);

	}

}
