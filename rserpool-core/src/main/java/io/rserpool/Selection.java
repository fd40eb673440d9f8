package io.rserpool;

import java.net.InetSocketAddress;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * A pool element chosen for a pool user by the pool's policy. Immutable, may be kept.
 */
public interface Selection {

	PoolHandle handle();

	PoolElementId id();

	/** The user transport to use. */
	TransportParameter transport();

	/**
	 * The first address and port of the transport.
	 * @throws IllegalStateException if the transport is opaque
	 */
	InetSocketAddress address();

	/**
	 * Says that this element could not be reached: it is taken out of the cache and
	 * reported to the ENRP server, once for each failure (RFC 5352 section 3.5).
	 */
	void failed();

	/**
	 * Says that this element could not be reached and chooses another one: never the same
	 * while there is another. If none is left in the cache, the ENRP server is asked;
	 * only that blocks. An element that the server then names as the pool's only one is
	 * given again even if it is this one, as the way to it may be open again.
	 * @throws UnknownPoolException if the pool has no element any more
	 * @throws NoServerReachableException if no ENRP server answered
	 */
	Selection failedGiveNext();

}
