package io.rserpool.boot;

import io.rserpool.AsapEndpointBuilder;

/**
 * Changes the builder of the endpoint that pool elements and pool users share before it
 * builds: after the properties were applied, in the order of the beans.
 */
@FunctionalInterface
public interface AsapEndpointBuilderCustomizer {

	/**
	 * Changes the given builder.
	 * @param builder the builder, with all properties applied
	 */
	void customize(AsapEndpointBuilder builder);

}
