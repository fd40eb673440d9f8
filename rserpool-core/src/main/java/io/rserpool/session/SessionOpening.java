package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * What a pool user asks for when it opens a session.
 *
 * @param handle the pool
 * @param preferred the element to begin with, if it can be reached: a PE handle; or null
 * @param fixed an address in place of the pool's elements: no failover; or null
 * @param config how it behaves
 * @param listener who hears of it
 */
public record SessionOpening(PoolHandle handle, @Nullable PoolElementId preferred, @Nullable Target fixed,
		SessionConfig config, UserSessionListener listener) {

}
