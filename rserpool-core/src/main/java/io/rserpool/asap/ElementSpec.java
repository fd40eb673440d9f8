package io.rserpool.asap;

import java.util.List;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;
import org.jspecify.annotations.Nullable;

/**
 * What a pool element wants to be registered as (RFC 5352 section 3.1, R2).
 *
 * @param handle the pool to create or join
 * @param id the element's id, or null = 32 random bits
 * @param transport what users connect to
 * @param additionalLegs further transports of the same element, usually none
 * @param policy the pool's policy with this element's values
 * @param lifeSeconds registration life, {@link PoolElementParameter#INFINITE_LIFE} or at
 * least 1; {@link #DEFAULT_LIFE} = that of the profile
 * @param fixedId whether the id was chosen by the user; else it is replaced when a server
 * says that it is not unique
 */
public record ElementSpec(PoolHandle handle, @Nullable PoolElementId id, TransportParameter transport,
		List<TransportParameter> additionalLegs, MemberSelectionPolicy policy, int lifeSeconds, boolean fixedId) {

	/** The registration life of the profile. */
	public static final int DEFAULT_LIFE = 0;

	public ElementSpec {
		additionalLegs = List.copyOf(additionalLegs);
		if (id != null && id.value() == 0) {
			throw new IllegalArgumentException("PE identifier 0 is not allowed");
		}
		if (lifeSeconds < PoolElementParameter.INFINITE_LIFE) {
			throw new IllegalArgumentException(
					"Registration life " + lifeSeconds + " is out of range, allowed is -1 or at least 1");
		}
	}

	/** An element whose id, if there is one, was chosen by the user. */
	public ElementSpec(PoolHandle handle, @Nullable PoolElementId id, TransportParameter transport,
			List<TransportParameter> additionalLegs, MemberSelectionPolicy policy, int lifeSeconds) {
		this(handle, id, transport, additionalLegs, policy, lifeSeconds, id != null);
	}

	/** An element with a random id, one leg and the profile's registration life. */
	public static ElementSpec of(PoolHandle handle, TransportParameter transport, MemberSelectionPolicy policy) {
		return new ElementSpec(handle, null, transport, List.of(), policy, DEFAULT_LIFE);
	}

}
