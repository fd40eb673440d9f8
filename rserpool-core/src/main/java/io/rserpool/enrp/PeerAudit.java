package io.rserpool.enrp;

import io.rserpool.wire.Presence;

/**
 * What is remembered of the audits of one peer.
 */
final class PeerAudit {

	private static final long NEVER = -1;

	AuditState state = AuditState.UNKNOWN;

	/** The checksum announced last. */
	int received = Presence.NO_CHECKSUM;

	long comparedAt = NEVER;

	long passed;

	long mismatches;

	long repairs;

	long repairedAt = NEVER;

	long repairMillis = NEVER;

	int added;

	int removed;

	/** Repairs in a row that brought no agreement. */
	int failures;

	/** Whether a resync ended since the last comparison. */
	boolean repaired;

	/** Whether elements of the peer are held that only a mentor told of. */
	boolean unverified;

	/** When the last resync ended, whatever its result. */
	long endedAt = Long.MIN_VALUE / 2;

	/** The event of the mismatch, or 0. */
	long cause;

	AuditSnapshot snapshot(int expected, long now) {
		return new AuditSnapshot(this.state, expected, this.received, ago(this.comparedAt, now), this.passed,
				this.mismatches, this.repairs, ago(this.repairedAt, now), this.added, this.removed, this.repairMillis);
	}

	private static long ago(long at, long now) {
		return (at != NEVER) ? now - at : NEVER;
	}

}
