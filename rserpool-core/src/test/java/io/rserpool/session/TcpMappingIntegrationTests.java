package io.rserpool.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.epoll.Epoll;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.rserpool.Conformance;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.Timing;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.TcpNetwork;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A pair of links over real sockets on loopback, by epoll and by NIO.
 */
@ParameterizedClass
@ValueSource(booleans = { true, false })
class TcpMappingIntegrationTests {

	private static final ConnectionOptions OPTIONS = ConnectionOptions.ofSession(Timing.of(Profile.FAST));

	private static final LinkTuning TUNING = LinkTuning.of(Timing.of(Profile.FAST));

	private final List<MachineDriver<SessionTimer>> drivers = new ArrayList<>();

	private final TcpNetwork network;

	TcpMappingIntegrationTests(boolean epoll) {
		Assumptions.assumeTrue(!epoll || Epoll.isAvailable());
		this.network = new TcpNetwork(2, epoll, null);
	}

	@AfterEach
	void close() {
		this.drivers.forEach((driver) -> driver.close().join());
		this.network.close();
	}

	private Side side(LinkTuning tuning) {
		MachineDriver<SessionTimer> driver = new MachineDriver<>("link", this.network, this.network.newLoop(),
				new EventStream(), OPTIONS);
		this.drivers.add(driver);
		return new Side(driver, tuning);
	}

	private static Endpoint listen(Side side) {
		return Endpoint.of(
				side.driver
					.listen(Protocol.SESSION, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), OPTIONS,
							AcceptLimits.ofSessions(16_384))
					.join()
					.boundAddress());
	}

	private static void connect(Side from, Side to) {
		Endpoint address = listen(to);
		from.driver.execute((now) -> from.driver.dial(Protocol.SESSION, address));
		await().until(() -> from.machine.isOpen() && to.machine.isOpen());
	}

	@Test
	@Conformance("SVC-11")
	@DisplayName("SVC-11: data and control go both ways at once, each acknowledged, in order")
	void dataAndControlGoBothWaysAtOnce() {
		Side one = side(TUNING);
		Side other = side(TUNING);
		connect(one, other);

		// Far more than the buffers of both sockets: neither may stop reading.
		one.sendMany(200, 60_000);
		other.sendMany(200, 60_000);

		for (Side each : List.of(one, other)) {
			await().atMost(Duration.ofSeconds(30)).until(() -> each.acknowledged.get() == 220);
			assertThat(each.received).hasSize(200).isSorted();
			assertThat(each.control).hasSize(20);
			assertThat(each.end).isNull();
		}
	}

	@Test
	void closeIsOrderlyOnBothSides() {
		Side one = side(TUNING);
		Side other = side(TUNING);
		connect(one, other);
		one.sendMany(20, 100);

		one.driver.execute((now) -> one.machine.link().close(now));

		await().untilAsserted(() -> assertThat(one.end).isEqualTo("closed"));
		await().untilAsserted(() -> assertThat(other.end).isEqualTo("closed"));
		assertThat(other.received).hasSize(20);
	}

	@Test
	void abortIsAResetForTheOtherSide() {
		Side one = side(TUNING);
		Side other = side(TUNING);
		connect(one, other);

		one.aborting = true;
		other.sendMany(1, 10);

		await().untilAsserted(() -> assertThat(other.end).asString().startsWith("failed null").contains("reset"));
		assertThat(one.end).isNull();
		assertThat(other.received).isEmpty();
	}

	@Test
	@DisplayName("tcp-mapping.md 5.3: a protocol error is a reset on the wire")
	void protocolErrorIsAResetOnTheWire() throws IOException {
		Side server = side(TUNING);
		Endpoint address = listen(server);
		for (String chunk : List.of("ff000004", "00000003", "0100000800000000", "01000004", "0300000800000063")) {
			try (Socket socket = new Socket()) {
				socket.setSoTimeout(10_000);
				socket.connect(address.toSocketAddress());
				socket.getOutputStream().write(HexFormat.of().parseHex("01000004" + chunk));
				InputStream in = socket.getInputStream();

				assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
					byte[] init = in.readNBytes(4);
					assertThat(init).isEqualTo(new byte[] { 1, 0, 0, 4 });
					assertThat(in.read()).isNotEqualTo(-1);
				}).withMessageContaining("reset");
			}
		}
	}

	@Test
	void silentPeerIsFoundByHeartbeats() throws IOException {
		Side server = side(TUNING.withHeartbeat(200, 200, 2));
		Endpoint address = listen(server);
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(10_000);
			socket.connect(address.toSocketAddress());
			socket.getOutputStream().write(HexFormat.of().parseHex("01000004"));

			await().atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(server.end).asString().startsWith("failed null silent"));

			byte[] heard = new byte[36];
			assertThat(socket.getInputStream().read(heard)).isPositive();
			assertThat(Arrays.copyOf(heard, 4)).isEqualTo(new byte[] { 1, 0, 0, 4 });
		}
		catch (SocketException ex) {
			// The reset may overtake what was sent before it.
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	@Test
	void heartbeatsKeepAnIdlePairAliveAndMeasureIt() {
		Side one = side(TUNING.withHeartbeat(100, 1_000, 1));
		Side other = side(TUNING.withHeartbeat(0, 1_000, 1));
		connect(one, other);

		await().until(() -> one.driver.submit((now) -> one.machine.link().roundTripMillis().isPresent()).join());

		assertThat(one.end).isNull();
		assertThat(one.machine.isOpen()).isTrue();
	}

	/**
	 * One side, which acknowledges whatever comes.
	 */
	private static final class Side implements LinkListener {

		private final MachineDriver<SessionTimer> driver;

		private final LinkMachine machine;

		private final List<Integer> received = Collections.synchronizedList(new ArrayList<>());

		private final List<AsapMessage> control = Collections.synchronizedList(new ArrayList<>());

		private final AtomicLong acknowledged = new AtomicLong();

		private volatile @Nullable String end;

		private volatile boolean aborting;

		Side(MachineDriver<SessionTimer> driver, LinkTuning tuning) {
			this.driver = driver;
			this.machine = LinkMachine.in(driver, 0, tuning, this);
		}

		void sendMany(int count, int octets) {
			this.driver.execute((now) -> {
				for (int i = 0; i < count; i++) {
					byte[] body = new byte[octets];
					body[0] = (byte) (i >> 8);
					body[octets - 1] = (byte) i;
					this.machine.link().sendData(i & 7, 0, false, OctetSlice.EMPTY, OctetSlice.of(body), now);
					if (i % 10 == 0) {
						this.machine.link().sendControl(new Cookie(Octets.of(body[0])), now);
					}
				}
			});
		}

		@Override
		public void opened(long now) {
		}

		@Override
		public void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now) {
			if (this.aborting) {
				this.machine.link().sendData(0, 0, false, OctetSlice.EMPTY, OctetSlice.EMPTY, now);
				this.machine.link().abort("enough", now);
				return;
			}
			byte[] body = data.toByteArray();
			this.received.add(body[0] << 8 | body[body.length - 1] & 0xff);
			this.machine.link().delivered(number, now);
		}

		@Override
		public void controlReceived(AsapMessage message, long now) {
			this.control.add(message);
		}

		@Override
		public void acknowledged(long number, long now) {
			this.acknowledged.set(number + 1);
		}

		@Override
		public void failed(@Nullable String error, String why, long now) {
			this.end = "failed " + error + " " + why;
		}

		@Override
		public void closed(long now) {
			this.end = "closed";
		}

	}

}
