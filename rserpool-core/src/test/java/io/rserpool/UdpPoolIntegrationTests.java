package io.rserpool;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * A pool of time servers that speak UDP and know nothing of pools, in name service mode.
 */
class UdpPoolIntegrationTests {

	private static final PoolHandle TIME = PoolHandle.of("TimePool");

	private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final EnrpServer server = EnrpServer.builder().asapAddress(LOCAL).build();

	private final List<AutoCloseable> open = new ArrayList<>();

	private final List<RserpoolEvent> serverTold = new java.util.concurrent.CopyOnWriteArrayList<>();

	private final List<TimeServer> timeServers = new ArrayList<>();

	private final BlockingQueue<ReceivedDatagram> answers = new LinkedBlockingQueue<>();

	@BeforeEach
	void start() throws IOException {
		this.server.events().subscribe((occurrence) -> this.serverTold.add(occurrence.event()));
		this.server.start();
		for (int i = 1; i <= 2; i++) {
			TimeServer timeServer = new TimeServer();
			this.timeServers.add(timeServer);
			this.open.add(timeServer);
			PoolElement element = PoolElement.builder(TIME)
				.id(new PoolElementId(i))
				.transport(timeServer.transport())
				.enrpServers(this.server.asapAddress())
				.build();
			this.open.add(element);
			element.start();
		}
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
		this.server.close();
	}

	private PoolUser user() {
		PoolUser user = PoolUser.builder().enrpServers(this.server.asapAddress()).build();
		this.open.add(user);
		user.start();
		return user;
	}

	private DatagramSender datagrams(PoolUser user) {
		DatagramSender sender = user.openDatagrams(LOCAL, this.answers::add);
		this.open.add(sender);
		return sender;
	}

	/** An application that knows nothing of pools, either. */
	private static Instant ask(InetSocketAddress timeServer) throws IOException {
		try (DatagramSocket socket = new DatagramSocket(LOCAL)) {
			socket.setSoTimeout(500);
			socket.send(new DatagramPacket(new byte[0], 0, timeServer));
			DatagramPacket answer = new DatagramPacket(new byte[4], 4);
			socket.receive(answer);
			return TimeServer.time(answer.getData());
		}
	}

	@Test
	@DisplayName("S21, S4, S5: a time server is killed: the user gets the time from the other one by failedGiveNext()")
	@Conformance("SVC-1")
	void otherTimeServerAnswers() throws Exception {
		PoolUser user = user();
		Selection selection = user.select(TIME);
		this.timeServers.get(selection.id().value() - 1).close();

		Instant time = null;
		for (int attempt = 0; time == null && attempt < 2; attempt++) {
			try {
				time = ask(selection.address());
			}
			catch (IOException ex) {
				selection = selection.failedGiveNext();
			}
		}

		assertThat(time).isCloseTo(Instant.now(), within());
		PoolElementId failed = new PoolElementId(3 - selection.id().value());
		await().untilAsserted(() -> assertThat(this.serverTold).filteredOn(
				(event) -> event instanceof RserpoolEvent.UnreachableReported report && failed.equals(report.element()))
			.hasSize(1));
		assertThat(user.select(TIME).id()).isEqualTo(selection.id());
	}

	@Test
	@DisplayName("S6: name service mode has no automatic failover: the application sees its own exception, and nothing is reported for it")
	void failureSurfaces() throws Exception {
		PoolUser user = user();
		Selection selection = user.select(TIME);
		this.timeServers.forEach(TimeServer::close);

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(selection.address()));

		assertThat(user.resolve(TIME).get(10, TimeUnit.SECONDS)).hasSize(2);
		assertThat(this.serverTold).noneMatch(RserpoolEvent.UnreachableReported.class::isInstance);
	}

	@Test
	@DisplayName("RFC 5352 6.5.1, 6.6: sent by transport address; the answer's sender is known by its PE handle")
	void sentByTransportAddress() throws Exception {
		PoolUser user = user();
		DatagramSender sender = datagrams(user);
		Selection selection = user.select(TIME);

		assertThat(sender.send(selection, new byte[] { 1 })).succeedsWithin(Duration.ofSeconds(10));

		ReceivedDatagram answer = this.answers.poll(10, TimeUnit.SECONDS);
		assertThat(answer).isNotNull();
		assertThat(TimeServer.time(answer.bytes())).isCloseTo(Instant.now(), within());
		assertThat(answer.sender()).isEqualTo(selection.address());
		assertThat(answer.handle()).contains(TIME);
		assertThat(answer.element()).contains(selection.id());
		assertThat(answer).asString().startsWith("4 octets from TimePool/" + selection.id());
	}

	@Test
	@DisplayName("RFC 5352 6.6: a sender that the cache does not know is known by its address")
	void unknownSenderIsKnownByItsAddress() throws Exception {
		DatagramSender sender = datagrams(user());

		try (DatagramSocket stranger = new DatagramSocket(LOCAL)) {
			stranger.send(new DatagramPacket(new byte[3], 3, sender.localAddress()));

			ReceivedDatagram datagram = this.answers.poll(10, TimeUnit.SECONDS);
			assertThat(datagram).isNotNull();
			assertThat(datagram.element()).isEmpty();
			assertThat(datagram.handle()).isEmpty();
			assertThat(datagram.sender().getPort()).isEqualTo(stranger.getLocalPort());
		}
	}

	@Test
	@DisplayName("RFC 5352 6.5.1: by transport address there is no failover: errors go to the caller")
	void errorsGoToTheCaller() {
		PoolUser user = user();
		DatagramSender sender = datagrams(user);
		UdpTransport unroutable = new UdpTransport(9, IpAddress.parse("255.255.255.255"));

		assertThat(sender.send(unroutable, new byte[1])).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(RserpoolException.class)
			.withMessageContaining("255.255.255.255:9 could not be sent");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> sender.send(new TcpTransport(9, TransportUse.DATA_ONLY, IpAddress.parse("127.0.0.1")),
					new byte[1]))
			.withMessageContaining("only to a UDP transport");
		assertThatIllegalArgumentException().isThrownBy(() -> sender.send(unroutable, new byte[65_508]))
			.withMessageContaining("too long");
		assertThat(this.serverTold).noneMatch(RserpoolEvent.UnreachableReported.class::isInstance);
	}

	@Test
	void portInUseIsTold() {
		PoolUser user = user();
		DatagramSender sender = datagrams(user);

		assertThatExceptionOfType(RserpoolException.class)
			.isThrownBy(() -> user.openDatagrams(sender.localAddress(), this.answers::add))
			.withMessageContaining("cannot be opened");
	}

	@Test
	void closedPortSendsNothing() {
		DatagramSender sender = datagrams(user());
		sender.close();

		assertThat(sender.send(this.timeServers.get(0).transport(), new byte[1])).failsWithin(Duration.ofSeconds(10));
	}

	private static org.assertj.core.data.TemporalUnitOffset within() {
		return org.assertj.core.api.Assertions.within(5, ChronoUnit.SECONDS);
	}

}
