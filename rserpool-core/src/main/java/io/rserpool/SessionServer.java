package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.rserpool.session.ElementSessionSnapshot;
import io.rserpool.wire.TcpTransport;

/**
 * The port of a pool element that serves sessions (failover mode). Safe for use by many
 * threads. Made by {@link SessionServerBuilder}; most applications give it to
 * {@link PoolElementBuilder#sessions}, which starts, registers and closes it with the
 * element.
 */
public interface SessionServer extends AutoCloseable {

	static SessionServerBuilder builder(SessionHandler handler) {
		return new SessionServerBuilder(handler);
	}

	/**
	 * Opens the port. Does nothing when it is open.
	 * @throws RserpoolStartException if it cannot be opened
	 */
	void start();

	/**
	 * The address with the real port.
	 * @throws IllegalStateException if the port is not open
	 */
	InetSocketAddress address();

	/**
	 * What a pool element registers: data plus control [T-17].
	 * @throws IllegalStateException if the port is not open
	 */
	TcpTransport transport();

	/** Sessions that are served now. */
	int sessions();

	/** All sessions that are served now. */
	CompletableFuture<List<ElementSessionSnapshot>> snapshot();

	/**
	 * Takes no new sessions, lets those that are here finish for at most the given time,
	 * and closes: their users take them to other elements.
	 * @param drain zero = closes at once
	 */
	void close(Duration drain);

	/** Closes at once. */
	@Override
	void close();

}
