package io.rserpool.enrp;

/**
 * What a server knows of an element's life.
 */
public enum ElementState {

	/** Offered to users. */
	UP,

	/** Its connection is lost; offered only while its pool has no other [T-5]. */
	SUSPENDED,

	/** Known from a third party only. */
	UNVERIFIED,

	/** Its policy or transport does not fit its pool; never offered (N-15). */
	INCONSISTENT

}
