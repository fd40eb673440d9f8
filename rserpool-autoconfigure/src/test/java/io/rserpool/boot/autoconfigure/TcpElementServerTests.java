package io.rserpool.boot.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import io.rserpool.boot.PoolElementConnection;
import io.rserpool.boot.PoolElementHandler;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class TcpElementServerTests {

	private final RserpoolProperties.Element properties = new RserpoolProperties.Element();

	private @Nullable TcpElementServer server;

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.properties.setDrainTimeout(Duration.ZERO);
			this.server.stop();
		}
	}

	@Test
	void handsEachConnectionToTheHandlerAndClosesItAfterwards() throws IOException {
		TcpElementServer server = start((connection) -> {
			assertThat(connection.elementName()).isEqualTo("echo");
			assertThat(connection.handle()).isEqualTo(PoolHandle.of("EchoPool"));
			assertThat(connection.isOpen()).isTrue();
			byte[] line = connection.inputStream().readNBytes(6);
			connection.outputStream().write(line);
		});
		try (Socket socket = connect(server)) {
			socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello\n");
		}
		await().until(() -> server.connectionCount() == 0);
	}

	@Test
	void aFailingHandlerLosesOnlyItsOwnConnection() throws IOException {
		TcpElementServer server = start((connection) -> {
			throw new IllegalStateException("broken handler");
		});
		for (int i = 0; i < 2; i++) {
			try (Socket socket = connect(server)) {
				assertThat(socket.getInputStream().read()).isEqualTo(-1);
			}
		}
		await().until(() -> server.connectionCount() == 0);
	}

	@Test
	void connectionsAboveTheLimitAreClosedAtOnce() throws Exception {
		this.properties.setMaxConnections(1);
		CountDownLatch busy = new CountDownLatch(1);
		TcpElementServer server = start((connection) -> {
			busy.countDown();
			connection.inputStream().read();
		});
		try (Socket first = connect(server)) {
			assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
			try (Socket second = connect(server)) {
				assertThat(second.getInputStream().read()).isEqualTo(-1);
			}
			assertThat(server.connectionCount()).isEqualTo(1);
			assertThat(first.isConnected()).isTrue();
		}
	}

	@Test
	void stopWaitsForAConnectionThatEndsInTime() throws Exception {
		this.properties.setDrainTimeout(Duration.ofSeconds(10));
		TcpElementServer server = start(TcpElementServerTests::answerOneLine);
		try (Socket socket = connect(server)) {
			await().until(() -> server.connectionCount() == 1);
			Thread stopper = new Thread(server::stop);
			stopper.start();
			await().until(() -> !server.isOpen() || stopper.getState() == Thread.State.TIMED_WAITING);
			OutputStream output = socket.getOutputStream();
			output.write("last\n".getBytes(StandardCharsets.UTF_8));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("last");
			stopper.join(5000);
			assertThat(stopper.isAlive()).isFalse();
		}
	}

	@Test
	void stopClosesConnectionsThatDoNotEnd() throws Exception {
		this.properties.setDrainTimeout(Duration.ofMillis(20));
		TcpElementServer server = start(TcpElementServerTests::answerOneLine);
		try (Socket socket = connect(server)) {
			await().until(() -> server.connectionCount() == 1);
			server.stop();
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		await().until(() -> server.connectionCount() == 0);
	}

	@Test
	void startsAgainAfterStop() throws IOException {
		TcpElementServer server = start(TcpElementServerTests::answerOneLine);
		server.stop();
		assertThatIllegalStateException().isThrownBy(server::localPort);
		server.start();
		try (Socket socket = connect(server)) {
			assertThat(socket.isConnected()).isTrue();
		}
	}

	@Test
	void aTakenPortIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.properties.setPort(taken.getLocalPort());
			assertThatExceptionOfType(ElementStartException.class)
				.isThrownBy(() -> start(TcpElementServerTests::answerOneLine))
				.withMessageContaining("TCP port " + taken.getLocalPort() + " of element 'echo'")
				.satisfies((ex) -> assertThat(ex.property()).isEqualTo("rserpool.elements.echo.port"));
		}
	}

	private static void answerOneLine(PoolElementConnection connection) throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(connection.inputStream(), StandardCharsets.UTF_8));
		String line = reader.readLine();
		connection.outputStream().write(line.getBytes(StandardCharsets.UTF_8));
	}

	private TcpElementServer start(PoolElementHandler handler) {
		TcpElementServer created = new TcpElementServer("echo", PoolHandle.of("EchoPool"), this.properties,
				InetAddress::getLoopbackAddress, () -> handler, new SimpleAsyncTaskExecutor("test-element-"));
		created.start();
		this.server = created;
		return created;
	}

	private static Socket connect(TcpElementServer server) throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), server.localPort());
	}

}
