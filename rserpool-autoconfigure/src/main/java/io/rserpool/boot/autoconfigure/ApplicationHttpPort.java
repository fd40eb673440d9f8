package io.rserpool.boot.autoconfigure;

/**
 * The port of the application's web server, once it is known. Safe for use by many
 * threads.
 */
final class ApplicationHttpPort {

	private volatile int port;

	void set(int port) {
		this.port = port;
	}

	/** The port, or 0 if there is no web server or it does not serve yet. */
	int get() {
		return this.port;
	}

}
