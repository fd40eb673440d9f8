package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.PoolElementParameter;

/**
 * Elements that become this server's own without a registration, and own ones that become
 * another server's. A home never gives up an element because of a third party's word: the
 * callers say why.
 */
final class Ownership {

	private final EnrpContext context;

	private final Members members;

	private final Replicas replicas;

	private final Claims claims;

	private final Reclaims reclaims;

	private final Dials dials;

	private final long grace;

	Ownership(EnrpContext context, Members members, Replicas replicas, Claims claims, Reclaims reclaims, Dials dials) {
		this.context = context;
		this.members = members;
		this.replicas = replicas;
		this.claims = claims;
		this.reclaims = reclaims;
		this.dials = dials;
		this.grace = context.millis(TimerName.TAKEN_OVER_GRACE);
	}

	/**
	 * Whether an own element can be reached by nobody else: it does not listen, and its
	 * connection to this server stands [T-6].
	 */
	boolean isReachedOnlyHere(PoolElementEntry entry) {
		return isConnected(entry) && !LostConnections.isListening(entry);
	}

	/** Whether an own element is believed alive, as its connection stands. */
	boolean isConnected(PoolElementEntry entry) {
		return Members.connectionOf(entry) != null && !entry.has(ElementFlag.SUSPENDED);
	}

	/**
	 * An own element is another server's from now on: its keep-alives and its expiry end,
	 * its connection stays open. Nobody is told, as only a home announces (RFC 5353
	 * section 3.3.1).
	 * @param element as the new home knows it, with it as home
	 * @param reclaimable whether it may come back when the new home cannot reach it
	 */
	void give(PoolElementEntry entry, PoolElementParameter element, boolean reclaimable, String why, long now) {
		AsapConnection connection = this.members.release(entry);
		this.dials.forget(entry);
		this.claims.dropAll(entry);
		this.context.handlespace().timers().keepAliveAt(entry, PoolElementEntry.NEVER);
		this.context.handlespace().setFlag(entry, ElementFlag.SUSPENDED, false);
		if (reclaimable && connection != null) {
			this.reclaims.given(entry, connection);
		}
		this.replicas.put(entry.pool().handle(), element, false, now);
		this.context.effects()
			.publish(new RserpoolEvent.ElementHomeChanged(entry.pool().handle(), entry.id(), this.context.id(),
					element.home(), why));
	}

	/**
	 * Another server's element becomes this one's, with a full registration life. It is
	 * asked to adopt its new home (flag H) as soon as the delay is over; one that cannot
	 * be dialled has a grace to come by itself [T-6].
	 */
	void inherit(PoolElementEntry entry, long delay, long now) {
		this.claims.drop(entry, this.context.id());
		this.context.handlespace().setHome(entry, this.context.id());
		this.context.handlespace().setFlag(entry, ElementFlag.UNVERIFIED, false);
		ElementWatch watch = this.members.inherit(entry, now);
		AsapConnection standing = this.reclaims.standing(entry);
		if (standing != null) {
			// It was given away and never left: it can be asked where it is.
			this.members.bind(entry, watch, standing);
			this.context.handlespace().timers().keepAliveAt(entry, now + delay);
			return;
		}
		boolean listens = LostConnections.isListening(entry);
		watch.state = listens ? ElementWatch.State.INHERITED : ElementWatch.State.GRACE;
		watch.giveUpAt = now + this.grace;
		this.context.handlespace().timers().keepAliveAt(entry, listens ? now + delay : watch.giveUpAt);
	}

}
