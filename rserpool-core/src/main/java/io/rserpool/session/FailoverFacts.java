package io.rserpool.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;

/**
 * What an application is told of a failover.
 *
 * @param connection the new connection, by which the answer is known to be in time; null
 * while there is none
 * @param from the way to the element that is lost
 * @param to the way to the new one; null while there is none
 * @param why the old one is lost, in words
 * @param cookie the last one of the old element, or null
 * @param unacknowledged what was sent and is going to be sent again
 */
public record FailoverFacts(@Nullable ConnectionId connection, @Nullable Target from, @Nullable Target to, String why,
		@Nullable Octets cookie, List<OctetSlice> unacknowledged) {

}
