package io.rserpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.session.LossReason;
import io.rserpool.session.Retrieval;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.wire.PoolElementId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What becomes of messages when their element is lost: send-over flag, application
 * acknowledgement, retrieval, duplicates (asap.md 11.3).
 */
class SendOverTests {

	private static final SessionOptions WITH_11 = SessionOptions.DEFAULT.element(new PoolElementId(11));

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private ElementLog manual(int number) {
		ElementLog log = new ElementLog(number, this.seen);
		this.scope.element(number, log, (server) -> server.manualAcknowledgement(true));
		return log;
	}

	private CompletableFuture<Void> send(PoolSession session, String text) {
		return send(session, text, SendOptions.DEFAULT);
	}

	private CompletableFuture<Void> send(PoolSession session, String text, SendOptions options) {
		CompletableFuture<Void> sent = session.send(SessionScope.octets(text), options);
		this.scope.advance(20);
		return sent;
	}

	private static MessageLostException lost(CompletableFuture<Void> sent) {
		assertThat(sent).isCompletedExceptionally();
		return (MessageLostException) sent.handle((done, failure) -> failure).join();
	}

	@Test
	@DisplayName("S14: killed after the transport has it, before the application acknowledged: sent again, once")
	@Conformance({ "SVC-4", "ASAP-6.5.5-1" })
	void messageThatNoApplicationAcknowledgedIsSentAgain() {
		manual(11);
		ElementLog second = manual(12);
		PoolSession session = this.scope.open(WITH_11);
		CompletableFuture<Void> sent = send(session, "pay");
		assertThat(this.seen).containsExactly("11:pay");
		assertThat(sent).isNotDone();

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(this.seen).containsExactly("11:pay", "12:pay!");
		second.messages.get(0).acknowledge();
		this.scope.get(sent);
	}

	@Test
	@DisplayName("S14: killed after the application acknowledged: not sent again")
	void acknowledgedMessageIsNotSentAgain() {
		ElementLog first = manual(11);
		manual(12);
		PoolSession session = this.scope.open(WITH_11);
		CompletableFuture<Void> sent = send(session, "pay");

		first.messages.get(0).acknowledge();
		this.scope.get(sent);
		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(this.seen).containsExactly("11:pay");
	}

	@Test
	@DisplayName("S12: of the messages of one session only those with the send-over flag are sent again")
	void onlyFlaggedMessagesAreSentAgain() {
		manual(11);
		manual(12);
		PoolSession session = this.scope.open(WITH_11.sendOver(false));
		CompletableFuture<Void> plain = send(session, "plain");
		CompletableFuture<Void> flagged = send(session, "flagged", SendOptions.DEFAULT.sendOver());
		CompletableFuture<Void> once = send(session, "once", SendOptions.DEFAULT.atMostOnce());

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(this.seen).containsExactly("11:plain", "11:flagged", "11:once", "12:flagged!");
		assertThat(flagged).isNotDone();
		assertThat(lost(plain).reason()).isEqualTo(LossReason.UNCERTAIN);
		assertThat(lost(once).reason()).isEqualTo(LossReason.UNCERTAIN);
	}

	@Test
	@DisplayName("S13: better lost than processed twice: Error.Report with the message, and the uncertainty said")
	@Conformance({ "SVC-5", "ASAP-6.5.5-2", "ASAP-6.7-1" })
	void atMostOnceMessageIsGivenBack() {
		manual(11);
		manual(12);
		PoolSession session = this.scope.open(WITH_11);
		CompletableFuture<Void> sent = send(session, "pay", SendOptions.DEFAULT.atMostOnce());

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		MessageLostException lost = lost(sent);
		assertThat(lost.reason()).isEqualTo(LossReason.UNCERTAIN);
		assertThat(lost.body()).isEqualTo(SessionScope.octets("pay"));
		assertThat(lost).hasMessageContaining("connection reset");
		assertThat(this.seen).containsExactly("11:pay");
	}

