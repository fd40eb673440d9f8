package io.rserpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.session.FailoverMode;
import io.rserpool.session.LossReason;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The menu of services of a session: who decides at a failover, how long it looks for an
 * element, how much it keeps, whom it begins with.
 */
class SessionServicesTests {

	private static final SessionOptions WITH_11 = SessionOptions.DEFAULT.element(new PoolElementId(11));

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private static MessageLostException lost(CompletableFuture<Void> sent) {
		assertThat(sent).isCompletedExceptionally();
		return (MessageLostException) sent.handle((done, failure) -> failure).join();
	}

	@Test
	@DisplayName("S7: a session is with a pool; it survives the death of one element after the other")
	void sessionSurvivesItsElements() {
		this.scope.elements(this.seen, 11, 12, 13);
		PoolSession session = this.scope.open(SessionOptions.DEFAULT);
		List<Integer> with = new ArrayList<>();

		for (int i = 0; i < 3; i++) {
			session.call(SessionScope.octets("m" + i));
			with.add(this.scope.with(session));
			if (i < 2) {
				this.scope.kill(this.scope.with(session));
			}
		}

		assertThat(with).doesNotHaveDuplicates();
		assertThat(this.seen).hasSize(3);
		UserSessionSnapshot snapshot = this.scope.get(session.snapshot());
		assertThat(snapshot.failovers()).isEqualTo(2);
		assertThat(snapshot.id()).isEqualTo(session.id());
	}

	@Test
	@DisplayName("S7: a frozen element is noticed by its silence")
	void sessionSurvivesASilentElement() {
		this.scope.elements(this.seen, 11, 12);
		PoolSession session = this.scope.open(WITH_11);

		this.scope.elementHosts.get(11).freeze();
		byte[] answer = session.call(SessionScope.octets("m"));

		assertThat(answer).isEqualTo(SessionScope.octets("12"));
	}

	@Test
	@DisplayName("S11: 'manual' only notifies; the session waits for the application's word")
	@Conformance("SVC-12")
	void manualFailoverWaitsForTheApplication() {
		this.scope.elements(this.seen, 11, 12);
		List<String> told = new ArrayList<>();
		PoolSession session = this.scope.open(WITH_11.failover(FailoverMode.MANUAL).listener(new SessionListener() {
			@Override
			public void failoverNeeded(PoolSession session, FailoverContext failover) {
				told.add(failover.from().orElseThrow().value() + " to " + failover.to());
			}

			@Override
			public void failedOver(PoolSession session, FailoverContext failover) {
				told.add("over");
			}
		}));

		this.scope.kill(11);
		this.scope.until("it is held", () -> session.state() == UserSessionState.HELD);
		CompletableFuture<Void> waiting = session.send(SessionScope.octets("m"));
		this.scope.advance(10_000);
		assertThat(session.state()).isEqualTo(UserSessionState.HELD);
		assertThat(waiting).isNotDone();
		assertThat(told).containsExactly("11 to Optional.empty");

		session.failover();
		this.scope.get(waiting);

		assertThat(this.scope.with(session)).isEqualTo(12);
		assertThat(told).hasSize(2).endsWith("over");
		assertThat(this.seen).containsExactly("12:m");
	}

