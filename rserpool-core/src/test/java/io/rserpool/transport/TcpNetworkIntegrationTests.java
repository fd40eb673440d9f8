package io.rserpool.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.Timing;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.EnrpError;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.Octets;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real sockets on loopback, by epoll and by NIO.
 */
@ParameterizedClass
@ValueSource(booleans = { true, false })
class TcpNetworkIntegrationTests {

	private static final WireMessage MESSAGE = new ServerAnnounce(ServerId.of(7), List.of());

	private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final List<MachineDriver<String>> drivers = new ArrayList<>();

	private final TcpNetwork network;

	TcpNetworkIntegrationTests(boolean epoll) throws SocketException {
		Assumptions.assumeTrue(!epoll || Epoll.isAvailable());
		this.network = new TcpNetwork(2, epoll, NetworkInterface.getByName("lo"));
	}

	@AfterEach
	void close() {
		this.drivers.forEach((driver) -> driver.close().join());
		this.network.close();
	}

	private MachineDriver<String> driver() {
		MachineDriver<String> driver = ProbeMachine.driver(this.network, ConnectionOptions.DEFAULT
			.withKeepAlive(new KeepAlive(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(6))));
		this.drivers.add(driver);
		return driver;
	}

	private static Endpoint listen(MachineDriver<String> driver, AcceptLimits limits) {
		return Endpoint
			.of(driver.listen(Protocol.ASAP, ANY_PORT, ConnectionOptions.DEFAULT, limits).join().boundAddress());
	}

	private static void dial(MachineDriver<String> driver, Endpoint to) {
		driver.submit((now) -> driver.dial(Protocol.ASAP, to)).join();
	}

	@Test
	void messagesGoThereAndBackInOrder() {
		MachineDriver<String> serverDriver = driver();
		ProbeMachine.in(serverDriver).echoing();
		MachineDriver<String> clientDriver = driver();
		ProbeMachine client = ProbeMachine.in(clientDriver);
		dial(clientDriver, listen(serverDriver, AcceptLimits.DEFAULT));
		await().until(() -> !client.up.isEmpty());

		clientDriver.execute((now) -> {
			for (int i = 0; i < 10_000; i++) {
				clientDriver.send(client.up.get(0), new ServerAnnounce(ServerId.of(i), List.of()));
			}
		});

		await().atMost(Duration.ofSeconds(30)).until(() -> client.messages.size() == 10_000);
		for (int i = 0; i < 10_000; i++) {
			assertThat(((ServerAnnounce) client.messages.get(i)).server().value()).isEqualTo(i);
		}
		assertThat(client.inputs.get(0)).isEqualTo("up ASAP 127.0.0.1 dialled");
	}

	@Test
	void closedPortRefuses() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		MachineDriver<String> driver = driver();
		ProbeMachine client = ProbeMachine.in(driver);

