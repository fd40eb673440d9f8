package io.rserpool.quickstart.picture;

/**
 * Where a tile stands.
 */
public enum TileState {

	/** Nobody works on it. */
	WAITING,

	/** A painter is asked for its bands. */
	IN_WORK,

	/** All its bands are there. */
	DONE

}
