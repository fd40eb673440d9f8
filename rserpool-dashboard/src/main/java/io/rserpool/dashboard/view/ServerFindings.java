package io.rserpool.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.wire.ServerId;

/**
 * What is to be said about the servers of a scope: a function of one reading and of the
 * differences that events told of.
 *
 * @param joining whether the witness does not serve yet
 * @param alone why the witness is alone among others that should be there; empty = it is
 * not
 * @param disagree pairs that do not come to agree
 * @param silent servers that give no sign of life
 * @param moving takeovers and repairs that run
 * @param uncompared servers whose elements were never compared
 * @param dialled addresses where nobody answers
 * @param servers all servers that are active, the witness among them
 */
record ServerFindings(boolean joining, List<String> alone, List<String> disagree, List<String> silent,
		List<String> moving, int uncompared, int dialled, int servers) {

	/** A difference that is not repaired in this time is more than a moment's. */
	static final Duration MOMENT = Duration.ofSeconds(10);

	static ServerFindings of(EnrpSnapshot numbers, Map<ServerId, Instant> differing, Instant now, ServerNames names,
			Words words) {
		List<PeerSnapshot> peers = ServerRows.peers(numbers);
		int dialled = numbers.peers().size() - peers.size();
		int active = (int) peers.stream().filter((peer) -> peer.status() == PeerStatus.ACTIVE).count();
		boolean joining = numbers.phase() == ServerPhase.JOINING;
		List<String> alone = new ArrayList<>();
		List<String> disagree = new ArrayList<>();
		List<String> silent = new ArrayList<>();
		List<String> moving = new ArrayList<>();
		int uncompared = 0;
		if (!joining && active == 0 && !numbers.peers().isEmpty()) {
			alone.add(words.say("why.alone", numbers.peers().size()));
		}
		for (PeerSnapshot peer : peers) {
			String name = names.of(peer.id()).name();
			switch (peer.status()) {
				case PROBING -> silent.add(words.say("why.silent", name));
				case DEAD -> moving.add(words.say("why.deadServer", name, peer.elementCount()));
				case TAKEOVER_BY_ME -> moving.add(words.say("why.takeover", name, peer.elementCount()));
				case NOT_ACTIVE -> moving.add(words.say("why.takeover.other", name, peer.elementCount()));
				default -> {
					uncompared += (peer.audit().state() == AuditState.UNKNOWN) ? 1 : 0;
					audit(peer, name, differing.get(peer.id()), now, words, disagree, moving);
				}
			}
		}
		return new ServerFindings(joining, alone, disagree, silent, moving, uncompared, dialled, active + 1);
	}

	private static void audit(PeerSnapshot peer, String name, @org.jspecify.annotations.Nullable Instant differsSince,
			Instant now, Words words, List<String> disagree, List<String> moving) {
		boolean differs = peer.audit().state() == AuditState.MISMATCH || peer.audit().state() == AuditState.RESYNCING;
		if (peer.audit().state() == AuditState.FAILED) {
			disagree.add(words.say("why.disagree", name));
		}
		else if (differs && differsSince != null && differsSince.plus(MOMENT).isBefore(now)) {
			disagree.add(words.say("why.differs", name, words.ago(differsSince, now)));
		}
		else if (differs) {
			moving.add(words.say("why.repair", name));
		}
	}

	/** As many things there are to look at. */
	int things() {
		return (this.joining ? 1 : 0) + this.alone.size() + this.disagree.size() + this.silent.size()
				+ this.moving.size();
	}

	boolean isQuiet() {
		return things() == 0;
	}

}
