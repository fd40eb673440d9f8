package io.rserpool.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool element as it travels (RFC 5354 section 3.10).
 *
 * <pre>
 *  octet 0..3   0x000a, length
 *        4..7   PE identifier, not 0 [P-7]
 *        8..11  home ENRP server's identifier, 0 = undetermined
 *       12..15  registration life, signed seconds, -1 = infinite, else at least 1 [P-8]
 *       16..    user transport
 *        ..     member selection policy
 *        ..     ASAP transport, always of type SCTP, or nothing
 *        ..     additional legs, or nothing
 * </pre>
 *
 * @param id the element's identifier, unique in its pool
 * @param home the home ENRP server, {@link ServerId#NONE} while undetermined
 * @param lifeSeconds registration life, -1 = infinite, else at least 1
 * @param userTransport the one user transport
 * @param policy the element's own policy values
 * @param asapTransport where the home reaches the element, or null
 * @param additionalLegs further transports (0x8040, [A-27]), usually none
 */
public record PoolElementParameter(PoolElementId id, ServerId home, int lifeSeconds, TransportParameter userTransport,
		MemberSelectionPolicy policy, @Nullable SctpTransport asapTransport, List<TransportParameter> additionalLegs) {

	/** Registration life without end. */
	public static final int INFINITE_LIFE = -1;

	public PoolElementParameter {
		additionalLegs = List.copyOf(additionalLegs);
	}

	public PoolElementParameter withHome(ServerId home) {
		return new PoolElementParameter(this.id, home, this.lifeSeconds, this.userTransport, this.policy,
				this.asapTransport, this.additionalLegs);
	}

	public PoolElementParameter withAsapTransport(@Nullable SctpTransport asapTransport) {
		return new PoolElementParameter(this.id, this.home, this.lifeSeconds, this.userTransport, this.policy,
				asapTransport, this.additionalLegs);
	}

	public PoolElementParameter withUserTransport(TransportParameter userTransport) {
		return new PoolElementParameter(this.id, this.home, this.lifeSeconds, userTransport, this.policy,
				this.asapTransport, this.additionalLegs);
	}

}