	@Test
	@DisplayName("S13: a message that was never sent is not uncertain: it goes to the next element")
	void unsentAtMostOnceMessageGoesToTheNextElement() {
		manual(11);
		manual(12);
		PoolSession session = this.scope.open(WITH_11.maxUnacknowledged(1, 1_000));
		send(session, "first");
		CompletableFuture<Void> waiting = send(session, "second", SendOptions.DEFAULT.atMostOnce());

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(waiting).isNotDone();
		assertThat(this.seen).containsExactly("11:first", "12:first!");
	}

	@Test
	@DisplayName("S15: without retrieval nothing is kept, and nothing is sent again")
	@Conformance("SVC-6")
	void nothingIsKeptWithoutRetrieval() {
		manual(11);
		manual(12);
		PoolSession session = this.scope.open(WITH_11.retrieval(Retrieval.NONE));

		CompletableFuture<Void> sent = send(session, "mgcp");

		assertThat(sent).isCompleted();
		UserSessionSnapshot snapshot = this.scope.get(session.snapshot());
		assertThat(snapshot.unacknowledged()).isZero();
		assertThat(snapshot.queued()).isZero();
		this.scope.kill(11);
		this.scope.untilWith(12, session);
		assertThat(this.seen).containsExactly("11:mgcp");
	}

	@Test
	@DisplayName("S16: retrieval by the transport alone is SCTP's and refused over TCP; application-ack is the default")
	void retrievalByTheTransportNeedsSctp() {
		manual(11);

		assertThatThrownBy(() -> this.scope.user.openSession(SessionScope.CALC,
				SessionOptions.DEFAULT.retrieval(Retrieval.TRANSPORT)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("needs SCTP");
		assertThat(SessionOptions.DEFAULT.values().retrieval).isEqualTo(Retrieval.APPLICATION_ACK);
	}

	@Test
	@DisplayName("S17: the acknowledgement is lost: the element's window recognises the message by session and sequence")
	void duplicateIsRecognisedAtTheSameElement() {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element);
		PoolSession session = this.scope.open(WITH_11);
		CompletableFuture<Void> sent = loseAcknowledgement(session);

		this.scope.get(sent);
		send(session, "next");

		assertThat(this.seen).containsExactly("11:pay", "11:next");
	}

	@Test
	@DisplayName("S17, T6: without the window the message comes again, marked, under the same name")
	void duplicateIsMarkedAndNamedForTheApplication() {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element, (server) -> server.deduplicate(false));
		PoolSession session = this.scope.open(WITH_11);

		this.scope.get(loseAcknowledgement(session));

		assertThat(this.seen).containsExactly("11:pay", "11:pay!");
		assertThat(element.messages).extracting(ReceivedMessage::session).containsOnly(session.id());
		assertThat(element.messages).extracting(ReceivedMessage::sequence).containsOnly(0L);
	}

	/** The application has it, and the word of that gets lost with the connection. */
	private CompletableFuture<Void> loseAcknowledgement(PoolSession session) {
		CompletableFuture<Void> sent = session.send(SessionScope.octets("pay"));
		this.scope.until("the element has it", () -> !this.seen.isEmpty());
		this.scope.network.cut(this.scope.userHost, this.scope.elementHosts.get(11));
		assertThat(sent).isNotDone();
		return sent;
	}

	@Test
	@DisplayName("T4: after a cut, what was acknowledged and what is retrieved are together what was sent, in order")
	void nothingIsLostOrAcknowledgedFalsely() {
		ElementLog first = manual(11);
		ElementLog second = manual(12);
		PoolSession session = this.scope.open(WITH_11.maxUnacknowledged(30, 1_000_000));
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			sent.add(session.send(SessionScope.octets("m" + i)));
		}
		this.scope.advance(20);
		assertThat(first.messages).as("sent and not acknowledged: the window").hasSize(30);
		for (int i = 0; i < 20; i++) {
			first.messages.get(i).acknowledge();
		}
		// A later one's acknowledgement waits for its turn [T-11]
		first.messages.get(25).acknowledge();
		this.scope.advance(20);

