package io.rserpool;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.asap.AsapSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;
import io.rserpool.wire.ServerId;

/**
 * A process's way to its home ENRP server: one connection, shared by its pool elements
 * and its pool user (several pools per process, RFC 5352 section 2.1). Safe for use by
 * many threads. Made by {@link AsapEndpointBuilder}.
 */
public interface AsapEndpoint extends AutoCloseable {

	static AsapEndpointBuilder builder() {
		return new AsapEndpointBuilder();
	}

	/**
	 * Starts to look for a home server; does not wait for one. Does nothing when started.
	 */
	void start();

	/**
	 * Closes the connection. Elements that are still registered are left to the server's
	 * keep-alive.
	 */
	@Override
	void close();

	boolean isRunning();

	/**
	 * The home server, if there is one now and it told its id: a server does so in
	 * keep-alives, to processes with pool elements, and in announcements. No answer to a
	 * pool user carries it; {@link #homeAddress()} says who answers those.
	 */
	Optional<ServerId> home();

	/** The home server's address, if there is one now. */
	Optional<String> homeAddress();

	/** What the endpoint is doing at this moment. */
	CompletableFuture<AsapSnapshot> snapshot();

	Timing timing();

	EventStream events();

}
