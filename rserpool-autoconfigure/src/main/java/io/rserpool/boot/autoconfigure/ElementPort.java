package io.rserpool.boot.autoconfigure;

/**
 * A port that the starter opens for a pool element.
 */
interface ElementPort {

	/**
	 * Opens the port. Does nothing when it is open.
	 * @throws ElementStartException if it cannot be opened
	 */
	void start();

	/**
	 * Closes the port, waits for what is served for at most the drain timeout, and ends
	 * what is left. Does nothing when it is closed.
	 */
	void stop();

}
