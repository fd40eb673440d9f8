package io.rserpool.quickstart.process;

import io.rserpool.quickstart.report.ServerNews;

/**
 * Hears of the ENRP servers' lives. Called on threads of the supervisor: return soon.
 */
public interface ServerListener {

	/** A process runs; it does not serve yet. */
	void started(ServerProcess server);

	/** It serves from now on. */
	void serving(ServerProcess server);

	/** A process ended, however. */
	void ended(ServerProcess server);

	/** It tells a step of a takeover. */
	default void news(ServerProcess server, ServerNews news) {
	}

}
