package io.rserpool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.UdpTransport;
import io.rserpool.wire.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a user or operator can get wrong, and what a stranger can send to the ASAP port:
 * whoever can act on it gets a clear error, the server counts and tells it, and nobody
 * else is disturbed.
 */
class BadInputIntegrationTests {

	private static final String QUESTION = "0500000b000900076f6b3f00";

	private static final String ANSWER = "06000014000900076f6b3f00000c000800090004";

	private final ServerUnderAttack target = new ServerUnderAttack();

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
		this.target.assertBystandersAreWell();
		this.target.close();
	}

	private Attacker attacker(String from) {
		Attacker attacker = this.target.attacker(from);
		this.open.add(attacker);
		return attacker;
	}

	/** Another element of the well-behaved element's pool. */
	private PoolElement element(PoolElementBuilder settings, EventStream events) {
		AsapEndpoint endpoint = this.target.endpoint("other", events);
		endpoint.start();
		PoolElement element = settings.endpoint(endpoint).build();
		this.open.add(0, element);
		this.open.add(endpoint);
		return element;
	}

	private static List<RserpoolEvent> heard(EventStream stream) {
		List<RserpoolEvent> events = new CopyOnWriteArrayList<>();
		stream.subscribe((occurrence) -> events.add(occurrence.event()));
		return events;
	}

	private void assertDropped(Attacker attacker, String why) {
		this.target.awaitCount("connectionsDropped", 1);
		assertThat(this.target.events(RserpoolEvent.ConnectionDropped.class)).singleElement().satisfies((event) -> {
			assertThat(event.remote()).isEqualTo(attacker.name());
			assertThat(event.why()).contains(why);
		});
	}

	private void assertMalformed(Attacker attacker, String detail) {
		this.target.awaitCount("malformed", 1);
		assertThat(this.target.events(RserpoolEvent.MalformedMessage.class)).singleElement().satisfies((event) -> {
			assertThat(event.from()).isEqualTo(attacker.name());
			assertThat(event.kind()).isEqualTo("FRAMING");
			assertThat(event.detail()).contains(detail);
		});
	}

	@Test
	void unknownPoolIsNamed() {
		PoolHandle unknown = PoolHandle.of("NoSuchPool");

		assertThatExceptionOfType(UnknownPoolException.class).isThrownBy(() -> this.target.user().select(unknown))
			.withMessageContaining("'NoSuchPool'")
			.withMessageContaining("no element is registered under this handle")
			.satisfies((failure) -> assertThat(failure.handle()).isEqualTo(unknown));

		assertThat(this.target.counted("unknownPools")).isOne();
		assertThat(this.target.events(RserpoolEvent.ResolutionFailed.class)).singleElement()
			.satisfies((event) -> assertThat(event.causeCode()).isEqualTo(CauseCode.UNKNOWN_POOL_HANDLE.code()))
			.satisfies((event) -> assertThat(event.handle()).isEqualTo(unknown));
	}

	@Test
	void unreachableServersAreNamedWithTheTimeSpent() throws IOException {
		List<InetSocketAddress> closed = List.of(closedPort(), closedPort());
		EventStream stream = new EventStream();
		List<RserpoolEvent> events = heard(stream);
		Timing timing = ServerUnderAttack.TIMING.with(TimerName.T1_ENRP_REQUEST, Duration.ofMillis(100))
			.with(TimerName.T5_SERVER_HUNT, Duration.ofMillis(100));
		AsapEndpoint endpoint = AsapEndpoint.builder().enrpServers(closed).timing(timing).events(stream).build();
		this.open.add(endpoint);
		endpoint.start();
		PoolUser user = PoolUser.builder().endpoint(endpoint).build();

		assertThatExceptionOfType(NoServerReachableException.class)
			.isThrownBy(() -> user.select(ServerUnderAttack.POOL))
			.withMessageContaining("'EchoPool'")
			.withMessageContaining("127.0.0.1:" + closed.get(0).getPort())
			.withMessageContaining("127.0.0.1:" + closed.get(1).getPort())
			.withMessageMatching(".*within \\d+ ms.*")
			.satisfies((failure) -> assertThat(failure.tried()).hasSize(2))
			.satisfies(
					(failure) -> assertThat(failure.waited()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(5)));

		assertThat(events).filteredOn(RserpoolEvent.ServerHuntFailed.class::isInstance)
			.isNotEmpty()
			.allSatisfy((event) -> assertThat(((RserpoolEvent.ServerHuntFailed) event).tried()).hasSize(2));
	}

	private static InetSocketAddress closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
		}
	}

	@Test
	void otherPolicyIsRejectedInWordsAndCode() {
		EventStream stream = new EventStream();
		List<RserpoolEvent> events = heard(stream);
		PoolElement other = element(PoolElement.builder(ServerUnderAttack.POOL)
			.policy(MemberSelectionPolicy.RANDOM)
			.transport(ServerUnderAttack.transport(7002)), stream);

		assertRejected(other, events, CauseCode.INCONSISTENT_POOLING_POLICY, "inconsistent pooling policy (0x0005)");
	}

	@Test
	void otherTransportIsRejectedInWordsAndCode() {
		EventStream stream = new EventStream();
		List<RserpoolEvent> events = heard(stream);
		PoolElement other = element(PoolElement.builder(ServerUnderAttack.POOL)
			.transport(new UdpTransport(7002, IpAddress.parse("127.0.0.1"))), stream);

		assertRejected(other, events, CauseCode.INCONSISTENT_TRANSPORT_TYPE, "inconsistent transport type (0x0007)");
	}

	private void assertRejected(PoolElement other, List<RserpoolEvent> events, CauseCode cause, String words) {
		assertThatExceptionOfType(RegistrationRejectedException.class).isThrownBy(other::start)
			.withMessageContaining("'EchoPool'")
			.withMessageContaining(other.id().toString())
			.withMessageContaining(words)
			.satisfies((failure) -> assertThat(failure.errorCause().cause()).isEqualTo(cause));

		assertThat(other.state()).isEqualTo(RegistrationState.FAILED);
		assertThat(other.failure()).get().asString().contains(words);
		assertThat(this.target.counted("rejected")).isOne();
		assertThat(this.target.events(RserpoolEvent.RequestRejected.class)).singleElement().satisfies((event) -> {
			assertThat(event.request()).isEqualTo("registration");
			assertThat(event.causeCode()).isEqualTo(cause.code());
			assertThat(event.element()).isEqualTo(other.id());
			assertThat(event.why()).isNotBlank();
		});
		assertThat(events).filteredOn(RserpoolEvent.RegistrationFailed.class::isInstance)
			.singleElement()
			.satisfies((event) -> assertThat(((RserpoolEvent.RegistrationFailed) event).causeCode())
				.isEqualTo(cause.code()));
	}

	@Test
	void portInUseIsNamedAndItsOwnerGoesOn() {
		EnrpServer second = EnrpServer.builder().asapAddress(this.target.server().asapAddress()).build();

		assertThatExceptionOfType(RserpoolStartException.class).isThrownBy(second::start)
			.withMessageContaining("port " + this.target.server().asapAddress().getPort())
			.withMessageContaining("Address already in use");
	}

	@Test
	void webBrowserOnTheAsapPortIsClosed() {
		Attacker attacker = attacker("127.2.0.1").sendText("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

		assertThat(attacker.receiveUntilClosedHex()).isEmpty();
		assertMalformed(attacker, "length");
		assertDropped(attacker, "borders");
	}

	@Test
	void garbageIsClosedAndAnsweredWithErrorsAtMost() {
		Random random = new Random(11);
		for (int i = 1; i <= 50; i++) {
			byte[] garbage = new byte[1 + random.nextInt(60_000)];
			random.nextBytes(garbage);
			try (Attacker attacker = this.target.attacker("127.2.1." + i)) {
				attacker.trySend(garbage);
				String received = attacker.receiveUntilClosedHex();
				assertThat(received).matches("(0e00.*)?");
			}
		}

		await().untilAsserted(() -> assertThat(this.target.counted("malformed")).isGreaterThanOrEqualTo(50));
		assertThat(this.target.events(RserpoolEvent.MalformedMessage.class)).extracting((event) -> event.from())
			.hasSizeGreaterThanOrEqualTo(50);
	}

	@Test
	@DisplayName("AT-39: a length over the limit closes at the header, before anything is kept")
	void oversizedMessageIsClosedAtItsHeader() {
		Attacker attacker = attacker("127.2.0.2").sendHex("0500ffff");

		assertThat(attacker.receiveUntilClosedHex()).isEmpty();
		assertMalformed(attacker, "65535");
		assertDropped(attacker, "borders");
	}

	@Test
	void halfAMessageAndTheEndIsCounted() {
		Attacker attacker = attacker("127.2.0.3").sendHex(QUESTION + "0500001000").finish();

		assertThat(attacker.receiveUntilClosedHex()).isEqualTo(ANSWER);
		assertMalformed(attacker, "inside a message");
	}

	@Test
	void halfAMessageAndSilenceIsClosed() {
		Attacker attacker = attacker("127.2.0.4").sendHex(QUESTION + "0500001000");

		assertThat(attacker.receiveUntilClosedHex()).isEqualTo(ANSWER);
		assertMalformed(attacker, "incomplete for 700 ms");
		assertDropped(attacker, "borders");
	}

	@Test
	@DisplayName("SR-21: a connection that says nothing is closed")
	void silenceIsClosed() {
		Attacker attacker = attacker("127.2.0.5");

		assertThat(attacker.receiveUntilClosedHex()).isEmpty();
		assertDropped(attacker, "no message within 700 ms");
		assertThat(this.target.counted("malformed")).isZero();
	}

	@Test
	@DisplayName("AT-38: a message that comes octet by octet is closed when its time is over")
	void slowLorisIsClosed() {
		Attacker attacker = attacker("127.2.0.6").sendHex(QUESTION);
		byte[] endless = HexFormat.of().parseHex("05000fff" + "00".repeat(4091));
		int[] sent = { 0 };

		await().pollInterval(Duration.ofMillis(50))
			.until(() -> !attacker.trySend(new byte[] { endless[sent[0]++] })
					|| this.target.counted("connectionsDropped") > 0);

		assertThat(sent[0]).isBetween(5, 100);
		assertMalformed(attacker, "incomplete for 700 ms");
		assertDropped(attacker, "borders");
	}

	@Test
	@DisplayName("AT-43: a subscriber that does not read is closed; another one sees changes without delay")
	void subscriberThatDoesNotReadIsClosed() {
		PoolHandle pool = PoolHandle.of("x".repeat(1000));
		element(PoolElement.builder(pool).transport(ServerUnderAttack.transport(7002)), new EventStream()).start();
		AsapEndpoint endpoint = this.target.endpoint("watching", new EventStream());
		this.open.add(endpoint);
		endpoint.start();
		PoolUser watching = PoolUser.builder().endpoint(endpoint).build();
		assertThat(watching.resolve(pool).join()).hasSize(1);
		String handle = "000903ec" + "78".repeat(1000);
		byte[] subscriptions = HexFormat.of().parseHex(("050103f0" + handle).repeat(20));
		Attacker attacker = new Attacker("127.2.0.7", this.target.server().asapAddress(), 4096);
		this.open.add(attacker);
		Thread writer = new Thread(() -> {
			while (attacker.trySend(subscriptions)) {
				Thread.onSpinWait();
			}
		}, "never-reads");
		writer.setDaemon(true);
		writer.start();

		await().atMost(Duration.ofSeconds(30)).until(() -> this.target.counted("connectionsDropped") == 1);
		element(PoolElement.builder(pool).transport(ServerUnderAttack.transport(7003)), new EventStream()).start();

		await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(watching.resolve(pool).join()).hasSize(2));
		assertDropped(attacker, "read");
		assertThat(this.target.server().snapshot().join().subscriptionCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("AT-41: 10,000 unknown message types get at most ten errors a second and one event")
	void unknownMessageTypesGetFewErrors() {
		String unknown = "4b000004";
		long begin = System.nanoTime();
		Attacker attacker = attacker("127.2.0.8").sendHex(unknown.repeat(10_000) + QUESTION);

		int errors = 0;
		String message = attacker.receiveMessageHex();
		while (!message.equals(ANSWER)) {
			assertThat(message).startsWith("0e00").contains(unknown);
			errors++;
			message = attacker.receiveMessageHex();
		}
		long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();

		assertThat(errors).isPositive().isLessThanOrEqualTo(10 + 10 * (int) (seconds + 1));
		assertThat(this.target.counted("malformed")).isEqualTo(10_000);
		assertThat(this.target.counted("errorReplies")).isEqualTo(errors);
		assertThat(this.target.events(RserpoolEvent.MalformedMessage.class)).hasSizeBetween(1, 2 + (int) seconds);
	}

	@Test
	@DisplayName("AT-1: of a flood of connections 32 may wait; an element of the same address registers meanwhile")
	void floodOfConnectionsIsBounded() {
		for (int i = 0; i < 500; i++) {
			attacker("127.0.0.1");
		}
		PoolElement welcome = element(PoolElement.builder(ServerUnderAttack.POOL)
			.id(new PoolElementId(2))
			.transport(ServerUnderAttack.transport(7002)), new EventStream());
		welcome.start();
		assertThat(welcome.state()).isEqualTo(RegistrationState.REGISTERED);

		await().untilAsserted(
				() -> assertThat(this.target.counted("connectionsRefused")).isGreaterThanOrEqualTo(500 - 32));
		assertThat(this.target.events(RserpoolEvent.LimitReached.class)).isNotEmpty()
			.hasSizeLessThan(20)
			.allSatisfy((event) -> assertThat(event.limit()).isEqualTo("pending connections"));
		// The rest is closed for its silence.
		await().untilAsserted(() -> assertThat(this.target.counted("connectionsDropped")).isEqualTo(500));
		assertThat(this.target.events(RserpoolEvent.ConnectionDropped.class)).hasSizeBetween(1, 20);
		await().untilAsserted(
				() -> assertThat(this.target.server().snapshot().join().connectionCount()).isLessThanOrEqualTo(4));
	}

	@Test
	void garbageInsteadOfAnEnrpServerIsToldAndLeft() throws Exception {
		try (ServerSocket rogue = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			EventStream stream = new EventStream();
			List<RserpoolEvent> events = heard(stream);
			AsapEndpoint endpoint = AsapEndpoint.builder()
				.enrpServers(List.of(new InetSocketAddress(rogue.getInetAddress(), rogue.getLocalPort())))
				.timing(ServerUnderAttack.TIMING)
				.events(stream)
				.build();
			this.open.add(endpoint);
			endpoint.start();
			try (Socket accepted = rogue.accept()) {
				accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".getBytes());
				assertThat(accepted.getInputStream().read()).isEqualTo(-1);
			}

			await().untilAsserted(() -> assertThat(events).anySatisfy((event) -> {
				assertThat(event).isInstanceOf(RserpoolEvent.MalformedMessage.class);
				assertThat(((RserpoolEvent.MalformedMessage) event).kind()).isEqualTo("FRAMING");
				assertThat(((RserpoolEvent.MalformedMessage) event).from())
					.contains(String.valueOf(rogue.getLocalPort()));
			}));
		}
	}

}
