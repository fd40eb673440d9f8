package io.rserpool.boot;

import io.rserpool.SessionServerBuilder;

/**
 * Changes the builder of the session servers of {@code rserpool.elements} before the
 * element is built: after the properties were applied, in the order of the beans.
 */
@FunctionalInterface
public interface SessionServerBuilderCustomizer {

	/**
	 * Changes the given builder.
	 * @param name the element's name in the configuration
	 * @param builder the builder, with all properties applied
	 */
	void customize(String name, SessionServerBuilder builder);

}
