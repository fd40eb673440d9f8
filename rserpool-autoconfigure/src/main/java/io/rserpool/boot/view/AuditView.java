package io.rserpool.boot.view;

import io.rserpool.enrp.AuditSnapshot;

/**
 * Whether a server knows what a peer owns as the peer itself does.
 *
 * @param state such as {@code agreed}
 * @param expected checksum over what this server holds for the peer, such as
 * {@code 0x1a2b}
 * @param received the checksum that the peer announced last, or empty
 * @param comparedMillisAgo since the last comparison, or -1
 * @param passed comparisons that agreed
 * @param mismatches comparisons that differed
 * @param repairs tables that were taken because of that
 * @param repairedMillisAgo since the last repair ended, or -1
 * @param added elements that the last repair added
 * @param removed elements that the last repair removed
 * @param repairMillis how long the last repair took, or -1
 */
public record AuditView(String state, String expected, String received, long comparedMillisAgo, long passed,
		long mismatches, long repairs, long repairedMillisAgo, int added, int removed, long repairMillis) {

	/** Returns the view of a snapshot. */
	public static AuditView of(AuditSnapshot audit) {
		return new AuditView(Texts.kebab(audit.state()), Texts.checksum(audit.expected()),
				(audit.received() >= 0) ? Texts.checksum(audit.received()) : "", audit.comparedMillisAgo(),
				audit.passed(), audit.mismatches(), audit.repairs(), audit.repairedMillisAgo(), audit.added(),
				audit.removed(), audit.repairMillis());
	}

}
