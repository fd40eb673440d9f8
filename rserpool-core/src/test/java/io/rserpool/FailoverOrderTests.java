package io.rserpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.session.LossReason;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The failover sequence (asap.md 11.4) and the application's part in it.
 */
class FailoverOrderTests {

	private static final SessionOptions WITH_11 = SessionOptions.DEFAULT.element(new PoolElementId(11));

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private final List<CompletableFuture<Void>> sent = new ArrayList<>();

	private ElementLog manual(int number) {
		ElementLog log = new ElementLog(number, this.seen);
		this.scope.element(number, log, (server) -> server.manualAcknowledgement(true));
		return log;
	}

	private void send(PoolSession session, String... texts) {
		for (String text : texts) {
			this.sent.add(session.send(SessionScope.octets(text)));
		}
		this.scope.advance(50);
	}

	@Test
	@DisplayName("Failover sequence: report, connect, cookie, card, callback, its messages, resent ones, new ones")
	@Conformance({ "ASAP-3.8-3", "ASAP-3.9-1", "ASAP-5-2", "ASAP-6.5.5-1", "SVC-2", "SVC-3", "SVC-7", "SVC-9",
			"SVC-12" })
	void stepsHaveTheirOrderOnTheWireAndForTheApplication() {
		ElementLog first = manual(11);
		manual(12);
		List<String> told = new ArrayList<>();
		PoolElement own = this.scope.element(21, new ElementLog(21, this.seen));
		own.deregister();
		SessionListener queuesMore = new SessionListener() {
			@Override
			public void stateChanged(PoolSession session, UserSessionState state) {
				told.add(state.toString());
				if (state == UserSessionState.CONNECTING && told.contains("OPEN")) {
					FailoverOrderTests.this.sent.add(session.send(SessionScope.octets("queued")));
				}
			}

			@Override
			public void failedOver(PoolSession session, FailoverContext failover) {
				told.add("over to " + failover.to().orElseThrow().value());
			}
		};
		PoolSession session = this.scope
			.open(WITH_11.listener(queuesMore).ownElement(own).failoverHandler((failover) -> {
				told.add("asked about " + failover.to().orElseThrow().value());
				failover.session().send(SessionScope.octets("meanwhile"));
				failover.send(SessionScope.octets("prepare"));
				return FailoverDecision.proceedWith(SessionScope.octets("state"));
			}));
		send(session, "a", "b");
		this.scope.get(first.sessions.get(0).cookie(SessionScope.octets("progress")));
		this.scope.advance(50);
		this.scope.userTap.clear();

		this.scope.kill(11);
		this.scope.untilWith(12, session);
		this.scope.advance(50);

		assertThat(this.scope.tap(12).received()).startsWith("INIT", "COOKIE_ECHO progress")
			.endsWith("DATA prepare", "DATA state", "DATA again a", "DATA again b", "DATA queued", "DATA meanwhile")
			.hasSize(9)
			.element(2)
			.asString()
			.startsWith("BUSINESS_CARD CalcPool");
		assertThat(this.scope.tap(12).sent()).containsSubsequence("INIT");
		assertThat(this.scope.tap(12)
			.lines()
			.stream()
			.filter((line) -> line.contains("CARD CalcPool") || line.contains("DATA"))
			.toList()).as("the element's card goes out before any user data comes")
			.first()
			.asString()
			.startsWith("> BUSINESS_CARD CalcPool");
		List<String> user = this.scope.userTap.lines();
		assertThat(user.stream().filter("> UNREACHABLE 11"::equals)).hasSize(1);
		assertThat(user.stream().filter((line) -> line.startsWith("> dial"))).hasSize(1);
		assertThat(user).containsSubsequence("> UNREACHABLE 11", "> INIT", "> COOKIE_ECHO progress", "> DATA prepare",
				"> DATA again a");
		assertThat(this.seen).endsWith("12 resumes progress", "12:prepare", "12:state", "12:a!", "12:b!", "12:queued",
				"12:meanwhile");
		assertThat(told).endsWith("SEARCHING", "CONNECTING", "GREETING", "ASKING", "asked about 12", "OPEN",
				"over to 12");
		assertThat(this.scope.events)
			.filteredOn((event) -> event instanceof RserpoolEvent.SessionInterrupted
					|| event instanceof RserpoolEvent.ElementFailed || event instanceof RserpoolEvent.SessionFailedOver)
			.extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("SessionInterrupted", "ElementFailed", "SessionFailedOver");
	}

	@Test
	@DisplayName("S8: the callback hears of both elements, the reason, the last cookie and what was not acknowledged")
	void callbackIsToldAll() {
		ElementLog first = manual(11);
		manual(12);
		List<String> told = new ArrayList<>();
		PoolSession session = this.scope.open(WITH_11.failoverHandler((failover) -> {
			told.add(failover.from().orElseThrow().value() + " to " + failover.to().orElseThrow().value());
			told.add(failover.address().orElseThrow().getAddress().getHostAddress());
			told.add(failover.reason());
			told.add(new String(failover.cookie().orElseThrow(), UTF_8));
			failover.unacknowledged().forEach((message) -> told.add(new String(message, UTF_8)));
			return FailoverDecision.proceed();
		}));
		send(session, "done", "open");
		first.messages.get(0).acknowledge();
		this.scope.get(first.sessions.get(0).cookie(SessionScope.octets("old")));
		this.scope.get(first.sessions.get(0).cookie(SessionScope.octets("new")));
		this.scope.advance(50);

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(told).containsExactly("11 to 12", "192.0.2.12", "connection reset", "new", "open");
	}

