package io.rserpool;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

import io.rserpool.wire.TransportParameter;

/**
 * A UDP port of a pool user: sends to transport addresses, past all services of sessions
 * (RFC 5352 section 6.5.1, data_send_request by transport address). There is no failover
 * and no repetition. What the network refuses at once is told to the caller; a datagram
 * that gets lost, or that nobody takes, is not: the application notices by its own
 * time-out, and then calls {@link Selection#failedGiveNext()}. Safe for use by many
 * threads. Made by {@link PoolUser#openDatagrams}; stays open until it is closed.
 */
public interface DatagramSender extends AutoCloseable {

	/** Where answers are taken. */
	InetSocketAddress localAddress();

	/**
	 * Sends one datagram.
	 * @param to a UDP transport
	 * @param message copied; at most 65,507 octets
	 * @return done when the system took it; fails with a {@link RserpoolException} if the
	 * system refused it
	 * @throws IllegalArgumentException if the transport is another one, or the message is
	 * too long
	 */
	CompletableFuture<Void> send(TransportParameter to, byte[] message);

	/** Sends one datagram to a chosen element; as to its transport. */
	default CompletableFuture<Void> send(Selection to, byte[] message) {
		return send(to.transport(), message);
	}

	/** Closes the port. Does nothing when closed. */
	@Override
	void close();

}
