package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.UpdateAction;

/**
 * What peers tell of their elements (RFC 5353 sections 3.3.1 and 3.3.2). Only a home may
 * speak of an element (N-14), so a late delete of a former home changes nothing (N-16).
 */
final class HandleUpdateDesk {

	private final EnrpContext context;

	private final Replicas replicas;

	private final Claims claims;

	private final Conflicts conflicts;

	private final Reclaims reclaims;

	private final ForeignProbes probes;

	HandleUpdateDesk(EnrpContext context, Replicas replicas, Claims claims, Conflicts conflicts, Reclaims reclaims,
			ForeignProbes probes) {
		this.context = context;
		this.replicas = replicas;
		this.claims = claims;
		this.conflicts = conflicts;
		this.reclaims = reclaims;
		this.probes = probes;
	}

	void received(Peer from, HandleUpdate update, long now) {
		PoolElementParameter element = update.element();
		PoolElementEntry entry = this.context.handlespace().find(update.handle(), element.id());
		if (update.action() == UpdateAction.DEL_PE) {
			remove(from, update, entry, now);
			return;
		}
		if (!element.home().equals(from.id)) {
			this.context.count(Counter.PEER_IGNORED);
			this.context.effects()
				.publish(new RserpoolEvent.PeerMisbehaved(from.id, "announced element " + element.id() + " of pool "
						+ update.handle() + ", whose home is " + element.home()));
			return;
		}
		add(from, update, entry, now);
		if (update.takeoverSuggested() && this.context.peering().takeoverSuggestion()) {
			PoolElementEntry suggested = this.context.handlespace().find(update.handle(), element.id());
			if (suggested != null && !this.context.owns(suggested)) {
				this.probes.invite(suggested, now);
			}
		}
	}

	private void add(Peer from, HandleUpdate update, @Nullable PoolElementEntry entry, long now) {
		this.context.count(Counter.UPDATES_APPLIED);
		if (entry != null && this.context.owns(entry)) {
			this.conflicts.announced(entry, from, update.element(), now);
			return;
		}
		if (entry != null) {
			// A registration there beats whatever anybody else claims.
			this.claims.dropAll(entry);
		}
		this.replicas.put(update.handle(), update.element(), true, now);
	}

	private void remove(Peer from, HandleUpdate update, @Nullable PoolElementEntry entry, long now) {
		if (entry == null) {
			return;
		}
		if (entry.home().equals(from.id)) {
			this.context.count(Counter.UPDATES_APPLIED);
			this.replicas.remove(entry, true, now);
			this.reclaims.removed(update.handle(), entry.id(), from.id, now);
		}
		else if (!this.claims.drop(entry, from.id)) {
			this.context.count(Counter.PEER_IGNORED);
		}
	}

}