		dial(driver, Endpoint.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));

		await().untilAsserted(() -> assertThat(client.inputs).containsExactly("dial failed REFUSED"));
	}

	@Test
	void usedPortCannotBeOpened() {
		MachineDriver<String> driver = driver();
		ProbeMachine.in(driver);
		Endpoint used = listen(driver, AcceptLimits.DEFAULT);

		assertThat(
				driver.listen(Protocol.ASAP, used.toSocketAddress(), ConnectionOptions.DEFAULT, AcceptLimits.DEFAULT))
			.failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withStackTraceContaining(BindException.class.getName())
			.withStackTraceContaining("Address already in use");
	}

	@Test
	void lastMessagesArriveBeforeACleanClose() {
		MachineDriver<String> serverDriver = driver();
		ProbeMachine server = ProbeMachine.in(serverDriver);
		MachineDriver<String> clientDriver = driver();
		ProbeMachine client = ProbeMachine.in(clientDriver);
		dial(clientDriver, listen(serverDriver, AcceptLimits.DEFAULT));
		await().until(() -> !client.up.isEmpty());

		clientDriver.execute((now) -> {
			for (int i = 0; i < 1000; i++) {
				clientDriver.send(client.up.get(0), MESSAGE);
			}
			clientDriver.close(client.up.get(0), "done");
		});

		await().untilAsserted(() -> assertThat(server.inputs).last().asString().startsWith("lost"));
		assertThat(server.messages).hasSize(1000);
		assertThat(server.inputs).last().isEqualTo("lost connection closed by the other side");
	}

	@Test
	void slowReaderIsClosed() throws IOException {
		MachineDriver<String> driver = driver();
		ProbeMachine server = ProbeMachine.in(driver);
		Endpoint address = listen(driver, AcceptLimits.DEFAULT);
		WireMessage big = new HandleResolution(PoolHandle.of("x".repeat(1000)), false, HandleResolution.NO_OPTION);
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(address.toSocketAddress());
			await().until(() -> !server.up.isEmpty());

			driver.execute((now) -> {
				for (int i = 0; i < 20_000; i++) {
					driver.send(server.up.get(0), big);
				}
			});

			await().untilAsserted(
					() -> assertThat(server.inputs).last().asString().startsWith("lost more than 1048576 octets"));
		}
	}

	@Test
	void serversThatBothSendALotReadEachOther() {
		ConnectionOptions options = ConnectionOptions.ofPeer(Timing.of(Profile.FAST));
		WireMessage big = new EnrpError(ServerId.of(1), ServerId.of(2),
				new OperationError(List.of(ErrorCause.of(CauseCode.LACK_OF_RESOURCES, Octets.of(new byte[1000])))));
		MachineDriver<String> one = driver();
		one.dialWith(Protocol.ENRP, options);
		MachineDriver<String> other = driver();
		ProbeMachine first = ProbeMachine.in(one);
		ProbeMachine second = ProbeMachine.in(other);
		Endpoint address = Endpoint
			.of(other.listen(Protocol.ENRP, ANY_PORT, options, AcceptLimits.DEFAULT).join().boundAddress());
		one.submit((now) -> one.dial(Protocol.ENRP, address)).join();
		await().until(() -> !first.up.isEmpty() && !second.up.isEmpty());

		one.execute((now) -> send(one, first, big));
		other.execute((now) -> send(other, second, big));

		await().atMost(Duration.ofSeconds(8))
			.until(() -> first.messages.size() == 10_000 && second.messages.size() == 10_000);
	}

	private static void send(MachineDriver<String> driver, ProbeMachine machine, WireMessage message) {
		for (int i = 0; i < 10_000; i++) {
			driver.send(machine.up.get(0), message);
		}
	}

	@Test
	void surplusConnectionsAreClosed() throws IOException {
		MachineDriver<String> driver = driver();
		ProbeMachine server = ProbeMachine.in(driver);
		Endpoint address = listen(driver, new AcceptLimits(100, 3, 100, 100));
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 4; i++) {
				Socket socket = new Socket();
				sockets.add(socket);
				socket.connect(address.toSocketAddress());
			}
			sockets.get(3).setSoTimeout(10_000);

			assertThat(read(sockets.get(3))).isEqualTo(-1);
			assertThat(server.up).hasSize(3);
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	private static int read(Socket socket) {
		try {
			return socket.getInputStream().read();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	@Test
	void manyConnectionsAreServed() {
		MachineDriver<String> serverDriver = driver();
		ProbeMachine.in(serverDriver).echoing();
		Endpoint address = listen(serverDriver, AcceptLimits.OFF);
		MachineDriver<String> clientDriver = driver();
		ProbeMachine client = ProbeMachine.in(clientDriver);
		AtomicInteger dialled = new AtomicInteger();

		clientDriver.execute((now) -> {
			while (dialled.getAndIncrement() < 500) {
				clientDriver.dial(Protocol.ASAP, address);
			}
		});
		await().atMost(Duration.ofSeconds(30)).until(() -> client.up.size() == 500);
		clientDriver
			.execute((now) -> List.copyOf(client.up).forEach((connection) -> clientDriver.send(connection, MESSAGE)));

		await().atMost(Duration.ofSeconds(30)).until(() -> client.messages.size() == 500);
	}

	@Test
	void timersFireInRealTime() {
		MachineDriver<String> driver = driver();
		ProbeMachine machine = ProbeMachine.in(driver);
		long start = System.nanoTime();

		driver.execute((now) -> driver.setTimer("a", 50));

		await().until(() -> machine.inputs.contains("timer a"));
		assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(49);
	}

	@Test
	void multicastIsHeardOnLoopback() {
		InetSocketAddress group = new InetSocketAddress("239.255.47.11", 45_863);
		MachineDriver<String> driver = driver();
		ProbeMachine machine = ProbeMachine.in(driver);
		driver.join(Protocol.ASAP, group).join();

		driver.execute((now) -> driver.multicast(MESSAGE));

		await().untilAsserted(() -> assertThat(machine.inputs).contains("multicast ServerAnnounce"));
	}

	@Test
	void waitingOnTheLoopIsRefused() {
		MachineDriver<String> driver = driver();
		ProbeMachine.in(driver);
		ConnectionId any = new ConnectionId(1);

		assertThat(driver.submit((now) -> {
			try {
				return driver.loop().await(driver.submit((later) -> any), 1000);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		})).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("asynchronous form");
	}

}
