package io.rserpool.asap;

import io.rserpool.wire.PoolElementId;

/**
 * What an element's registration asks of the collection that it is in.
 */
interface ElementIds {

	/**
	 * Gives an element another random id.
	 * @return the new id
	 */
	PoolElementId replace(ElementRegistration element, PoolElementId old);

	/** Whether another element of this endpoint is a member of its pool. */
	boolean hasOtherMembers(ElementRegistration element);

	/** An element has left its pool by the user's wish. */
	void left(ElementRegistration element);

}
