package io.rserpool.boot.autoconfigure;

/**
 * What a pool element of the configuration registers as its user transport.
 */
public enum ElementTransport {

	/** The application's own HTTP port. */
	HTTP,

	/** A TCP port that the starter opens and a handler bean serves. */
	TCP,

	/** A TCP port that the starter opens and a handler bean serves session by session. */
	SESSION,

	/** A port that something else serves, in this process or beside it. */
	EXTERNAL

}
