package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

import io.rserpool.EnrpServerBuilder;
import io.rserpool.boot.events.EventHistory;
import io.rserpool.enrp.AddressCheck;
import io.rserpool.enrp.EnrpConfig;
import io.rserpool.enrp.Limits;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.enrp.Reachability;
import io.rserpool.enrp.TakeoverArbitration;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

class RserpoolPropertiesTests {

	@Test
	void defaultsAreThoseOfTheCore() {
		RserpoolProperties properties = new RserpoolProperties();
		assertThat(properties.getProfile()).isEqualTo(Profile.FAST);
		assertThat(properties.isStrictRfc()).isFalse();
		assertThat(properties.getEventHistorySize()).isEqualTo(EventHistory.DEFAULT_CAPACITY);
		assertThat(PolicySettings.policy("policy", new RserpoolProperties.Policy()))
			.isEqualTo(MemberSelectionPolicy.ROUND_ROBIN);
		RserpoolServerProperties server = new RserpoolServerProperties();
		assertThat(server.isEnabled()).isFalse();
		assertThat(server.getPort()).isEqualTo(EnrpServerBuilder.DEFAULT_ASAP_PORT);
		assertThat(server.getAddressCheck()).isEqualTo(AddressCheck.INTERSECT);
	}

	@Test
	void defaultLimitsAreThoseOfTheCore() {
		assertThat(new RserpoolServerProperties().getLimits().toLimits()).isEqualTo(Limits.DEFAULT);
	}

	@Test
	void defaultsTowardsOtherServersAreThoseOfTheCore() {
		RserpoolServerProperties.EnrpValues enrp = new RserpoolServerProperties().getEnrp();
		assertThat(enrp.isEnabled()).isTrue();
		assertThat(enrp.getPort()).isEqualTo(EnrpServerBuilder.DEFAULT_ENRP_PORT);
		assertThat(enrp.toPeers()).isEmpty();
		for (Profile profile : Profile.values()) {
			assertThat(enrp.toPeering(Timing.of(profile)))
				.isEqualTo(EnrpConfig.of(new ServerId(1), Timing.of(profile)).peering());
		}
	}

	@Test
	void bindsEverythingThatAnOperatorWritesOfOtherServers() {
		Map<String, String> written = new HashMap<>();
		written.put("rserpool.server.enrp.address", "192.0.2.1");
		written.put("rserpool.server.enrp.port", "9999");
		written.put("rserpool.server.enrp.peers", "192.0.2.2, [2001:db8::3]:9902, 2001:db8::4, enrp.example.com:9903");
		written.put("rserpool.server.enrp.standalone-allowed", "false");
		written.put("rserpool.server.enrp.takeover-arbitration", "lowest");
		written.put("rserpool.server.enrp.reachability", "strict");
		written.put("rserpool.server.enrp.strong-digest", "true");
		written.put("rserpool.server.enrp.takeover-suggestion", "true");
		written.put("rserpool.server.enrp.takeover-quorum", "true");
		written.put("rserpool.server.enrp.table-response-octets", "1400");
		written.put("rserpool.server.enrp.table-response-elements", "16");
		written.put("rserpool.server.enrp.max-downloads", "2");
		written.put("rserpool.server.enrp.max-peers", "5");
		written.put("rserpool.server.enrp.mentor-rounds", "7");
		RserpoolServerProperties.EnrpValues enrp = bind("rserpool.server", written, RserpoolServerProperties.class)
			.getEnrp();
		assertThat(enrp.getAddress()).isNotNull();
		assertThat(enrp.getPort()).isEqualTo(9999);
		assertThat(enrp.toPeers()).containsExactly(new InetSocketAddress("192.0.2.2", 9901),
				new InetSocketAddress("2001:db8::3", 9902), new InetSocketAddress("2001:db8::4", 9901),
				InetSocketAddress.createUnresolved("enrp.example.com", 9903));
		assertThat(enrp.toPeering(Timing.of(Profile.FAST))).isEqualTo(new PeeringConfig(false,
				TakeoverArbitration.LOWEST, Reachability.STRICT, true, true, true, false, 1400, 16, 2, 5, 7));
	}

