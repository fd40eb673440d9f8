package io.rserpool.enrp;

/**
 * Takes peers out of the list, with all that hangs on them.
 */
interface PeerRemovals {

	/** Removes a peer; its addresses are still tried (N-9). */
	void remove(Peer peer, long now);

}
