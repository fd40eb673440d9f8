package io.rserpool.enrp;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TransportParameter;

/**
 * One pool element as a server sees it at one moment.
 *
 * @param id the element
 * @param home its home server
 * @param state whether it is offered
 * @param transport its user transport
 * @param additionalLegs its further transports
 * @param asapTransport where its home reaches it, or null
 * @param policy its own policy values
 * @param lifeSeconds its registration life, -1 = infinite
 * @param lifeLeftMillis until it expires, -1 = never
 * @param ageMillis since it first registered here
 * @param selections how often it was returned first
 * @param keepAliveRoundTripMillis the last keep-alive's round trip, -1 = none yet
 * @param reporters distinct users that reported it unreachable in the last minute
 */
public record ElementSnapshot(PoolElementId id, ServerId home, ElementState state, TransportParameter transport,
		List<TransportParameter> additionalLegs, @Nullable SctpTransport asapTransport, MemberSelectionPolicy policy,
		int lifeSeconds, long lifeLeftMillis, long ageMillis, long selections, long keepAliveRoundTripMillis,
		int reporters) {

}
