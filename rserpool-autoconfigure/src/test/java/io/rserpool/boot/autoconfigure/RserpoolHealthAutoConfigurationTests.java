package io.rserpool.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.AuditSnapshot;
import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

class RserpoolHealthAutoConfigurationTests {

	private static final String BEAN = "rserpoolHealthContributor";

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class,
						RserpoolElementsAutoConfiguration.class, RserpoolHealthAutoConfiguration.class))
		.withUserConfiguration(NotStarting.class);

	private final ApplicationContextRunner connected = this.contexts
		.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1");

	@Test
	void hasNoHealthWithoutAnyServer() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(BEAN));
	}

	@Test
	void hasNoHealthWhenSwitchedOff() {
		this.connected.withPropertyValues("management.health.rserpool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(BEAN));
	}

	@Test
	void startsWithoutHealthOnTheClassPath() {
		this.connected.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
	}

	@Test
	void showsTheServer() {
		this.contexts.withUserConfiguration(Server.class).run((context) -> {
			context.getBean(EnrpServer.class).start();
			Health health = health(context.getBean(BEAN, CompositeHealthContributor.class), "server");
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("id", "0x1a2b3c4d")
				.containsEntry("address", "127.0.0.1:43863")
				.containsEntry("pools", 3);
		});
	}

	@Test
	void aServerThatJoinsTheOthersIsOutOfService() {
		withServer((server, health) -> {
			server.phase = ServerPhase.JOINING;
			assertThat(health.get().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.get().getDetails()).containsEntry("phase", "joining")
				.containsEntry("reason", "the server joins the others and does not serve yet");
		});
	}

	@Test
	void countsPeersByStatusAndAuditsByVerdict() {
		withServer((server, health) -> {
			server.peers = List.of(peer(2, PeerStatus.ACTIVE, AuditState.AGREED),
					peer(3, PeerStatus.ACTIVE, AuditState.MISMATCH), peer(4, PeerStatus.DEAD, AuditState.UNKNOWN),
					peer(0, PeerStatus.CANDIDATE, AuditState.UNKNOWN));
			assertThat(health.get().getStatus()).isEqualTo(Status.UP);
			assertThat(health.get().getDetails()).containsEntry("phase", "serving")
				.containsEntry("enrpAddress", "127.0.0.1:49901")
				.containsEntry("peers", Map.of("active", 2, "candidate", 1, "dead", 1))
				.containsEntry("audits", Map.of("agreed", 1, "differ", 1, "unknown", 1))
				.doesNotContainKey("warnings");
		});
	}

	@Test
	void aServerThatIsLeftAloneIsUpAndSaysSo() {
		withServer((server, health) -> {
			server.peers = List.of(peer(2, PeerStatus.DEAD, AuditState.UNKNOWN),
					peer(0, PeerStatus.CANDIDATE, AuditState.UNKNOWN));
			assertThat(health.get().getStatus()).isEqualTo(Status.UP);
			assertThat(health.get().getDetails()).containsEntry("warnings",
					List.of("no other ENRP server is reached: this one is alone"));
		});
	}

	@Test
	void aServerThatCannotAgreeWithAPeerIsUpAndSaysSo() {
		withServer((server, health) -> {
			server.peers = List.of(peer(2, PeerStatus.ACTIVE, AuditState.FAILED));
			assertThat(health.get().getStatus()).isEqualTo(Status.UP);
			assertThat(health.get().getDetails()).containsEntry("warnings",
					List.of("what peer 0x00000002 owns is not known here as it is there"));
		});
	}

	private void withServer(BiConsumer<StubEnrpServer, Supplier<Health>> test) {
		this.contexts.withUserConfiguration(Server.class).run((context) -> {
			StubEnrpServer server = context.getBean(StubEnrpServer.class);
			server.start();
			test.accept(server, () -> health(context.getBean(BEAN, CompositeHealthContributor.class), "server"));
		});
	}

	private static PeerSnapshot peer(int id, PeerStatus status, AuditState audit) {
		return new PeerSnapshot(new ServerId(id), List.of(), status, true, 0, 0,
				new AuditSnapshot(audit, 0xffff, -1, -1, 0, 0, 0, -1, 0, 0, -1));
	}

	@Test
	void aServerThatDoesNotRunIsOutOfService() {
		this.contexts.withUserConfiguration(Server.class)
			.run((context) -> assertThat(
					health(context.getBean(BEAN, CompositeHealthContributor.class), "server").getStatus())
				.isEqualTo(Status.OUT_OF_SERVICE));
	}

	@Test
	void aServerThatDoesNotAnswerIsDown() {
		this.contexts.withUserConfiguration(Server.class).run((context) -> {
			StubEnrpServer server = context.getBean(StubEnrpServer.class);
			server.start();
			server.silent = true;
			Health health = health(context.getBean(BEAN, CompositeHealthContributor.class), "server");
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("reason")).asString().contains("did not answer");
		});
	}

	@Test
	void showsEachElementByItsName() {
		this.connected.withPropertyValues("rserpool.elements.web.pool=WebPool").run((context) -> {
			CompositeHealthContributor all = context.getBean(BEAN, CompositeHealthContributor.class);
			Health health = health((CompositeHealthContributor) all.getContributor("elements"), "web");
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsEntry("pool", "WebPool")
				.containsEntry("state", "idle")
				.containsEntry("policy", "round-robin");
		});
	}

	@Test
	void anEndpointThatDoesNotRunIsOutOfService() {
		this.connected.run((context) -> assertThat(
				health(context.getBean(BEAN, CompositeHealthContributor.class), "user").getStatus())
			.isEqualTo(Status.OUT_OF_SERVICE));
	}

	private static Health health(CompositeHealthContributor contributor, String name) {
		HealthIndicator indicator = (HealthIndicator) contributor.getContributor(name);
		assertThat(indicator).isNotNull();
		return indicator.health();
	}

	@Configuration(proxyBeanMethods = false)
	static class Server {

		@Bean
		StubEnrpServer stubServer() {
			return new StubEnrpServer();
		}

	}

}
