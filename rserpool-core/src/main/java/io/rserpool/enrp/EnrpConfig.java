package io.rserpool.enrp;

import io.rserpool.machine.Timing;
import io.rserpool.wire.ServerId;

/**
 * How one ENRP server behaves.
 *
 * @param id its id, never {@link ServerId#NONE}
 * @param timing all timers, and the profile
 * @param limits what it grants
 * @param addressCheck how registered addresses are checked
 * @param minAddressScope the nearest addresses that may be registered
 * @param maxResolutionItems elements in an answer without option 0x803f, at most
 * @param maxBadReports MAX-BAD-PE-REPORT: an element is removed above it
 * @param lifeInMilliseconds whether registration lives on the wire are in milliseconds,
 * as rsplib has it (N-13)
 * @param strictRfc whether deviations that name this switch are off
 * @param announce whether announcements are sent by multicast
 * @param peering how it behaves towards other ENRP servers
 */
public record EnrpConfig(ServerId id, Timing timing, Limits limits, AddressCheck addressCheck,
		AddressScope minAddressScope, int maxResolutionItems, int maxBadReports, boolean lifeInMilliseconds,
		boolean strictRfc, boolean announce, PeeringConfig peering) {

	/** The defaults of the given timers' profile, for a server bound to loopback. */
	public static EnrpConfig of(ServerId id, Timing timing) {
		boolean rsplib = timing.profile() == io.rserpool.machine.Profile.RSPLIB;
		return new EnrpConfig(id, timing, Limits.DEFAULT, AddressCheck.INTERSECT, AddressScope.LOOPBACK,
				rsplib ? 3 : 128, 3, rsplib, false, false,
				rsplib ? PeeringConfig.DEFAULT.withArbitration(TakeoverArbitration.LOWEST) : PeeringConfig.DEFAULT);
	}

	public EnrpConfig withPeering(PeeringConfig peering) {
		return new EnrpConfig(this.id, this.timing, this.limits, this.addressCheck, this.minAddressScope,
				this.maxResolutionItems, this.maxBadReports, this.lifeInMilliseconds, this.strictRfc, this.announce,
				peering);
	}

}