	@Test
	@DisplayName("S11, C27: 'auto' needs nobody; 'callback' needs a handler")
	void failoverModesAreSelectable() {
		assertThat(SessionOptions.DEFAULT.values().failover).isEqualTo(FailoverMode.AUTO);
		assertThatThrownBy(() -> this.scope.user.openSession(SessionScope.CALC,
				SessionOptions.DEFAULT.failover(FailoverMode.CALLBACK)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("handler");
	}

	@Test
	@DisplayName("C25: a PE handle is where a session begins; without that element the policy decides")
	@Conformance("ASAP-6.5.3-1")
	void sessionBeginsWithTheGivenElement() {
		this.scope.elements(this.seen, 11, 12, 13);

		for (int number : new int[] { 13, 11, 13, 12 }) {
			PoolSession session = this.scope.open(SessionOptions.DEFAULT.element(new PoolElementId(number)));
			assertThat(this.scope.with(session)).isEqualTo(number);
		}
		this.scope.get(this.scope.elements.get(13).deregister());
		this.scope.kill(13);
		this.scope.advance(1_000);
		PoolSession fallback = this.scope.open(SessionOptions.DEFAULT.element(new PoolElementId(13)));
		assertThat(this.scope.with(fallback)).isIn(11, 12);
	}

	@Test
	@DisplayName("[A-26]: without any element the session looks again after 1, 2, 4, 8, 16, 30, 30 s")
	void searchBacksOff() {
		List<Long> searches = new ArrayList<>();
		long begun = this.scope.network.loop().nowMillis();
		this.scope.user.openSession(PoolHandle.of("Nobody"),
				SessionOptions.DEFAULT.giveUpAfter(Duration.ofMinutes(3)).listener(new SessionListener() {
					@Override
					public void stateChanged(PoolSession session, UserSessionState state) {
						if (state == UserSessionState.WAITING) {
							searches.add(Math
								.round((SessionServicesTests.this.scope.network.loop().nowMillis() - begun) / 1_000.0));
						}
					}
				}));

		this.scope.advance(125_000);

		assertThat(searches).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L);
	}

	@Test
	@DisplayName("RFC 5352 6.1: an element is reached by handle once it is registered; who waits goes on at once")
	@Conformance("ASAP-6.1-2")
	void waitingSessionGoesOnWhenAnElementComes() {
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		CompletableFuture<Void> sent = session.send(SessionScope.octets("m"));
		this.scope.until("it waits", () -> session.state() == UserSessionState.WAITING);
		this.scope.advance(8_000);

		this.scope.elements(this.seen, 11);
		this.scope.get(sent);

		assertThat(this.seen).containsExactly("11:m");
	}

	@Test
	@DisplayName("A session gives up after its limit, with an error report for every kept message")
	@Conformance("ASAP-6.7-1")
	void sessionGivesUp() {
		this.scope.element(11, new ElementLog(11, this.seen), (server) -> server.manualAcknowledgement(true));
		List<@Nullable String> ended = new ArrayList<>();
		PoolSession session = this.scope
			.open(WITH_11.giveUpAfter(Duration.ofSeconds(20)).listener(new SessionListener() {
				@Override
				public void ended(PoolSession session, @Nullable String failure) {
					ended.add(failure);
				}
			}));
		CompletableFuture<Void> unacknowledged = session.send(SessionScope.octets("a"));
		this.scope.advance(20);
		this.scope.kill(11);
		this.scope.until("the element is missed", () -> session.state() != UserSessionState.OPEN);
		CompletableFuture<Void> queued = session.send(SessionScope.octets("b"));
		CompletableFuture<byte[]> request = session.request(SessionScope.octets("c"));
		long since = this.scope.network.loop().nowMillis();

		this.scope.until("it gives up", () -> session.state() == UserSessionState.CLOSED);

		assertThat(this.scope.network.loop().nowMillis() - since).isBetween(19_900L, 20_100L);
		assertThat(lost(unacknowledged).reason()).isEqualTo(LossReason.UNCERTAIN);
		assertThat(lost(unacknowledged).body()).isEqualTo(SessionScope.octets("a"));
		assertThat(lost(queued).reason()).isEqualTo(LossReason.UNSENT);
		assertThat(lost(queued).body()).isEqualTo(SessionScope.octets("b"));
		assertThat(request).isCompletedExceptionally();
		assertThat(ended).hasSize(1).first().asString().contains("20000 ms");
		assertThat(this.scope.events(RserpoolEvent.SessionEnded.class)).hasSize(1)
			.first()
			.extracting(RserpoolEvent.SessionEnded::lost)
			.isEqualTo(3);
		CompletableFuture<Void> late = session.send(SessionScope.octets("late"));
		this.scope.advance(1);
		assertThat(lost(late).reason()).isEqualTo(LossReason.UNSENT);
	}

	@Test
	@DisplayName("A full queue: REJECT fails the future at once; there is room again when a message is done")
	void fullQueueRejects() {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element, (server) -> server.manualAcknowledgement(true));
		PoolSession session = this.scope.open(WITH_11.queue(2, 1_000, WhenFull.REJECT));
		session.send(SessionScope.octets("a"));
		session.send(SessionScope.octets("b"));

		CompletableFuture<Void> third = session.send(SessionScope.octets("c"));
		this.scope.advance(20);

		assertThatThrownBy(third::join).hasCauseInstanceOf(SessionQueueFullException.class)
			.hasMessageContaining("2 messages");
		element.messages.get(0).acknowledge();
		this.scope.advance(20);
		CompletableFuture<Void> fourth = session.send(SessionScope.octets("d"));
		this.scope.advance(20);
		assertThat(fourth).isNotDone();
		assertThat(this.seen).containsExactly("11:a", "11:b", "11:d");
	}

