package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.enrp.AddressCheck;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.session.LossReason;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sessions over real sockets, with a relay before each element that cuts and silences.
 */
class SessionFaultIntegrationTests {

	private static final PoolHandle POOL = PoolHandle.of("FaultPool");

	private static final SessionOptions QUICK = SessionOptions.DEFAULT.element(new PoolElementId(1))
		.timers(SessionTimers.of(Timing.of(Profile.FAST))
			.withHeartbeat(Duration.ofMillis(200), Duration.ofMillis(200), 2));

	private final EnrpServer server = EnrpServer.builder()
		.asapAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
		.addressCheck(AddressCheck.OFF)
		.build();

	private final List<AutoCloseable> open = new ArrayList<>();

	private Served first;

	private Served second;

	private PoolUser user;

	@BeforeEach
	void start() throws Exception {
		this.server.start();
		this.open.add(this.server);
		this.first = new Served(1);
		this.second = new Served(2);
		this.user = PoolUser.builder().enrpServers(this.server.asapAddress()).build();
		this.user.start();
		this.open.add(0, this.user);
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	private static byte[] octets(int number) {
		return String.valueOf(number).getBytes(UTF_8);
	}

	@Test
	@DisplayName("S14: killed after the transport has the message, before the application's acknowledgement: sent again")
	void messageThatNoApplicationAcknowledgedIsSentAgain() {
		this.first.acknowledges((session, message) -> false);
		PoolSession session = this.user.openSession(POOL, QUICK);
		CompletableFuture<Void> sent = session.send(octets(1));
		await().until(() -> this.first.got.contains("1"));

		this.first.relay.cut();

		await().untilAsserted(() -> assertThat(sent).isCompleted());
		assertThat(this.second.got).containsExactly("1!");
		session.close();
	}

	@Test
	@DisplayName("S14: killed after the application's acknowledgement: not sent again")
	void messageThatTheApplicationAcknowledgedIsNotSentAgain() throws Exception {
		PoolSession session = this.user.openSession(POOL, QUICK);
		session.send(octets(1)).get();

		this.first.relay.cut();
		session.send(octets(2)).get();

		assertThat(this.first.got).startsWith("1");
		assertThat(this.second.got).hasSize(1).first().asString().startsWith("2");
		session.close();
	}

	@Test
	@DisplayName("S17: the acknowledgement is lost: sent again, and recognisable")
	void messageWhoseAcknowledgementIsLostIsSentAgain() throws Exception {
		PoolSession session = this.user.openSession(POOL, QUICK);
		session.send(octets(1)).get();
		this.first.relay.silenceBack();

		session.send(octets(2)).get();

		assertThat(this.first.got).containsExactly("1", "2");
		assertThat(this.second.got).containsExactly("2!");
		session.close();
	}

	@Test
	@DisplayName("S13: without the send-over flag a message is reported, not sent twice")
	void messageThatMayBeSentOnceIsReported() {
		this.first.acknowledges((session, message) -> false);
		PoolSession session = this.user.openSession(POOL, QUICK);
		CompletableFuture<Void> sent = session.send(octets(1), SendOptions.DEFAULT.atMostOnce());
		await().until(() -> this.first.got.contains("1"));

		this.first.relay.cut();

		await().until(sent::isDone);
		assertThat(sent).failsWithin(Duration.ofSeconds(5))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOfSatisfying(MessageLostException.class,
					(lost) -> assertThat(lost.reason()).isEqualTo(LossReason.UNCERTAIN));
		session.close();
		assertThat(this.second.got).isEmpty();
	}

	@Test
	@DisplayName("T4: after a cut, what is retrieved and what was acknowledged are all that was sent")
	void retrievedAndAcknowledgedAreAllThatWasSent() throws Exception {
		this.first.acknowledges((session, message) -> Integer.parseInt(message.text()) < 120);
		List<String> retrieved = new CopyOnWriteArrayList<>();
		PoolSession session = this.user.openSession(POOL, QUICK.failoverHandler((failover) -> {
			failover.unacknowledged().forEach((body) -> retrieved.add(new String(body, UTF_8)));
			return FailoverDecision.proceed();
		}));
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			sent.add(session.send(octets(i)));
		}
		await().until(() -> this.first.got.size() == 300);

		this.first.relay.cut();
		for (CompletableFuture<Void> each : sent) {
			each.get();
		}

		List<String> numbers = new ArrayList<>();
		for (int i = 300 - retrieved.size(); i < 300; i++) {
			numbers.add(String.valueOf(i));
		}
		assertThat(retrieved).containsExactlyElementsOf(numbers).hasSizeGreaterThanOrEqualTo(180);
		// No false acknowledgement
		for (int i = 0; i < 300 - retrieved.size(); i++) {
			assertThat(this.first.acknowledged).contains(String.valueOf(i));
		}
		assertThat(this.second.got).containsExactlyElementsOf(numbers.stream().map((each) -> each + "!").toList());
		session.close();
	}

	@Test
	@DisplayName("T5: a half-open connection is found by heartbeats, on both sides")
	void halfOpenConnectionIsLeft() {
		PoolSession session = this.user.openSession(POOL, QUICK);
		session.send(octets(1)).join();
		this.first.relay.silence();

		session.send(octets(2)).join();

		assertThat(this.first.got).containsExactly("1");
		assertThat(this.second.got).containsExactly("2!");
		await().until(() -> this.first.ended.size() == 1);
		session.close();
	}

	/** An element behind a relay. */
	private final class Served implements SessionHandler {

		final SessionRelay relay;

		/** With a mark if it was sent again. */
		final List<String> got = new CopyOnWriteArrayList<>();

		final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

		final List<ServedSession> ended = new CopyOnWriteArrayList<>();

		private volatile BiPredicate<ServedSession, ReceivedMessage> acknowledges = (session, message) -> true;

		Served(int number) throws Exception {
			this.relay = SessionRelay.at(InetAddress.getByName("127.0.0." + (10 + number)));
			PoolElement element = PoolElement.builder(POOL)
				.id(new PoolElementId(number))
				.enrpServers(SessionFaultIntegrationTests.this.server.asapAddress())
				.sessions(SessionServer.builder(this)
					.address(this.relay.target())
					.advertise(this.relay.address())
					.manualAcknowledgement(true)
					.timers(SessionTimers.of(Timing.of(Profile.FAST))
						.withHeartbeat(Duration.ofMillis(200), Duration.ofMillis(200), 2)))
				.build();
			element.start();
			SessionFaultIntegrationTests.this.open.add(0, element);
			SessionFaultIntegrationTests.this.open.add(0, this.relay);
		}

		void acknowledges(BiPredicate<ServedSession, ReceivedMessage> which) {
			this.acknowledges = which;
		}

		@Override
		public void received(ServedSession session, ReceivedMessage message) {
			if (this.acknowledges.test(session, message)) {
				this.acknowledged.add(message.text());
				message.acknowledge();
			}
			this.got.add(message.text() + (message.isRedelivered() ? "!" : ""));
		}

		@Override
		public void closed(ServedSession session, @Nullable String failure) {
			this.ended.add(session);
		}

	}

}
