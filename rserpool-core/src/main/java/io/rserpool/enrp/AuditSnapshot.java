package io.rserpool.enrp;

/**
 * The audit of one peer at one moment.
 *
 * @param state the verdict
 * @param expected PE checksum over what this server holds for the peer, 0 to 0xffff
 * @param received the checksum that the peer announced last, or -1
 * @param comparedMillisAgo since the last comparison, or -1
 * @param passed comparisons that agreed
 * @param mismatches comparisons that differed
 * @param repairs tables that were taken because of that
 * @param repairedMillisAgo since the last repair ended, or -1
 * @param added elements that the last repair added
 * @param removed elements that the last repair removed
 * @param repairMillis how long the last repair took, or -1
 */
public record AuditSnapshot(AuditState state, int expected, int received, long comparedMillisAgo, long passed,
		long mismatches, long repairs, long repairedMillisAgo, int added, int removed, long repairMillis) {

}
