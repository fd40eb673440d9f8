package io.rserpool.handlespace;

/**
 * What keeps an element out of answers. Local to a server: never announced, not part of
 * the checksum.
 */
public enum ElementFlag {

	/** Its connection is lost; offered only while its pool has no other [T-5]. */
	SUSPENDED,

	/** Known from a third party only; offered only while its pool has no other. */
	UNVERIFIED,

	/** Believed unreachable from here; offered only while its pool has no other. */
	UNREACHABLE,

	/**
	 * Its policy or transport does not fit its pool: listed and counted, never offered
	 * (N-15). Set and cleared by the handlespace alone.
	 */
	INCONSISTENT;

	int mask() {
		return 1 << ordinal();
	}

}
