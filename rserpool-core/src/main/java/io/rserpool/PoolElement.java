package io.rserpool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;

/**
 * This process's membership in one pool (RFC 5352 section 3.1). It registers a transport
 * that the application serves by itself. Safe for use by many threads. Made by
 * {@link PoolElementBuilder}.
 */
public interface PoolElement extends AutoCloseable {

	static PoolElementBuilder builder(PoolHandle handle) {
		return new PoolElementBuilder(handle);
	}

	PoolHandle handle();

	/** The element's id; changes when a server rejects it as not unique. */
	PoolElementId id();

	RegistrationState state();

	/** The home server, if there is one now. */
	Optional<ServerId> home();

	/**
	 * The registered transport.
	 * @throws IllegalStateException if the element serves sessions and was not started
	 */
	TransportParameter transport();

	MemberSelectionPolicy policy();

	/** The sessions it serves, if it does. */
	default Optional<SessionServer> sessions() {
		return Optional.empty();
	}

	/** In words, why the last registration failed, if it did. */
	Optional<String> failure();

	/**
	 * Registers, and waits for the answer.
	 * @throws RegistrationRejectedException if a server refused: has the cause
	 * @throws NoServerReachableException if no ENRP server answered: says which were
	 * tried
	 */
	void start();

	/**
	 * Registers; does nothing while registered. Fails with the exceptions of
	 * {@link #start()}; after {@link NoServerReachableException} the element goes on
	 * trying by itself, and a further call tries at once. While a deregistration is under
	 * way, waits for its end.
	 * @throws IllegalStateException if a shared endpoint is not started
	 */
	CompletableFuture<Void> register();

	/**
	 * Registers again with another policy value, such as a new load. While the element is
	 * not registered the value is kept for the next registration.
	 * @throws IllegalArgumentException if the policy's type is another one
	 */
	CompletableFuture<Void> updatePolicy(MemberSelectionPolicy policy);

	/**
	 * Leaves the pool. Running requests are not touched (RFC 3237 section 2.7).
	 */
	CompletableFuture<Void> deregister();

	/**
	 * Deregisters, waits for the answer for at most the given time, and closes.
	 */
	void close(Duration within);

	/** Closes within two seconds. */
	@Override
	void close();

}
