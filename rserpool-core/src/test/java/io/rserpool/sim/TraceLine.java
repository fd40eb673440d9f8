package io.rserpool.sim;

/**
 * One line of a trace, not yet in words.
 *
 * @param millis since the simulation began
 * @param kind what sort of line
 * @param who did it
 * @param whom it was done to, or empty
 * @param what happened: a message, an event, a timer key, or text
 */
record TraceLine(long millis, Kind kind, String who, String whom, Object what) {

	/**
	 * What sort of line.
	 */
	enum Kind {

		/** A step of the plan. */
		ACTION,

		/** A message arrived. */
		MESSAGE,

		/** A machine told an event. */
		EVENT,

		/** A connection came or went. */
		CONNECTION,

		/** A timer fired. */
		TIMER

	}

}
