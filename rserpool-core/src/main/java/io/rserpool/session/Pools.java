package io.rserpool.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * What sessions need of a pool user: selection from its cache, resolution, and a place to
 * tell what failed.
 */
public interface Pools {

	/**
	 * Chooses a way to an element from the cache: of the preferred elements the first
	 * that is there and not known to be dead, else by the policy; a second leg of an
	 * element only when no other element is left (asap.md 11.6).
	 * @param preferred in the order of a business card, usually empty
	 * @param avoid the element that failed last, or null
	 * @return null if the pool must be resolved
	 */
	@Nullable Target choose(PoolHandle handle, List<PoolElementId> preferred, @Nullable PoolElementId avoid, long now);

	/**
	 * Asks the ENRP server, whatever the cache holds.
	 * @param answer called exactly once on the machine's thread, never from within this
	 * call: null = the cache is filled, else why not
	 */
	void resolve(PoolHandle handle, ResolutionAnswer answer);

	/** Makes sure that the cache holds the pool: a business card names it (BC1). */
	void want(PoolHandle handle);

	/** An element could not be reached, or is lost: reported once (RFC 5352 s3.5). */
	void failed(PoolHandle handle, Target target, String why, long now);

	/** An element was reached. */
	void reached(PoolHandle handle, Target target, long now);

	/**
	 * Takes the outcome of a resolution.
	 */
	@FunctionalInterface
	interface ResolutionAnswer {

		void resolved(@Nullable String failure, long now);

	}

}
