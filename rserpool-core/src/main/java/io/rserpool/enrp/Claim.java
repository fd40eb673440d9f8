package io.rserpool.enrp;

import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.ServerId;

/**
 * That a second server says an element is its own.
 *
 * @param owner that server
 * @param element the element as that server knows it, with it as home
 * @param fresh whether the server announced it, or only listed it
 * @param changes the handlespace's changes when it was made
 */
record Claim(ServerId owner, PoolElementParameter element, boolean fresh, int changes) {

	boolean isOlderThan(int since) {
		return this.changes - since <= 0;
	}

}
