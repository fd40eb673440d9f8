package io.rserpool.enrp;

import io.rserpool.machine.TimerName;

/**
 * This server's own periodic sign of life to all peers (RFC 5353 section 3.4.2), a little
 * irregular so that servers started together do not speak together.
 */
final class Heartbeats {

	private static final int JITTER_PERCENT = 10;

	private final EnrpContext context;

	private final Presences presences;

	private final Audits audits;

	private final ListAudits lists;

	Heartbeats(EnrpContext context, Presences presences, Audits audits, ListAudits lists) {
		this.context = context;
		this.presences = presences;
		this.audits = audits;
		this.lists = lists;
	}

	void start() {
		if (this.context.peering().multicastPresence()) {
			this.presences.multicast();
		}
		schedule();
	}

	void timerExpired(boolean serving, long now) {
		this.presences.sendToAll();
		if (this.context.peering().multicastPresence()) {
			this.presences.multicast();
		}
		if (serving) {
			this.audits.heartbeat(now);
			this.lists.heartbeat();
		}
		schedule();
	}

	private void schedule() {
		this.context.effects()
			.setTimer(EnrpTimer.HEARTBEAT,
					this.context.around(this.context.millis(TimerName.PEER_HEARTBEAT_CYCLE), JITTER_PERCENT));
	}

}
