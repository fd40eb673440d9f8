package io.rserpool.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.rserpool.event.EventStream;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An element's port for servers and users alike, over real sockets.
 */
@ParameterizedClass
@ValueSource(booleans = { true, false })
class SharedPortIntegrationTests {

	private static final EndpointKeepAlive KEEP_ALIVE = new EndpointKeepAlive(ServerId.of(7), false,
			PoolHandle.of("EchoPool"), null);

	private final TcpNetwork network;

	private final Loop loop;

	private final MachineDriver<String> plainDriver;

	private final MachineDriver<String> mappingDriver;

	private final MachineDriver<String> dialling;

	private final ProbeMachine plain;

	private final ProbeMachine mapping;

	private Endpoint port;

	SharedPortIntegrationTests(boolean epoll) {
		Assumptions.assumeTrue(!epoll || Epoll.isAvailable());
		this.network = new TcpNetwork(2, epoll, null);
		this.loop = this.network.newLoop();
		this.plainDriver = driver("plain");
		this.mappingDriver = driver("mapping");
		this.dialling = ProbeMachine.driver(this.network);
		this.plain = ProbeMachine.in(this.plainDriver);
		this.mapping = ProbeMachine.in(this.mappingDriver);
	}

	private MachineDriver<String> driver(String name) {
		return new MachineDriver<>(name, this.network, this.loop, new EventStream(), ConnectionOptions.DEFAULT);
	}

	@BeforeEach
	void listen() {
		ConnectionOptions options = ConnectionOptions.DEFAULT.withFirstMessageTimeout(Duration.ofSeconds(1));
		SharedPort shared = SharedPort.ofElement(this.plainDriver.entrance(Protocol.ASAP,
				options
					.withKeepAlive(new KeepAlive(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(6))),
				(bound, now) -> {
				}), this.mappingDriver.entrance(Protocol.SESSION, ConnectionOptions.ofSession(Duration.ofSeconds(1)),
						(bound, now) -> {
						}));
		this.port = Endpoint.of(this.plainDriver
			.listen(shared, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), AcceptLimits.ofSessions(16_384))
			.join()
			.boundAddress());
	}

	@AfterEach
	void close() {
		this.plainDriver.close().join();
		this.mappingDriver.close().join();
		this.dialling.close().join();
		this.network.close();
	}

	private Socket socket() throws IOException {
		Socket socket = new Socket();
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(10_000);
		socket.connect(this.port.toSocketAddress());
		return socket;
	}

	@Test
	@DisplayName("T-6: a server that dials and a user reach their machines by one port")
	void serverAndUserReachTheirMachines() {
		ProbeMachine dialler = ProbeMachine.in(this.dialling);
		this.dialling.submit((now) -> this.dialling.dial(Protocol.ASAP, this.port)).join();
		this.dialling.submit((now) -> this.dialling.dial(Protocol.SESSION, this.port)).join();
		await().until(() -> dialler.up.size() == 2);
		DataChunk data = new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(new byte[65_000]));

		this.dialling.execute((now) -> {
			boolean first = dialler.inputs.get(0).contains("ASAP");
			this.dialling.send(dialler.up.get(first ? 0 : 1), KEEP_ALIVE);
			this.dialling.send(dialler.up.get(first ? 1 : 0), new InitChunk(0));
			this.dialling.send(dialler.up.get(first ? 1 : 0), data);
		});

		await().untilAsserted(() -> assertThat(this.plain.messages).containsExactly(KEEP_ALIVE));
		await().untilAsserted(() -> assertThat(this.mapping.messages).containsExactly(new InitChunk(0), data));
		assertThat(this.plain.inputs).containsExactly("up ASAP 127.0.0.1 accepted", "received EndpointKeepAlive");
		assertThat(this.mapping.inputs).startsWith("up SESSION 127.0.0.1 accepted", "received InitChunk");
	}

	@Test
	void firstOctetsMayComeOneByOne() throws IOException {
		try (Socket user = socket(); Socket server = socket()) {
			byte[] keepAlive = HexFormat.of().parseHex("07000014" + "00000007" + "0009000c4563686f506f6f6c");
			for (int i = 0; i < 4; i++) {
				user.getOutputStream().write(new byte[] { 1, 0, 0, 4 }, i, 1);
				server.getOutputStream().write(keepAlive, i, 1);
				int octets = i + 1;
				await().until(() -> octets < 4 || !this.mapping.messages.isEmpty());
			}
			server.getOutputStream().write(keepAlive, 4, keepAlive.length - 4);

			await().untilAsserted(() -> assertThat(this.plain.inputs).containsExactly("up ASAP 127.0.0.1 accepted",
					"received EndpointKeepAlive"));
			assertThat(this.mapping.messages).containsExactly(new InitChunk(0));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "16030100", "00000015", "47455420", "0f000008", "ff000004" })
	@DisplayName("T-16: TLS on a port without it, and anything else, is closed and told")
	void strangersAreClosedAndTold(String hex) throws IOException {
		try (Socket stranger = socket()) {
			stranger.getOutputStream().write(HexFormat.of().parseHex(hex));

			assertThat(isEnded(stranger)).isTrue();
		}
		String why = hex.startsWith("1603") ? "a TLS record on a port without TLS"
				: "neither a plain stream nor the TCP mapping";
		await().untilAsserted(() -> assertThat(this.plain.inputs).containsExactly("up ASAP 127.0.0.1 accepted",
				"malformed FRAMING", "lost " + why));
		assertThat(this.mapping.inputs).isEmpty();
	}

	private static boolean isEnded(Socket socket) throws IOException {
		try {
			return socket.getInputStream().read() == -1;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	@Test
	@DisplayName("SR-21: one that says nothing, or stops within four octets, is closed and told")
	void silentConnectionIsClosedAndTold() throws IOException {
		try (Socket silent = socket(); Socket slow = socket(); Socket gone = socket()) {
			slow.getOutputStream().write(7);
			gone.getOutputStream().write(7);
			gone.shutdownOutput();

			assertThat(isEnded(gone)).isTrue();
			assertThat(isEnded(silent)).isTrue();
			assertThat(isEnded(slow)).isTrue();
		}
		await()
			.untilAsserted(() -> assertThat(this.plain.inputs).containsExactlyInAnyOrder("up ASAP 127.0.0.1 accepted",
					"up ASAP 127.0.0.1 accepted", "up ASAP 127.0.0.1 accepted", "malformed FRAMING",
					"malformed FRAMING", "lost connection closed by the other side inside a message",
					"lost no message within 1000 ms", "lost no message within 1000 ms"));
	}

	@Test
	void nobodyHearsOfAConnectionThatWasOnlyOpened() throws IOException {
		socket().close();
		try (Socket user = socket()) {
			user.getOutputStream().write(new byte[] { 1, 8, 0, 4 });
			await().until(() -> !this.mapping.messages.isEmpty());
		}

		assertThat(this.plain.inputs).isEmpty();
		assertThat(this.mapping.messages).isEqualTo(List.of(new InitChunk(InitChunk.HEADERS)));
	}

}
