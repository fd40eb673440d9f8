package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import io.rserpool.PoolUser;

/**
 * Makes each entry of {@code rserpool.users} a {@link PoolUser} bean of that name.
 */
final class PoolUserRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		for (String name : ConfiguredNames.of(environment, "rserpool.users", RserpoolProperties.User.class).keySet()) {
			registry.registerBean(name, PoolUser.class,
					(spec) -> spec.description("Pool user of 'rserpool.users." + name + "'")
						.supplier((context) -> context.bean(ManagedPoolUserFactory.class).create(name)));
		}
	}

}
