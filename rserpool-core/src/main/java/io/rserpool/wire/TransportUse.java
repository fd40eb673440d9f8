package io.rserpool.wire;

/**
 * What a transport carries (RFC 5354 section 3.4; for TCP by rule [T-17]).
 */
public enum TransportUse {

	/** User data only. */
	DATA_ONLY,

	/** User data, and ASAP between pool user and pool element. */
	DATA_PLUS_CONTROL

}
