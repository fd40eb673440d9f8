package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import io.rserpool.PoolElement;

/**
 * Makes each enabled entry of {@code rserpool.elements} a {@link PoolElement} bean, named
 * after the entry with {@code PoolElement} behind it: a handler bean may well have the
 * plain name.
 */
final class PoolElementRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		ConfiguredNames.of(environment, "rserpool.elements", RserpoolProperties.Element.class)
			.forEach((name, element) -> {
				if (element.isEnabled()) {
					registry.registerBean(name + "PoolElement", PoolElement.class,
							(spec) -> spec.description("Pool element of 'rserpool.elements." + name + "'")
								.supplier((context) -> context.bean(ManagedPoolElementFactory.class).create(name)));
				}
			});
	}

}
