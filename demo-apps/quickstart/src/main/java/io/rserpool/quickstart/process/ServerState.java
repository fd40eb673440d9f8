package io.rserpool.quickstart.process;

/**
 * Where an ENRP server's process stands.
 */
public enum ServerState {

	/** It runs and has not said anything yet. */
	STARTING,

	/** It takes what the others know, and serves nobody yet. */
	JOINING,

	/** It serves. */
	UP,

	/** It was killed by a signal. */
	KILLED,

	/** It ended by itself. */
	ENDED

}