	@Test
	@DisplayName("A full queue: BLOCK waits for room, however long that takes, and sends then")
	void fullQueueBlocks() throws InterruptedException {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element, (server) -> server.manualAcknowledgement(true));
		PoolSession session = this.scope.open(WITH_11.queue(1, 1_000, WhenFull.BLOCK));
		session.send(SessionScope.octets("a"));
		this.scope.advance(20);
		Thread sender = new Thread(() -> session.send(SessionScope.octets("b")));

		sender.start();
		while (sender.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
		}
		assertThat(this.seen).containsExactly("11:a");
		element.messages.get(0).acknowledge();
		this.scope.advance(20);
		sender.join();
		this.scope.advance(20);

		assertThat(this.seen).containsExactly("11:a", "11:b");
	}

	@Test
	@DisplayName("[T-14]: a lifetime is looked at while the message waits: then it is given back as expired")
	void messageExpiresWhileItWaits() {
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		CompletableFuture<Void> mortal = session.send(SessionScope.octets("tick"),
				SendOptions.DEFAULT.lifetime(Duration.ofMillis(500)));
		CompletableFuture<Void> patient = session.send(SessionScope.octets("order"),
				SendOptions.DEFAULT.lifetime(Duration.ofMinutes(1)));
		this.scope.advance(5_000);

		this.scope.elements(this.seen, 11);
		this.scope.get(patient);

		assertThat(lost(mortal).reason()).isEqualTo(LossReason.EXPIRED);
		assertThat(this.seen).containsExactly("11:order");
	}

	@Test
	@DisplayName("[T-14]: a message that was sent within its lifetime is sent again after it")
	void sentMessageDoesNotExpire() {
		this.scope.element(11, new ElementLog(11, this.seen), (server) -> server.manualAcknowledgement(true));
		this.scope.elements(this.seen, 12);
		PoolSession session = this.scope.open(WITH_11);
		CompletableFuture<Void> sent = session.send(SessionScope.octets("m"),
				SendOptions.DEFAULT.lifetime(Duration.ofMillis(500)));
		this.scope.advance(1_000);

		this.scope.kill(11);
		this.scope.get(sent);

		assertThat(this.seen).containsExactly("11:m", "12:m!");
	}

	@Test
	@DisplayName("A session can be ended at the element: the user takes it to another one")
	void elementMayEndASession() {
		ElementLog first = new ElementLog(11, this.seen);
		this.scope.element(11, first);
		this.scope.elements(this.seen, 12);
		PoolSession session = this.scope.open(WITH_11);

		first.sessions.get(0).close();
		this.scope.untilWith(12, session);
		this.scope.get(session.send(SessionScope.octets("m")));

		assertThat(this.seen).containsExactly("12:m");
	}

	@Test
	@DisplayName("C6: a drained element's sessions end in order and go elsewhere, without an error for anybody")
	void drainedElementLosesNothing() {
		this.scope.elements(this.seen, 11, 12);
		PoolSession session = this.scope.open(WITH_11);
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			sent.add(session.send(SessionScope.octets("m" + i)));
		}

		this.scope.elements.get(11).close(Duration.ofSeconds(1));
		for (int i = 10; i < 20; i++) {
			sent.add(session.send(SessionScope.octets("m" + i)));
		}
		this.scope.untilWith(12, session);

		sent.forEach(this.scope::get);
		assertThat(this.seen.stream().map((line) -> line.substring(3).replace("!", "")).distinct()).hasSize(20);
	}

}
