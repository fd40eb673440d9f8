package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import io.rserpool.PoolUser;
import io.rserpool.boot.session.PoolSessions;

/**
 * Makes each entry of {@code rserpool.users} a {@link PoolUser} bean of that name, with a
 * {@link PoolSessions} bean beside it.
 */
final class PoolUserRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		for (String name : ConfiguredNames.of(environment, "rserpool.users", RserpoolProperties.User.class).keySet()) {
			registry.registerBean(name, PoolUser.class,
					(spec) -> spec.description("Pool user of 'rserpool.users." + name + "'")
						.supplier((context) -> context.bean(ManagedPoolUserFactory.class).create(name)));
			registry.registerBean(name + "Sessions", PoolSessions.class,
					(spec) -> spec.description("Sessions of 'rserpool.users." + name + "'")
						.supplier((context) -> context.bean(ManagedPoolUserFactory.class)
							.sessions(context.bean(name, PoolUser.class))));
		}
	}

}
