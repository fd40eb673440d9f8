package io.rserpool.machine;

/**
 * A set of values for all timers and for a few habits (the table of profiles).
 */
public enum Profile {

	/** The RFCs' own values: a silent server is found after a minute. */
	RFC,

	/** Failures are seen in under 10 seconds. The default. */
	FAST,

	/** Silent elements are found in under a second. */
	LAN,

	/** The timers, arbitration and life unit of the C implementation rsplib. */
	RSPLIB

}