		this.scope.kill(11);
		this.scope.untilWith(12, session);
		assertThat(sent.stream().filter(CompletableFuture::isDone)).hasSize(20);
		for (int i = 0; i < 30; i++) {
			second.messages.get(i).acknowledge();
			this.scope.advance(5);
		}

		assertThat(second.messages).extracting(ReceivedMessage::text)
			.isEqualTo(IntStream.range(20, 50).mapToObj((i) -> "m" + i).toList());
		assertThat(second.messages).extracting(ReceivedMessage::sequence)
			.isEqualTo(IntStream.range(20, 50).mapToObj((i) -> (long) i).toList());
		assertThat(second.messages).extracting(ReceivedMessage::isRedelivered)
			.isEqualTo(IntStream.range(20, 50).mapToObj((i) -> i < 50 && wasSentTo(first, i)).toList());
		assertThat(sent).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
	}

	private static boolean wasSentTo(ElementLog element, long sequence) {
		return element.messages.stream().anyMatch((message) -> message.sequence() == sequence);
	}

	@Test
	@DisplayName("T6: a message's sequence is the same on every connection; another connection begins with TSN 0 again")
	void sequenceNamesTheMessageAcrossElements() {
		ElementLog first = manual(11);
		ElementLog second = manual(12);
		PoolSession session = this.scope.open(WITH_11);
		send(session, "a");
		send(session, "b");
		first.messages.get(0).acknowledge();
		this.scope.advance(20);

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(second.messages).hasSize(1);
		ReceivedMessage again = second.messages.get(0);
		assertThat(again.text()).isEqualTo("b");
		assertThat(again.session()).isEqualTo(session.id()).isEqualTo(first.messages.get(1).session());
		assertThat(again.sequence()).isEqualTo(1).isEqualTo(first.messages.get(1).sequence());
		again.acknowledge();
		this.scope.advance(20);
		assertThat(this.scope.tap(12).lines()).contains("> ACK 0");
	}

	@Test
	@DisplayName("A message that every element refuses is given back after its last sending")
	void messageThatNobodyTakesIsGivenBack() {
		for (int number : List.of(11, 12)) {
			this.scope.element(number, (session, message) -> {
				this.seen.add(number + ":" + message.text());
				throw new IllegalStateException("poison");
			});
		}
		PoolSession session = this.scope.open(WITH_11.maxSendings(3));

		CompletableFuture<Void> sent = send(session, "poison");
		this.scope.until("it is given back", sent::isDone);

		assertThat(lost(sent).reason()).isEqualTo(LossReason.REFUSED);
		assertThat(this.seen).hasSize(3);
	}

	@Test
	@DisplayName("A request is done when it is answered; its element dies before: another one answers, once")
	void requestIsSentAgainUntilItIsAnswered() {
		List<ReceivedMessage> held = new ArrayList<>();
		this.scope.element(11, (session, message) -> held.add(message));
		this.scope.elements(this.seen, 12);
		PoolSession session = this.scope.open(WITH_11);
		CompletableFuture<byte[]> answer = session.request(SessionScope.octets("6 x 7"));
		this.scope.until("the first has it", () -> held.size() == 1);

		this.scope.kill(11);

		assertThat(this.scope.get(answer)).isEqualTo(SessionScope.octets("12"));
		assertThat(this.seen).containsExactly("12:6 x 7!");
	}

	@Test
	@DisplayName("Messages of an element are acknowledged by the pool user's application, by hand if it likes")
	void userAcknowledgesByHand() {
		ElementLog element = manual(11);
		List<ReceivedMessage> received = new ArrayList<>();
		this.scope.open(WITH_11.manualAcknowledgement(true).listener(new SessionListener() {
			@Override
			public void received(PoolSession session, ReceivedMessage message) {
				received.add(message);
			}
		}));
		CompletableFuture<Void> sent = element.sessions.get(0).send(SessionScope.octets("news"));
		this.scope.until("the user has it", () -> received.size() == 1);
		this.scope.advance(20);

		assertThat(sent).isNotDone();
		assertThat(received.get(0).element()).hasValue(new PoolElementId(11));
		received.get(0).acknowledge();
		this.scope.get(sent);
	}

}
