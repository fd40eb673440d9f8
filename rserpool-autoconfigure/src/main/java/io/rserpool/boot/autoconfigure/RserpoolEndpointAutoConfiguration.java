package io.rserpool.boot.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

import io.rserpool.AsapEndpoint;
import io.rserpool.AsapEndpointBuilder;
import io.rserpool.EnrpServer;
import io.rserpool.PoolUser;
import io.rserpool.boot.AsapEndpointBuilderCustomizer;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the way to the home server,
 * which elements and users of the application share.
 */
@AutoConfiguration(after = { RserpoolAutoConfiguration.class, RserpoolServerAutoConfiguration.class })
@Conditional(OnEnrpServerCondition.class)
public final class RserpoolEndpointAutoConfiguration {

	@Bean
	EnrpServerAddresses enrpServerAddresses(RserpoolProperties properties, ObjectProvider<EnrpServer> server) {
		return new EnrpServerAddresses(properties, server);
	}

	@Bean
	@ConditionalOnMissingBean
	AsapEndpoint asapEndpoint(RserpoolProperties properties, Timing timing, EventStream events,
			EnrpServerAddresses servers, ObjectProvider<AsapEndpointBuilderCustomizer> customizers) {
		AsapEndpointBuilder builder = AsapEndpoint.builder()
			.timing(timing)
			.events(events)
			.strictRfc(properties.isStrictRfc());
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::getAnnounceGroup)
			.as((group) -> RserpoolSettings.group("rserpool.announce-group", group))
			.to(builder::announceGroup);
		return new ManagedAsapEndpoint(timing, events, () -> {
			builder.enrpServers(servers.toDial());
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		});
	}

	@Bean
	AsapEndpointLifecycle asapEndpointLifecycle(AsapEndpoint endpoint, ObjectProvider<PoolUser> users) {
		return new AsapEndpointLifecycle(endpoint, users);
	}

}
