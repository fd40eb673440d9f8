package io.rserpool.boot.autoconfigure;

import org.springframework.context.SmartLifecycle;

/**
 * The order of life cycles: what has a higher phase starts later and stops earlier. The
 * web server starts and stops at {@code DEFAULT_PHASE - 2048} and drains at
 * {@code DEFAULT_PHASE - 1024}.
 */
final class RserpoolPhases {

	/** The embedded server starts first and stops last. */
	static final int SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

	/** Endpoint and users: usable as long as the web server serves. */
	static final int ENDPOINT = SmartLifecycle.DEFAULT_PHASE - 3072;

	/** TCP ports of elements: they drain together with the web server. */
	static final int HANDLERS = SmartLifecycle.DEFAULT_PHASE - 1024;

	/** Elements enter their pools last, and leave them before anything drains. */
	static final int ELEMENTS = SmartLifecycle.DEFAULT_PHASE - 512;

	private RserpoolPhases() {
	}

}
