package io.rserpool.quickstart.process;

/**
 * Where a painter's process stands.
 */
public enum PainterState {

	/** It runs and is not in the pool yet. */
	STARTING,

	/** It runs and was registered. */
	UP,

	/** It was killed by a signal. */
	KILLED,

	/** It ended by itself. */
	ENDED

}
