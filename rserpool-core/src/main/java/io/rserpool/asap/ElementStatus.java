package io.rserpool.asap;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;
import org.jspecify.annotations.Nullable;

/**
 * One registered element at a moment.
 *
 * @param sinceMillis the machine's time of the last accepted registration, or -1
 * @param failure why the last registration failed, in words, or null
 */
public record ElementStatus(ElementKey key, PoolHandle handle, PoolElementId id, ElementState state,
		TransportParameter transport, MemberSelectionPolicy policy, long sinceMillis, @Nullable String failure) {

}
