package io.rserpool.boot.autoconfigure;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;
import io.rserpool.PoolUserBuilder;
import io.rserpool.asap.LegFilter;
import io.rserpool.boot.PoolUserBuilderCustomizer;
import io.rserpool.machine.Timing;
import io.rserpool.wire.OpaqueTransport;

/**
 * Makes the pool users of the configuration.
 */
final class ManagedPoolUserFactory {

	private final RserpoolProperties properties;

	private final ObjectProvider<AsapEndpoint> endpoint;

	private final ObjectProvider<PoolUserBuilderCustomizer> customizers;

	private final Timing timing;

	private final FailoverHandlers failoverHandlers;

	private final @Nullable Executor executor;

	ManagedPoolUserFactory(RserpoolProperties properties, ObjectProvider<AsapEndpoint> endpoint,
			ObjectProvider<PoolUserBuilderCustomizer> customizers, Timing timing, FailoverHandlers failoverHandlers,
			@Nullable Executor executor) {
		this.properties = properties;
		this.endpoint = endpoint;
		this.customizers = customizers;
		this.timing = timing;
		this.failoverHandlers = failoverHandlers;
		this.executor = executor;
	}

	/**
	 * Makes a user.
	 * @param name its name in the configuration; one that is not there has the defaults
	 */
	PoolUser create(String name) {
		AsapEndpoint shared = this.endpoint.getIfAvailable();
		if (shared == null) {
			throw new NoEnrpServerConfiguredException("rserpool.users." + name);
		}
		RserpoolProperties.User user = this.properties.getUsers().getOrDefault(name, new RserpoolProperties.User());
		if (user.getStaleCacheValue() != null && user.getStaleCacheValue().isNegative()) {
			throw new InvalidRserpoolPropertyException("rserpool.users." + name + ".stale-cache-value",
					user.getStaleCacheValue().toString(), "it is negative", "0 or a positive duration");
		}
		if (user.getTransports().isEmpty()) {
			throw new InvalidRserpoolPropertyException("rserpool.users." + name + ".transports", "", "it is empty",
					"one or more of tcp, udp, sctp");
		}
		UserSessionSettings sessions = new UserSessionSettings("rserpool.users." + name, user, this.timing,
				this.failoverHandlers, this.executor);
		return new ManagedPoolUser(name, sessions::options, () -> build(name, user, shared));
	}

	private PoolUser build(String name, RserpoolProperties.User user, AsapEndpoint shared) {
		PoolUserBuilder builder = PoolUser.builder();
		PropertyMapper map = PropertyMapper.get();
		map.from(shared).as(ManagedAsapEndpoint::unwrap).to(builder::endpoint);
		map.from(user::getStaleCacheValue).to(builder::staleCacheValue);
		map.from(user::isServeStale).to(builder::serveStale);
		map.from(user::isSubscribe).to(builder::subscribe);
		builder.transports(filter(user.getTransports()));
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(name, builder));
		return builder.build();
	}

	private static LegFilter filter(Set<LegProtocol> usable) {
		Set<LegProtocol> protocols = EnumSet.copyOf(usable);
		if (protocols.equals(EnumSet.of(LegProtocol.TCP, LegProtocol.UDP))) {
			// Users with the same filter share what they know of a pool.
			return LegFilter.LOCAL;
		}
		// What an opaque transport is, only the application knows.
		return (transport) -> transport instanceof OpaqueTransport
				|| protocols.stream().anyMatch((protocol) -> protocol.isOf(transport));
	}

}
