package io.rserpool.boot.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the clients' exceptions mean, by themselves and as real clients throw them.
 */
class RequestFailureTests {

	@ParameterizedTest
	@MethodSource
	void isToldFromTheException(IOException failure, RequestFailure meaning) {
		assertThat(RequestFailure.of(failure)).isEqualTo(meaning);
	}

	static Stream<Arguments> isToldFromTheException() {
		return Stream.of(Arguments.of(new ConnectException("refused"), RequestFailure.NOT_CONNECTED),
				Arguments.of(new NoRouteToHostException(), RequestFailure.NOT_CONNECTED),
				Arguments.of(new HttpConnectTimeoutException("late"), RequestFailure.NOT_CONNECTED),
				Arguments.of(new SocketTimeoutException("Connect timed out"), RequestFailure.NOT_CONNECTED),
				Arguments.of(new IOException("Could not send", new ConnectException()), RequestFailure.NOT_CONNECTED),
				Arguments.of(new SocketTimeoutException("Read timed out"), RequestFailure.UNCERTAIN),
				Arguments.of(new SocketTimeoutException(), RequestFailure.UNCERTAIN),
				Arguments.of(new HttpTimeoutException("late"), RequestFailure.UNCERTAIN),
				Arguments.of(new IOException("Connection reset"), RequestFailure.UNCERTAIN),
				Arguments.of(new InterruptedIOException(), RequestFailure.OWN),
				Arguments.of(new IOException(new BindException()), RequestFailure.OWN));
	}

	@ParameterizedTest
	@EnumSource(Client.class)
	void aClosedPortIsNotConnected(Client client) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		assertThat(RequestFailure.of(failure(client, port))).isEqualTo(RequestFailure.NOT_CONNECTED);
	}

	@ParameterizedTest
	@EnumSource(Client.class)
	@EnabledOnOs(OS.LINUX)
	void aConnectTimeoutIsNotConnected(Client client) throws IOException {
		// Nobody accepts, and the queue is full: the system does not answer a connect.
		List<SocketChannel> waiting = new ArrayList<>();
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			for (int i = 0; i < 8; i++) {
				SocketChannel channel = SocketChannel.open();
				waiting.add(channel);
				channel.configureBlocking(false);
				channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
			}
			assertThat(RequestFailure.of(failure(client, socket.getLocalPort())))
				.isEqualTo(RequestFailure.NOT_CONNECTED);
		}
		finally {
			for (SocketChannel channel : waiting) {
				channel.close();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Client.class)
	void silenceIsUncertain(Client client) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertThat(RequestFailure.of(failure(client, socket.getLocalPort()))).isEqualTo(RequestFailure.UNCERTAIN);
		}
	}

	@ParameterizedTest
	@EnumSource(Client.class)
	void aConnectionThatBreaksIsUncertain(Client client) throws Exception {
		Thread breaker;
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			breaker = new Thread(() -> breakAll(server), "breaker");
			breaker.start();
			assertThat(RequestFailure.of(failure(client, server.getLocalPort()))).isEqualTo(RequestFailure.UNCERTAIN);
		}
		breaker.join();
	}

	private static void breakAll(ServerSocket server) {
		while (!server.isClosed()) {
			try (Socket socket = server.accept()) {
				socket.getInputStream().read();
			}
			catch (IOException ex) {
				// the end
			}
		}
	}

	private static IOException failure(Client client, int port) {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withConnectTimeout(Duration.ofMillis(500))
			.withReadTimeout(Duration.ofSeconds(1));
		ClientHttpRequestFactory factory = client.builder.build(settings);
		URI uri = URI.create("http://127.0.0.1:" + port + "/");
		return catchThrowableOfType(IOException.class,
				() -> factory.createRequest(uri, HttpMethod.POST).execute().close());
	}

	enum Client {

		JDK(ClientHttpRequestFactoryBuilder.jdk()), SIMPLE(ClientHttpRequestFactoryBuilder.simple());

		private final ClientHttpRequestFactoryBuilder<?> builder;

		Client(ClientHttpRequestFactoryBuilder<?> builder) {
			this.builder = builder;
		}

	}

}
