package io.rserpool.wire;

/**
 * What stopped the reading of a message, as far as the reaction depends on it [P-14].
 */
enum Damage {

	/** A bad value or a bad structure in a known parameter. */
	INVALID_PARAMETER,

	/** A parameter that may occur once occurs twice. */
	REPEATED_PARAMETER,

	/** A mandatory parameter is missing at the top level. */
	MISSING_PARAMETER,

	/** The message ends inside its fixed fields. */
	TRUNCATED,

	/** The message is well-formed, but must be dropped without an answer. */
	USELESS,

	/** A bad value in a fixed field. */
	INVALID_FIELD,

	/** An unknown parameter with action bits 00: stop, no report. */
	STOP,

	/** An unknown parameter with action bits 01: stop, report. */
	STOP_AND_REPORT

}
