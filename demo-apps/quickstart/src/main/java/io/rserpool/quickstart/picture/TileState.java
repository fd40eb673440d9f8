package io.rserpool.quickstart.picture;

/**
 * Where a tile stands.
 */
public enum TileState {

	/** None of its bands is there. */
	WAITING,

	/** Some of its bands are there. */
	IN_WORK,

	/** All its bands are there. */
	DONE

}
