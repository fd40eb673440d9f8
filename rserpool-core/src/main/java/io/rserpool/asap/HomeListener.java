package io.rserpool.asap;

import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;

/**
 * Learns about the home server.
 */
interface HomeListener {

	/**
	 * There is a new home server: requests go there from now on.
	 * @param adopter the pool whose keep-alive asked for it, or null if it was found by a
	 * hunt
	 * @param event the event that told of it
	 */
	void homeUp(@Nullable PoolHandle adopter, long event, long now);

	/**
	 * The home server is lost; a hunt has begun.
	 * @param hungUp whether it closed the connection at once and without a word, as one
	 * that does not serve yet: as if it had never been up
	 */
	void homeLost(boolean hungUp, long now);

}
