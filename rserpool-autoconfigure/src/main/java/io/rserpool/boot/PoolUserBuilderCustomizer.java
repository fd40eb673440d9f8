package io.rserpool.boot;

import io.rserpool.PoolUserBuilder;

/**
 * Changes the builder of the pool users of {@code rserpool.users} before it builds: after
 * the properties were applied, in the order of the beans.
 */
@FunctionalInterface
public interface PoolUserBuilderCustomizer {

	/**
	 * Changes the given builder.
	 * @param name the user's name in the configuration, or {@code poolUser}
	 * @param builder the builder, with all properties applied
	 */
	void customize(String name, PoolUserBuilder builder);

}