	@Test
	void disabledLimitsAreOff() {
		RserpoolServerProperties server = new RserpoolServerProperties();
		server.getLimits().setEnabled(false);
		assertThat(server.getLimits().toLimits()).isEqualTo(Limits.OFF);
	}

	@Test
	void bindsEverythingThatAnApplicationWrites() {
		Map<String, String> written = new HashMap<>();
		written.put("rserpool.profile", "lan");
		written.put("rserpool.enrp-servers", "enrp1:3863,enrp2");
		written.put("rserpool.timers.t1-enrp-request", "2s");
		written.put("rserpool.elements.web.pool", "hex:00ff");
		written.put("rserpool.elements.web.policy.type", "weighted-random");
		written.put("rserpool.elements.web.policy.weight", "3");
		written.put("rserpool.elements.calc.transport", "tcp");
		written.put("rserpool.elements.calc.handler", "calculator");
		written.put("rserpool.elements.calc.policy.type", "least-used");
		written.put("rserpool.elements.calc.policy.load", "25%");
		written.put("rserpool.elements.calc.address", "127.0.0.1,::1");
		written.put("rserpool.elements.calc.additional-legs[0].transport", "udp");
		written.put("rserpool.elements.calc.additional-legs[0].port", "7");
		written.put("rserpool.elements.calc.life", "60s");
		written.put("rserpool.users.finder.stale-cache-value", "5s");
		written.put("rserpool.users.finder.subscribe", "false");
		written.put("rserpool.users.finder.transports", "sctp,tcp");
		written.put("rserpool.elements.time.transport", "external");
		written.put("rserpool.elements.time.protocol", "udp");
		RserpoolProperties properties = bind(written);
		assertThat(properties.getProfile()).isEqualTo(Profile.LAN);
		assertThat(properties.getEnrpServers()).containsExactly("enrp1:3863", "enrp2");
		assertThat(properties.getTimers()).containsEntry(TimerName.T1_ENRP_REQUEST, Duration.ofSeconds(2));
		RserpoolProperties.Element web = properties.getElements().get("web");
		assertThat(web.getPool()).isEqualTo("hex:00ff");
		assertThat(web.getTransport()).isEqualTo(ElementTransport.HTTP);
		assertThat(web.getPolicy().getType()).isEqualTo(PolicyType.WEIGHTED_RANDOM);
		assertThat(web.getPolicy().getWeight()).isEqualTo(3);
		RserpoolProperties.Element calc = properties.getElements().get("calc");
		assertThat(calc.getTransport()).isEqualTo(ElementTransport.TCP);
		assertThat(calc.getHandler()).isEqualTo("calculator");
		assertThat(calc.getPolicy().getLoad()).isEqualTo(new LoadShare(0x40000000));
		assertThat(calc.getAddress()).hasSize(2);
		assertThat(calc.getAdditionalLegs()).singleElement().satisfies((leg) -> {
			assertThat(leg.getTransport()).isEqualTo(LegProtocol.UDP);
			assertThat(leg.getPort()).isEqualTo(7);
		});
		assertThat(calc.getLife()).isEqualTo(Duration.ofMinutes(1));
		RserpoolProperties.User finder = properties.getUsers().get("finder");
		assertThat(finder.getStaleCacheValue()).isEqualTo(Duration.ofSeconds(5));
		assertThat(finder.isSubscribe()).isFalse();
		assertThat(finder.isServeStale()).isTrue();
		assertThat(finder.getTransports()).containsExactlyInAnyOrder(LegProtocol.TCP, LegProtocol.SCTP);
		assertThat(calc.getProtocol()).isEqualTo(LegProtocol.TCP);
		assertThat(properties.getElements().get("time").getProtocol()).isEqualTo(LegProtocol.UDP);
	}

	private static RserpoolProperties bind(Map<String, String> written) {
		return bind("rserpool", written, RserpoolProperties.class);
	}

	private static <T> T bind(String prefix, Map<String, String> written, Class<T> type) {
		return new Binder(List.of(new MapConfigurationPropertySource(written)), null,
				ApplicationConversionService.getSharedInstance())
			.bind(prefix, Bindable.of(type))
			.get();
	}

}
