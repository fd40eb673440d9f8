package io.rserpool.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * A session of a pool user at one moment. Times are milliseconds.
 *
 * @param id the session
 * @param handle its pool
 * @param state where it stands
 * @param failover who decides when the element is lost
 * @param target whom it is with, or null
 * @param unacknowledged messages that are sent and not acknowledged
 * @param queued messages that wait to be sent
 * @param requests requests without a reply
 * @param failovers since it began
 * @param cookieOctets of the newest cookie, 0 = none
 * @param cookieAge since it came
 * @param card elements of the newest business card, in order
 * @param age since it began
 * @param roundTrip the last that was measured, -1 = none
 */
public record UserSessionSnapshot(SessionId id, PoolHandle handle, UserSessionState state, FailoverMode failover,
		@Nullable Target target, int unacknowledged, int queued, int requests, int failovers, int cookieOctets,
		long cookieAge, List<PoolElementId> card, long age, long roundTrip) {

}
