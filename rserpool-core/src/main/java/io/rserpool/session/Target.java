package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.PoolElementId;

/**
 * A way to a pool element: one of its legs.
 *
 * @param element the element, or null if the session is with an address
 * @param leg 0 = its user transport, 1 and up = its Additional Legs
 * @param endpoint where to connect
 * @param key what {@link Pools} knows it by
 */
public record Target(@Nullable PoolElementId element, int leg, Endpoint endpoint, @Nullable Object key) {

	@Override
	public String toString() {
		return (this.element != null) ? this.element + "@" + this.endpoint : this.endpoint.toString();
	}

}
