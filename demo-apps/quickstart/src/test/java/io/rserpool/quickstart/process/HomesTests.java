package io.rserpool.quickstart.process;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HomesTests {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m");

	private final JavaCommand painter = new JavaCommand(OPTIONS, PatientChild.class.getName());

	private final JavaCommand server = new JavaCommand(OPTIONS, PatientServer.class.getName());

	private final Painters painters = new Painters((number, element) -> this.painter.with(List.of()), 4,
			Duration.ofSeconds(2), new Random(1));

	private final Servers servers = new Servers((number, address) -> this.server.with(List.of(String.valueOf(number))),
			1, (number) -> new ServerAddress(3862 + number, 9900 + number), Duration.ofSeconds(2));

	private final Homes homes = new Homes(this.servers, this.painters);

	@AfterEach
	void close() {
		this.painters.close();
		this.servers.close();
	}

	@Test
	void painterKnowsTheServerThatOwnsTheFewest() {
		assertThat(this.homes.choose(1)).isEqualTo(Servers.SELF);

		startServerThatOwnsOne();
		startPaintersInThePool(1);
		assertThat(this.homes.choose(4)).isEqualTo(Servers.SELF);

		startPaintersInThePool(2);
		assertThat(this.homes.choose(4)).isEqualTo(2);
	}

	@Test
	void painterOnTheWayToADeadServerIsStartedAgain() {
		this.servers.listen(this.homes);
		startServerThatOwnsOne();
		startPaintersInThePool(3);
		assertThat(this.homes.choose(4)).isEqualTo(2);
		PoolElementId before = this.painters.start(4).orElseThrow().element();

		this.servers.kill(2);

		await().atMost(PATIENCE).until(() -> {
			Painter now = this.painters.all().get(3);
			return now.isRunning() && !now.element().equals(before);
		});
		assertThat(this.homes.choose(4)).isEqualTo(Servers.SELF);
		assertThat(this.painters.all().subList(0, 3)).allMatch(Painter::isRunning);
	}

	private void startServerThatOwnsOne() {
		this.servers.start(2);
		await().atMost(PATIENCE).until(() -> this.servers.find(2).orElseThrow().state() == ServerState.UP);
	}

	private void startPaintersInThePool(int count) {
		for (int i = 0; i < count; i++) {
			this.painters.start().ifPresent((started) -> this.painters.registered(started.element()));
		}
	}

}
