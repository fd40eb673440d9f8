package io.rserpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.session.LossReason;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * data_send_request (RFC 5352 6.5): each message goes to an element of its own choice.
 */
class DataSenderTests {

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private final DataSender sender = this.scope.user.openDataSender(SessionOptions.DEFAULT);

	private ElementLog manual(int number) {
		ElementLog log = new ElementLog(number, this.seen);
		this.scope.element(number, log, (server) -> server.manualAcknowledgement(true));
		return log;
	}

	private DataSent send(String text, DataSendOption... options) {
		DataSent sent = this.scope.get(this.sender.send(SessionScope.CALC, SessionScope.octets(text), options));
		this.scope.advance(20);
		return sent;
	}

	private static List<Integer> elements(DataSent sent) {
		return sent.elements().stream().map(PoolElementId::value).toList();
	}

	private static MessageLostException lost(CompletableFuture<Void> outcome) {
		assertThat(outcome).isCompletedExceptionally();
		return (MessageLostException) outcome.handle((done, failure) -> failure).join();
	}

	@Test
	@DisplayName("RFC 5352 6.5.2: each message selects an element by the pool's policy; sessions are kept")
	@Conformance({ "ASAP-6.5-1", "ASAP-6.5.2-1", "ASAP-6.5.2.1-1" })
	void eachMessageIsSelectedFor() {
		this.scope.elements(this.seen, 11, 12, 13);

		List<Integer> with = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			DataSent sent = send("m" + i);
			with.addAll(elements(sent));
			this.scope.get(sent.outcome());
		}

