package io.rserpool.boot;

import io.rserpool.EnrpServerBuilder;

/**
 * Changes the builder of the embedded ENRP server before it builds: after the properties
 * were applied, in the order of the beans.
 */
@FunctionalInterface
public interface EnrpServerBuilderCustomizer {

	/**
	 * Changes the given builder.
	 * @param builder the builder, with all properties applied
	 */
	void customize(EnrpServerBuilder builder);

}
