package io.rserpool.dashboard.view;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether this server knows the elements of another one as that one does.
 *
 * @param state how well they agree
 * @param icon its symbol
 * @param word the state in words
 * @param expected the checksum over what this server knows, {@code 0x6257}
 * @param received the checksum that the other one told last, or a dash
 * @param compared when they were compared last, or null
 * @param passed comparisons that agreed
 * @param mismatches comparisons that differed
 * @param repairs tables that were taken because of that
 * @param repaired when the last repair ended, or null
 * @param repair what the last repair did and how long it took, or null
 */
public record AuditRow(State state, String icon, String word, String expected, String received,
		@Nullable Instant compared, long passed, long mismatches, long repairs, @Nullable Instant repaired,
		@Nullable String repair) {

}