		assertThat(with).hasSize(9);
		for (int number : new int[] { 11, 12, 13 }) {
			assertThat(with.stream().filter((id) -> id == number)).hasSize(3);
		}
		assertThat(this.seen)
			.containsExactlyElementsOf(IntStream.range(0, 9).mapToObj((i) -> with.get(i) + ":m" + i).toList());
		assertThat(this.sender.sessions()).isEqualTo(3);
		assertThat(this.scope.userTap.sent().stream().filter((line) -> line.startsWith("dial"))).hasSize(3);
	}

	@Test
	@DisplayName("RFC 5352 6.5.1: while the pool is being resolved messages wait; there is one resolution, and order is kept")
	@Conformance({ "ASAP-6.5.1-1", "ASAP-6.5.1-2", "ASAP-6.5.1-3" })
	void messagesWaitForTheResolution() {
		this.scope.elements(this.seen, 11);
		this.scope.userTap.clear();

		List<CompletableFuture<DataSent>> sent = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			sent.add(this.sender.send(SessionScope.CALC, SessionScope.octets("m" + i)));
		}
		sent.forEach((one) -> this.scope.get(this.scope.get(one).outcome()));

		assertThat(this.scope.userTap.sent()).startsWith("RESOLVE CalcPool", "dial 192.0.2.11:7000");
		assertThat(this.scope.userTap.sent().stream().filter("RESOLVE CalcPool"::equals)).hasSize(1);
		assertThat(this.seen).containsExactly("11:m0", "11:m1", "11:m2", "11:m3", "11:m4");
	}

	@Test
	@DisplayName("A pool that nobody knows fails the message")
	void unknownPoolFails() {
		CompletableFuture<DataSent> sent = this.sender.send(PoolHandle.of("Nobody"), new byte[1]);
		this.scope.until("it has failed", sent::isDone);

		assertThatThrownBy(sent::join).hasCauseInstanceOf(UnknownPoolException.class);
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: ASAP_SEND_FAILOVER: re-selected and silently sent again")
	@Conformance({ "ASAP-6.5.5-1", "ASAP-6.5.5-3" })
	void failoverSendsAgain() {
		manual(11);
		manual(12);
		DataSent sent = send("m", DataSendOption.SEND_FAILOVER);
		int first = elements(sent).get(0);
		int second = 23 - first;

		this.scope.kill(first);
		this.scope.until("another one has it", () -> this.seen.size() == 2);

		assertThat(this.seen).containsExactly(first + ":m", second + ":m!");
		assertThat(sent.outcome()).isNotDone();
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: ASAP_SEND_NO_FAILOVER: Error.Report with the message, no other element")
	@Conformance({ "ASAP-6.5.5-2", "ASAP-6.5.5-3" })
	void noFailoverGivesBack() {
		manual(11);
		manual(12);
		DataSent sent = send("m", DataSendOption.SEND_NO_FAILOVER);
		int first = elements(sent).get(0);

		this.scope.kill(first);
		CompletableFuture<Void> outcome = sent.outcomes().get(new PoolElementId(first));
		this.scope.until("it is given back", outcome::isDone);
		this.scope.advance(1_000);

		assertThat(lost(outcome).reason()).isEqualTo(LossReason.UNCERTAIN);
		assertThat(lost(outcome).body()).isEqualTo(SessionScope.octets("m"));
		assertThat(this.seen).containsExactly(first + ":m");
		assertThat(this.scope.userTap.sent().stream().filter(("UNREACHABLE " + first)::equals)).hasSize(1);
		assertThat(elements(send("next"))).doesNotContain(first);
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: ASAP_SEND_NO_FAILOVER: an element that cannot be reached gives unsent data back")
	@Conformance("ASAP-6.5.5-2")
	void noFailoverGivesUnsentDataBack() {
		manual(11);
		manual(12);
		this.scope.get(this.scope.user.resolve(SessionScope.CALC));
		this.scope.kill(11);
		this.scope.kill(12);

		DataSent sent = send("m", DataSendOption.SEND_NO_FAILOVER);
		CompletableFuture<Void> outcome = sent.outcomes().get(sent.elements().get(0));
		this.scope.until("it is given back", outcome::isDone);

		assertThat(lost(outcome).reason()).isEqualTo(LossReason.UNSENT);
		assertThat(this.seen).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: both failover bits contradict each other")
	void contradictionsAreRefused() {
		assertThatThrownBy(() -> this.sender.send(SessionScope.CALC, new byte[1], DataSendOption.SEND_FAILOVER,
				DataSendOption.SEND_NO_FAILOVER))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("contradict");
		assertThatThrownBy(() -> this.sender.send(SessionScope.CALC, new byte[1], DataSendOption.SEND_TO_ALL,
				DataSendOption.SEND_TO_LAST))
			.isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> this.sender.send(SessionScope.CALC, new byte[1], DataSendOption.SEND_TO_ALL,
				DataSendOption.SEND_FAILOVER))
			.isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> this.scope.user.openDataSender(SessionOptions.DEFAULT.queue(1, 1, WhenFull.BLOCK)))
			.isInstanceOf(IllegalArgumentException.class);
		assertThat(DataSendOption.values()).extracting(DataSendOption::code)
			.containsExactly(0x0001, 0x0002, 0x0004, 0x0008, 0x0010, 0x1000);
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: ASAP_SEND_TO_LAST: to the element of the last message to this pool")
	@Conformance("ASAP-6.5.5-3")
	void toLastGoesToTheSameElement() {
		this.scope.elements(this.seen, 11, 12, 13);

		List<Integer> first = elements(send("a", DataSendOption.SEND_TO_LAST));
		assertThat(elements(send("b", DataSendOption.SEND_TO_LAST))).isEqualTo(first);
		List<Integer> second = elements(send("c"));
		assertThat(second).isNotEqualTo(first);
		assertThat(elements(send("d", DataSendOption.SEND_TO_LAST))).isEqualTo(second);

		this.scope.kill(second.get(0));
		this.scope.advance(1_000);
		assertThat(elements(send("e", DataSendOption.SEND_TO_LAST))).isNotEqualTo(second);
		assertThat(this.seen).hasSize(5);
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: ASAP_SEND_TO_ALL: a copy to every element, not to oneself; with TO_SELF also to oneself")
	@Conformance("ASAP-6.5.5-3")
	void toAllCopies() {
		this.scope.elements(this.seen, 11, 12);
		AsapEndpoint shared = this.scope.endpoint(this.scope.tap(13), "both", 13);
		PoolElement own = PoolElement.builder(SessionScope.CALC)
			.endpoint(shared)
			.id(new PoolElementId(13))
			.sessions(SessionServer.builder(new ElementLog(13, this.seen))
				.address(this.scope.elementHosts.get(13).at(7000)))
			.build();
		own.start();
		PoolUser user = PoolUser.builder().endpoint(shared).build();
		DataSender both = user.openDataSender(SessionOptions.DEFAULT);
		this.scope.advance(1_000);

		DataSent others = this.scope
			.get(both.send(SessionScope.CALC, SessionScope.octets("o"), DataSendOption.SEND_TO_ALL));
		this.scope.get(others.outcome());
		assertThat(elements(others)).containsExactlyInAnyOrder(11, 12);
		assertThat(this.seen).containsExactlyInAnyOrder("11:o", "12:o");

		DataSent all = this.scope.get(both.send(SessionScope.CALC, SessionScope.octets("s"), DataSendOption.SEND_TO_ALL,
				DataSendOption.SEND_TO_SELF));
		this.scope.get(all.outcome());
		assertThat(elements(all)).containsExactlyInAnyOrder(11, 12, 13);
		assertThat(this.seen).hasSize(5).contains("11:s", "12:s", "13:s");
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: a copy of ASAP_SEND_TO_ALL does not go to another element")
	void copyStaysWithItsElement() {
		manual(11);
		manual(12);
		DataSent sent = send("m", DataSendOption.SEND_TO_ALL);
		assertThat(this.seen).containsExactlyInAnyOrder("11:m", "12:m");

		this.scope.kill(11);
		this.scope.until("its copy is given back", () -> sent.outcomes().get(new PoolElementId(11)).isDone());
		this.scope.advance(1_000);

		assertThat(lost(sent.outcomes().get(new PoolElementId(11))).reason()).isEqualTo(LossReason.UNCERTAIN);
		assertThat(sent.outcomes().get(new PoolElementId(12))).isNotDone();
		assertThat(this.seen).hasSize(2);
	}

	@Test
	@DisplayName("RFC 5352 6.5.5: ASAP_SCTP_UNORDER is passed on; over TCP nothing changes")
	@Conformance("ASAP-6.5.5-3")
	void unorderedMessageArrives() {
		this.scope.elements(this.seen, 11);

		this.scope.get(send("m", DataSendOption.SCTP_UNORDER).outcome());

		assertThat(this.seen).containsExactly("11:m");
	}

	@Test
	@DisplayName("RFC 5352 6.5.3: to a PE handle; the cache is refreshed only when it is stale")
	@Conformance({ "ASAP-6.5.3-1", "ASAP-6.5.3-2" })
	void peHandleIsUsed() {
		this.scope.elements(this.seen, 11, 12, 13);
		this.scope.userTap.clear();

		for (int i = 0; i < 3; i++) {
			DataSent sent = this.scope
				.get(this.sender.send(SessionScope.CALC, new PoolElementId(12), SessionScope.octets("m" + i)));
			this.scope.get(sent.outcome());
		}

		assertThat(this.seen).containsExactly("12:m0", "12:m1", "12:m2");
		assertThat(this.scope.userTap.sent().stream().filter("RESOLVE CalcPool"::equals)).hasSize(1);
	}

	@Test
	@DisplayName("A PE handle without failover that is not in the pool is an error to the caller")
	void unknownPeHandleFails() {
		this.scope.elements(this.seen, 11);

		CompletableFuture<DataSent> sent = this.sender.send(SessionScope.CALC, new PoolElementId(77), new byte[1],
				DataSendOption.SEND_NO_FAILOVER);
		this.scope.until("it has failed", sent::isDone);

		assertThatThrownBy(sent::join).hasCauseInstanceOf(RserpoolException.class).hasMessageContaining("is not known");
	}

	@Test
	@DisplayName("What elements answer comes to the listener of the options")
	void answersComeToTheListener() {
		this.scope.element(11, (session, message) -> session.send(SessionScope.octets("re: " + message.text())));
		List<String> heard = new ArrayList<>();
		DataSender listening = this.scope.user.openDataSender(SessionOptions.DEFAULT.listener(new SessionListener() {
			@Override
			public void received(PoolSession session, ReceivedMessage message) {
				heard.add(message.element().orElseThrow().value() + ": " + message.text());
			}
		}));

		this.scope.get(this.scope.get(listening.send(SessionScope.CALC, SessionScope.octets("m"))).outcome());
		this.scope.advance(50);

		assertThat(heard).containsExactly("11: re: m");
	}

	@Test
	@DisplayName("Idle sessions end after a while; the next message opens one again")
	void idleSessionsEnd() {
		this.scope.elements(this.seen, 11);
		this.scope.get(send("a").outcome());
		assertThat(this.sender.sessions()).isEqualTo(1);

		this.scope.advance(Duration.ofSeconds(80).toMillis());
		assertThat(this.sender.sessions()).isZero();
		assertThat(this.scope.get(this.scope.user.sessions())).isEmpty();

		this.scope.get(send("b").outcome());
		assertThat(this.seen).containsExactly("11:a", "11:b");
	}

	@Test
	@DisplayName("A closed sender ends its sessions and takes no more messages")
	void closedSenderTakesNothing() {
		this.scope.elements(this.seen, 11);
		this.scope.get(send("a").outcome());

		this.sender.close();

		assertThat(this.scope.get(this.scope.user.sessions())).isEmpty();
		CompletableFuture<DataSent> late = this.sender.send(SessionScope.CALC, new byte[1]);
		this.scope.advance(10);
		assertThatThrownBy(late::join).hasCauseInstanceOf(IllegalStateException.class);
	}

}
