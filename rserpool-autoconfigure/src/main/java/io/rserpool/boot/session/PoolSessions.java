package io.rserpool.boot.session;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.wire.PoolHandle;

/**
 * Opens sessions as the configuration of a pool user says: a bean for each user, named
 * after it with {@code Sessions} behind, or {@code poolSessions}. Safe for use by many
 * threads.
 */
public final class PoolSessions {

	private final PoolUser user;

	private final Function<PoolHandle, SessionOptions> options;

	private final SessionPayloadConverter converter;

	/**
	 * A template for a user.
	 * @param options what sessions with a pool are like
	 * @param converter what is done to typed payloads
	 */
	public PoolSessions(PoolUser user, Function<PoolHandle, SessionOptions> options,
			SessionPayloadConverter converter) {
		this.user = user;
		this.options = options;
		this.converter = converter;
	}

	/** The user whose sessions they are. */
	public PoolUser user() {
		return this.user;
	}

	/**
	 * Opens a session with a pool. The caller closes it.
	 * @param pool its handle as text, or as hex: and hexadecimal digits
	 */
	public PoolSession open(String pool) {
		return open(pool, UnaryOperator.identity());
	}

	/**
	 * As {@link #open(String)}.
	 * @param change changes the options that the configuration says
	 */
	public PoolSession open(String pool, UnaryOperator<SessionOptions> change) {
		PoolHandle handle = PoolHandle.parse(pool);
		return this.user.openSession(handle, change.apply(this.options.apply(handle)));
	}

	/** Opens a session of typed messages with a pool. The caller closes it. */
	public TypedPoolSession openTyped(String pool) {
		return openTyped(pool, UnaryOperator.identity());
	}

	/**
	 * As {@link #openTyped(String)}.
	 * @param change changes the options that the configuration says
	 */
	public TypedPoolSession openTyped(String pool, UnaryOperator<SessionOptions> change) {
		return new TypedPoolSession(open(pool, change), this.converter);
	}

}
