package io.rserpool.boot;

/**
 * Serves the TCP connections of a pool element ({@code transport: tcp}). One call lasts
 * as long as its connection: when it returns or throws, the connection is closed. Called
 * on a thread of its own for each connection, a virtual one if
 * {@code spring.threads.virtual.enabled} is set; it may block.
 */
@FunctionalInterface
public interface PoolElementHandler {

	/**
	 * Serves one connection until it ends.
	 * @param connection the connection, closed after the call
	 * @throws Exception if the connection cannot be served to its end: it is closed, and
	 * the reason is logged
	 */
	void handle(PoolElementConnection connection) throws Exception;

}
