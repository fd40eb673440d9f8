package io.rserpool.enrpserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The jar as processes. Each test has addresses of its own, so that the usual ports are
 * free; only Linux has all of 127.0.0.0/8.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = ServerProcess.JAR, matches = ".+", disabledReason = "the jar is not packaged yet")
class EnrpServerJarTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final int SIGTERM = 128 + 15;

	private final String network = "127." + ThreadLocalRandom.current().nextInt(1, 255) + "."
			+ ThreadLocalRandom.current().nextInt(255) + ".";

	private final List<ServerProcess> servers = new ArrayList<>();

	@AfterEach
	void kill() {
		this.servers.forEach(ServerProcess::close);
	}

	@Test
	void threeServersByEnvironmentServeAndAgreeAndOneThatWasKilledComesBack() {
		String first = this.network + 1;
		String second = this.network + 2;
		String third = this.network + 3;
		start(first);
		start(second);
		ServerProcess killed = start(third);
		assertAllAgree(2, first, second, third);
		killed.close();
		assertAllAgree(1, first, second);
		start(third);
		assertAllAgree(2, first, second, third);
	}

	@Test
	void startsByArgumentsWithoutDashboardAndEndsInOrder() throws Exception {
		String address = this.network + 1;
		ServerProcess server = start(Map.of(), "--spring.main.web-application-type=none",
				"--rserpool.server.address=" + address);
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(server.output()).contains("Serves elements and users on " + address + ":3863")
						.contains("Started EnrpServerApplication"));
		assertThat(server.isAlive()).isTrue();
		assertThat(server.terminate()).isEqualTo(SIGTERM);
	}

	@Test
	void endsInOrderWithTheDashboard() throws Exception {
		ServerProcess server = start(this.network + 1);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(server.output()).contains("Started EnrpServerApplication"));
		assertThat(server.terminate()).isEqualTo(SIGTERM);
		assertThat(server.output()).contains("Graceful shutdown complete").doesNotContain("Exception");
	}

	@Test
	void doesNotStartOnAnAddressOfAnotherHost() {
		ServerProcess server = start("192.0.2.1");
		await().atMost(PATIENCE).until(() -> !server.isAlive());
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(server.output()).contains("APPLICATION FAILED TO START")
				.contains("'rserpool.server.address'")
				.contains("to an address of this host"));
	}

	private ServerProcess start(String address) {
		return start(Map.of("RSERPOOL_SERVER_ADDRESS", address, "RSERPOOL_SERVER_ENRP_PEERS",
				this.network + "1," + this.network + "2," + this.network + "3", "RSERPOOL_PROFILE", "lan"));
	}

	private ServerProcess start(Map<String, String> environment, String... arguments) {
		ServerProcess server = new ServerProcess(environment, arguments);
		this.servers.add(server);
		return server;
	}

	private static void assertAllAgree(int peers, String... addresses) {
		for (String address : addresses) {
			await().atMost(PATIENCE).untilAsserted(() -> assertAgrees(address, peers));
		}
	}

	private static void assertAgrees(String address, int peers) {
		JsonNode health = ServerProcess.health(address + ":8080");
		JsonNode details = health.at("/components/rserpool/components/server/details");
		assertThat(health.path("status").asString("")).isEqualTo("UP");
		assertThat(details.path("phase").asString("")).isEqualTo("serving");
		assertThat(details.path("peers").path("active").asInt(0)).isEqualTo(peers);
		assertThat(details.path("audits").path("agreed").asInt(0)).isEqualTo(peers);
	}

}
