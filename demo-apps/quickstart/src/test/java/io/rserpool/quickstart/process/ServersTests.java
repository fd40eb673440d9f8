package io.rserpool.quickstart.process;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.rserpool.quickstart.report.ServerNews;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ServersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private final JavaCommand java = new JavaCommand(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"),
			PatientServer.class.getName());

	private final Servers servers = new Servers((number, address) -> this.java.with(List.of(String.valueOf(number))), 2,
			(number) -> new ServerAddress(3862 + number, 9900 + number), Duration.ofSeconds(2));

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	@BeforeEach
	void listen() {
		this.servers.self(ServerId.of(1));
		this.servers.listen(new ServerListener() {

			@Override
			public void started(ServerProcess server) {
				ServersTests.this.heard.add("started " + server.name());
			}

			@Override
			public void serving(ServerProcess server) {
				ServersTests.this.heard.add("serving " + server.name());
			}

			@Override
			public void ended(ServerProcess server) {
				ServersTests.this.heard.add("ended " + server.name() + " " + server.exitCode());
			}

			@Override
			public void news(ServerProcess server, ServerNews news) {
				ServersTests.this.heard.add("news " + server.name() + " " + news.step());
			}

		});
	}

	@AfterEach
	void close() {
		this.servers.close();
	}

	@Test
	void whatAServerSaysIsHeard() {
		this.servers.start(2);

		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.heard).containsExactly("started server-2", "serving server-2",
					"news server-2 STARTED"));
		ServerProcess server = this.servers.find(2).orElseThrow();
		assertThat(server.state()).isEqualTo(ServerState.UP);
		assertThat(server.report()).satisfies((report) -> {
			assertThat(report.ownedCount()).isEqualTo(1);
			assertThat(report.peer(ServerId.of(1))).isPresent();
		});
		assertThat(this.servers.nameOf(ServerId.of(2))).isEqualTo("server-2");
		assertThat(this.servers.nameOf(ServerId.of(1))).isEqualTo("server-1");
		assertThat(this.servers.nameOf(ServerId.of(9))).isEqualTo("0x00000009");
	}

	@Test
	void killedServerStartsAgainAtTheSamePorts() {
		ServerProcess server = this.servers.start(3).orElseThrow();
		await().atMost(PATIENCE).until(() -> this.servers.find(3).orElseThrow().state() == ServerState.UP);

		assertThat(this.servers.kill(3)).isPresent();

		await().atMost(PATIENCE).until(() -> this.heard.contains("ended server-3 137"));
		assertThat(this.servers.find(3).orElseThrow().byUs()).isTrue();
		assertThat(this.servers.kill(3)).isEmpty();
		assertThat(this.servers.start(3)).hasValueSatisfying((again) -> {
			assertThat(again.address()).isEqualTo(server.address());
			assertThat(again.pid()).isNotEqualTo(server.pid());
		});
	}

	@Test
	void serverOfThisProcessIsNoChild() {
		assertThat(this.servers.start(1)).isEmpty();
		assertThat(this.servers.kill(1)).isEmpty();
		assertThat(this.servers.start(4)).isEmpty();
	}

	@Test
	void closeLeavesNoServerAndStartsNoMore() {
		this.servers.startAll();
		List<Long> processes = this.servers.all().stream().map(ServerProcess::pid).toList();

		this.servers.close();

		assertThat(processes).hasSize(2).noneMatch(PaintersTests::isAlive);
		assertThat(this.servers.start(2)).isEmpty();
	}

}
