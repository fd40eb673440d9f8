package io.rserpool.boot;

import io.rserpool.PoolElementBuilder;

/**
 * Changes the builder of the pool elements of {@code rserpool.elements} before it builds:
 * after the properties were applied, in the order of the beans.
 */
@FunctionalInterface
public interface PoolElementBuilderCustomizer {

	/**
	 * Changes the given builder.
	 * @param name the element's name in the configuration
	 * @param builder the builder, with all properties applied
	 */
	void customize(String name, PoolElementBuilder builder);

}
