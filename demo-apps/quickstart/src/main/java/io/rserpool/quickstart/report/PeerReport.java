package io.rserpool.quickstart.report;

import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.wire.ServerId;

/**
 * What one ENRP server says about another one.
 *
 * @param id the other one
 * @param status what is thought of it
 * @param audit whether its elements are known as it knows them
 * @param expected the checksum over what is known, 0 to 0xffff
 * @param passed comparisons that agreed
 */
public record PeerReport(ServerId id, PeerStatus status, AuditState audit, int expected, long passed) {

	static PeerReport of(PeerSnapshot peer) {
		return new PeerReport(peer.id(), peer.status(), peer.audit().state(), peer.audit().expected(),
				peer.audit().passed());
	}

	String text() {
		return this.id + "," + this.status + "," + this.audit + "," + this.expected + "," + this.passed;
	}

	static PeerReport parse(String text) {
		String[] parts = text.split(",", -1);
		return new PeerReport(ServerReport.id(parts[0]), PeerStatus.valueOf(parts[1]), AuditState.valueOf(parts[2]),
				Integer.parseInt(parts[3]), Long.parseLong(parts[4]));
	}

}
