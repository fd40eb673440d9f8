package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EnrpServerLifecycleTests {

	private final StubEnrpServer server = new StubEnrpServer();

	private final StandardEnvironment environment = new StandardEnvironment();

	private final EnrpServerLifecycle lifecycle = new EnrpServerLifecycle(this.server, this.environment);

	@AfterEach
	void stop() {
		this.lifecycle.stop();
	}

	@Test
	void startsAndStopsTheServer() {
		this.lifecycle.start();
		assertThat(this.server.isRunning()).isTrue();
		assertThat(this.lifecycle.isRunning()).isTrue();
		this.lifecycle.stop();
		assertThat(this.server.isRunning()).isFalse();
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@Test
	void publishesTheRealPorts() {
		this.lifecycle.start();
		assertThat(this.environment.getProperty("local.rserpool.server.port", Integer.class)).isEqualTo(43863);
		assertThat(this.environment.getProperty("local.rserpool.server.enrp-port", Integer.class)).isEqualTo(49901);
	}

	@Test
	void keepsTheProcessAliveUntilItStops() {
		this.lifecycle.start();
		assertThat(waiters()).isEqualTo(1);
		this.lifecycle.stop();
		await().until(() -> waiters() == 0);
	}

	private static long waiters() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> "rserpool-server".equals(thread.getName()) && !thread.isDaemon() && thread.isAlive())
			.count();
	}

}
