package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.rserpool.EnrpServer;
import io.rserpool.EnrpServerBuilder;
import io.rserpool.boot.EnrpServerBuilderCustomizer;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;
import io.rserpool.wire.ServerId;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an ENRP server inside the
 * application.
 */
@AutoConfiguration(after = RserpoolAutoConfiguration.class)
@ConditionalOnBooleanProperty("rserpool.server.enabled")
@EnableConfigurationProperties(RserpoolServerProperties.class)
public final class RserpoolServerAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(RserpoolServerAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	EnrpServer enrpServer(RserpoolProperties shared, RserpoolServerProperties properties, Timing timing,
			EventStream events, ObjectProvider<EnrpServerBuilderCustomizer> customizers) {
		RserpoolSettings.port("rserpool.server.port", properties.getPort(), 0);
		InetAddress address = (properties.getAddress() != null) ? properties.getAddress()
				: InetAddress.getLoopbackAddress();
		EnrpServerBuilder builder = EnrpServer.builder()
			.asapAddress(new InetSocketAddress(address, properties.getPort()))
			.timing(timing)
			.events(events)
			.limits(properties.getLimits().toLimits())
			.addressCheck(properties.getAddressCheck())
			.strictRfc(shared.isStrictRfc());
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::getMinAddressScope).to(builder::minAddressScope);
		map.from(properties::getMaxResolutionItems)
			.as(RserpoolServerAutoConfiguration::checkItems)
			.to(builder::maxResolutionItems);
		map.from(properties::getId)
			.as((id) -> ServerId.of(RserpoolSettings.id("rserpool.server.id", id)))
			.to(builder::id);
		map.from(shared::getAnnounceGroup)
			.as((group) -> RserpoolSettings.group("rserpool.announce-group", group))
			.to(builder::announceGroup);
		if (properties.getEnrp().isEnabled()) {
			peering(builder, properties, address, timing);
		}
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static void peering(EnrpServerBuilder builder, RserpoolServerProperties properties, InetAddress asap,
			Timing timing) {
		RserpoolServerProperties.EnrpValues enrp = properties.getEnrp();
		int port = RserpoolSettings.port("rserpool.server.enrp.port", enrp.getPort(), 0);
		InetAddress address = (enrp.getAddress() != null) ? enrp.getAddress() : asap;
		if (port != 0 && port == properties.getPort() && address.equals(asap)) {
			throw new InvalidRserpoolPropertyException("rserpool.server.enrp.port", String.valueOf(port),
					"it is also that of 'rserpool.server.port'", "another port, such as 9901");
		}
		List<InetSocketAddress> peers = enrp.toPeers();
		if (address.isLoopbackAddress() && peers.stream().anyMatch(RserpoolServerAutoConfiguration::isElsewhere)) {
			logger.warn(
					"Servers on other hosts cannot reach this one: it listens on {} only. Set "
							+ "'rserpool.server.address' or 'rserpool.server.enrp.address' to an address of this host",
					address.getHostAddress());
		}
		builder.enrpAddress(new InetSocketAddress(address, port)).peers(peers).peering(enrp.toPeering(timing));
		PropertyMapper.get()
			.from(enrp::getPresenceGroup)
			.as((group) -> RserpoolSettings.group("rserpool.server.enrp.presence-group", group,
					EnrpServerBuilder.DEFAULT_ENRP_PORT))
			.to(builder::presenceGroup);
	}

	private static boolean isElsewhere(InetSocketAddress peer) {
		return peer.isUnresolved() ? !"localhost".equalsIgnoreCase(peer.getHostString())
				: !peer.getAddress().isLoopbackAddress();
	}

	@Bean
	EnrpServerLog enrpServerLog(EnrpServer server) {
		return new EnrpServerLog(server.events());
	}

	@Bean
	EnrpServerLifecycle enrpServerLifecycle(EnrpServer server, Environment environment) {
		return new EnrpServerLifecycle(server, environment);
	}

	private static int checkItems(int items) {
		if (items < 1) {
			throw new InvalidRserpoolPropertyException("rserpool.server.max-resolution-items", String.valueOf(items),
					"it is too small", "a number of 1 or more");
		}
		return items;
	}

}