	@Test
	@DisplayName("Failover sequence: the callback runs once per new element; an exception in it goes on to the next one")
	void failingCallbackTriesTheNextElement() {
		manual(11);
		manual(12);
		manual(13);
		List<Integer> asked = new ArrayList<>();
		PoolSession session = this.scope.open(WITH_11.failoverHandler((failover) -> {
			asked.add(failover.to().orElseThrow().value());
			if (asked.size() == 1) {
				failover.send(SessionScope.octets("in vain"));
				throw new IllegalStateException("not this one");
			}
			return FailoverDecision.proceed();
		}));
		send(session, "a");

		this.scope.kill(11);
		this.scope.until("the message has come", () -> this.seen.contains("12:a!") || this.seen.contains("13:a!"));
		this.scope.advance(50);

		assertThat(asked).hasSize(2).doesNotHaveDuplicates();
		assertThat(this.seen).doesNotContain(asked.get(0) + ":a!");
		assertThat(this.scope.with(session)).isEqualTo(asked.get(1));
		assertThat(this.scope.events(RserpoolEvent.SessionFailedOver.class)).hasSize(1);
	}

	@Test
	@DisplayName("Failover sequence: the callback may refuse the element, or end the session")
	void callbackDecidesHowToGoOn() {
		manual(11);
		manual(12);
		manual(13);
		List<Integer> asked = new ArrayList<>();
		PoolSession session = this.scope.open(WITH_11.failoverHandler((failover) -> {
			asked.add(failover.to().orElseThrow().value());
			return (asked.size() == 1) ? FailoverDecision.nextElement("another certificate")
					: FailoverDecision.endSession("no trust");
		}));
		send(session, "a");

		this.scope.kill(11);
		this.scope.until("the session is over", () -> session.state() == UserSessionState.CLOSED);

		assertThat(asked).hasSize(2).doesNotHaveDuplicates();
		assertThatThrownBy(() -> this.sent.get(0).join()).cause()
			.isInstanceOfSatisfying(MessageLostException.class, (lost) -> {
				assertThat(lost.reason()).isEqualTo(LossReason.UNCERTAIN);
				assertThat(lost.body()).isEqualTo(SessionScope.octets("a"));
			})
			.hasMessageContaining("no trust");
	}

	@Test
	@DisplayName("S9: whatever other threads send while the callback runs comes after the retrieved messages")
	void callbacksMessagesComeFirstWhateverElseIsSent() {
		manual(11);
		manual(12);
		List<FailoverContext> waiting = new ArrayList<>();
		List<Runnable> tasks = new ArrayList<>();
		PoolSession session = this.scope.open(WITH_11.executor(tasks::add).failoverHandler((failover) -> {
			waiting.add(failover);
			failover.send(SessionScope.octets("first"));
			send(failover.session(), "other thread");
			failover.send(SessionScope.octets("second"));
			return FailoverDecision.proceed();
		}));
		send(session, "a", "b");

		this.scope.kill(11);
		this.scope.until("the callback is due", () -> session.state() == UserSessionState.ASKING);
		send(session, "before it");
		List.copyOf(tasks).forEach(Runnable::run);
		this.scope.advance(50);

		assertThat(waiting).hasSize(1);
		assertThat(this.seen).endsWith("12:first", "12:second", "12:a!", "12:b!", "12:before it", "12:other thread");
	}

	@Test
	@DisplayName("S10: messages of a callback are for its element only and are given back if that is lost, too")
	void callbacksMessagesAreForOneElement() {
		manual(11);
		manual(12);
		manual(13);
		List<CompletableFuture<Void>> bound = new ArrayList<>();
		PoolSession session = this.scope.open(WITH_11.failoverHandler((failover) -> {
			bound.add(failover.send(SessionScope.octets("for " + failover.to().orElseThrow().value())));
			return FailoverDecision.proceed();
		}));

		this.scope.kill(11);
		this.scope.until("the session has moved", () -> bound.size() == 1 && session.state() == UserSessionState.OPEN);
		int second = this.scope.with(session);
		this.scope.advance(50);
		this.scope.kill(second);
		this.scope.until("the session has moved", () -> bound.size() == 2 && session.state() == UserSessionState.OPEN);
		this.scope.advance(50);

		int third = this.scope.with(session);
		assertThat(bound.get(0)).isCompletedExceptionally();
		assertThat(this.seen).containsExactly(second + ":for " + second, third + ":for " + third);
	}

	@Test
	@DisplayName("Transport.Failure: the application's word is reported; a forced failover is not")
	void onlyFailuresAreReported() {
		manual(11);
		manual(12);
		PoolSession session = this.scope.open(WITH_11);

		session.forceFailover("a test");
		this.scope.untilWith(12, session);
		assertThat(this.scope.userTap.sent()).doesNotContain("UNREACHABLE 11");

		session.elementFailed("it answers nonsense");
		this.scope.untilWith(11, session);
		assertThat(this.scope.userTap.sent()).contains("UNREACHABLE 12");
	}

	@Test
	@DisplayName("RFC 5352 6.9.2: an element that the session never turned to is not reported, dead or not")
	@Conformance("ASAP-6.9.2-1")
	void nothingIsSaidAboutOtherElements() {
		manual(11);
		manual(12);
		this.scope.open(WITH_11);

		this.scope.kill(12);
		this.scope.advance(30_000);

		assertThat(this.scope.userTap.sent()).noneMatch((line) -> line.startsWith("UNREACHABLE"));
	}

}
