package io.rserpool.asap;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolHandle;

/**
 * One cached pool at a moment.
 *
 * @param elements the elements, those with a failed leg among them
 * @param ill elements of which a leg failed
 * @param ageMillis since the answer or update it comes from
 * @param selections from this pool since it is in the cache
 * @param subscribed whether the home server tells of changes
 */
public record CachedPoolStatus(PoolHandle handle, MemberSelectionPolicy policy, int elements, int ill, long ageMillis,
		boolean stale, long selections, boolean subscribed) {

}
