package io.rserpool.session;

/**
 * Who decides when the element of a session is lost.
 */
public enum FailoverMode {

	/** The session goes to another element by itself. */
	AUTO,

	/** It does, and asks the application before it sends anything again. */
	CALLBACK,

	/** The application is told, and nothing happens until it says so. */
	MANUAL

}
