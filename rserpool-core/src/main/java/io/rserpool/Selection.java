package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * A pool element chosen for a pool user by the pool's policy. Immutable, may be kept.
 */
public interface Selection {

	PoolHandle handle();

	PoolElementId id();

	/** The transport to use: of several, the first that this user can use. */
	TransportParameter transport();

	/** The number of that transport: 0 = the element's user transport (asap.md 11.6). */
	default int leg() {
		return 0;
	}

	/** All transports of the element by number, whether this user can use them or not. */
	default List<TransportParameter> transports() {
		return List.of(transport());
	}

	/** The policy values that the element registered. */
	MemberSelectionPolicy policy();

	/**
	 * The first address and port of the transport.
	 * @throws IllegalStateException if the transport is opaque
	 */
	InetSocketAddress address();

	/**
	 * Says that this transport could not be reached: that is reported to the ENRP server,
	 * once for each failure (RFC 5352 section 3.5). The element is taken out of the cache
	 * if it has no other that this user can use; else it is ill, and chosen when no
	 * healthy element is left.
	 */
	void failed();

	/**
	 * Says that this transport was connected to: if it had failed, it may be chosen
	 * again. Only elements with several transports need it.
	 */
	default void succeeded() {
	}

	/**
	 * Says that this transport could not be reached and chooses another element: never
	 * the same while there is another. When only elements are left of which a transport
	 * failed, another transport of these is given, of this one last. If nothing is left
	 * in the cache, the ENRP server is asked; only that blocks. An element that the
	 * server then names as the pool's only one is given again even if it is this one, as
	 * the way to it may be open again.
	 * @throws UnknownPoolException if the pool has no element any more
	 * @throws NoServerReachableException if no ENRP server answered
	 */
	Selection failedGiveNext();

}
