package io.rserpool.boot.session;

import org.jspecify.annotations.Nullable;

/**
 * The state of a session that its user keeps for it (RFC 5352 3.8), typed: a parameter of
 * {@link SessionMessage} methods. When the session comes from another element, it has
 * what that one left. For the call that it was given to only.
 *
 * @param <T> the state, the same in all methods of a class
 */
public interface PoolCookie<T> {

	/** The state, or null if there is none. */
	@Nullable T get();

	/** The state, or another value if there is none. */
	default T orElse(T other) {
		T state = get();
		return (state != null) ? state : other;
	}

	/**
	 * Leaves another state with the user: sent when the method returns, before its
	 * answer. Nothing is sent if it throws.
	 * @param state null = none any more
	 */
	void set(@Nullable T state);

}
