package io.rserpool.enrp;

/**
 * What it means that one server reaches an element and another one does not (W3).
 */
public enum Reachability {

	/** Each server leaves out what it cannot reach itself, while others remain. */
	LOCAL,

	/** The home removes what another server cannot reach. */
	STRICT

}
