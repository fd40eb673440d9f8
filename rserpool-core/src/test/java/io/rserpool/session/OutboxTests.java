package io.rserpool.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an outbox keeps, sends and gives back.
 */
class OutboxTests {

	private static final SessionConfig CONFIG = SessionConfig.of(Timing.of(Profile.FAST));

	private final List<String> outcomes = new ArrayList<>();

	private final StubLink link = new StubLink();

	private Outbox outbox(SessionConfig config) {
		Outbox outbox = new Outbox(config, new SessionId(7));
		outbox.attach(this.link);
		return outbox;
	}

	private static OutgoingMessage message(int stream, int ppid, String text) {
		return new OutgoingMessage(stream, ppid, false, true, 0, OctetSlice.of(text.getBytes(UTF_8)));
	}

	private MessageOutcome outcome(String name) {
		return new MessageOutcome() {

			@Override
			public void taken() {
				OutboxTests.this.outcomes.add(name + " taken");
			}

			@Override
			public void lost(LossReason reason, String why) {
				OutboxTests.this.outcomes.add(name + " " + reason);
			}

		};
	}

	private PendingRequest request(String name) {
		return new PendingRequest(new RequestOutcome() {

			@Override
			public void replied(OctetSlice reply) {
				OutboxTests.this.outcomes.add(name + " replied");
			}

			@Override
			public void failed(String why) {
				OutboxTests.this.outcomes.add(name + " failed");
			}

			@Override
			public void lost(LossReason reason, String why) {
				OutboxTests.this.outcomes.add(name + " " + reason);
			}

		});
	}

	@Test
	void callbackMessagesGoFirstThoughTheWindowHoldsThemUp() {
		Outbox outbox = outbox(CONFIG.withLimits(SessionLimits.DEFAULT.withUnacked(1, 1)));
		outbox.offer(message(3, Ppid.DATA, "kept"), outcome("kept"), 0);
		outbox.offerBound(message(0, Ppid.DATA, "callback 1"), outcome("first"), 0);
		outbox.offerBound(message(0, Ppid.DATA, "callback 2"), outcome("second"), 0);

		outbox.release(0);
		outbox.acknowledged(0, 0);
		outbox.acknowledged(1, 0);

		assertThat(this.link.sent).containsExactly("callback 1", "callback 2", "kept");
	}

	@Test
	void nothingIsSentOnAConnectionThatIsBeingClosed() {
		Outbox outbox = outbox(CONFIG);
		outbox.release(0);
		this.link.open = false;

		outbox.offer(message(0, Ppid.DATA, "late"), outcome("late"), 0);
		outbox.abandon("closed");

		assertThat(this.link.sent).isEmpty();
		assertThat(this.outcomes).containsExactly("late UNSENT");
	}

	@Test
	void messageOnAStreamThatIsLeftOutIsGivenBackAndHoldsNobodyUp() {
		Outbox outbox = outbox(CONFIG.withWords(true, InitChunk.NO_STREAM));
		outbox.release(0);

		outbox.offer(message(1, Ppid.DATA, "stream 1"), outcome("one"), 0);
		outbox.offer(message(0, Ppid.DATA, "stream 0"), outcome("zero"), 0);

		assertThat(this.outcomes).containsExactly("one UNSENT");
		assertThat(this.link.sent).containsExactly("stream 0");
	}

	@Test
	void answeredRequestIsNotSentAgain() {
		Outbox outbox = outbox(CONFIG);
		outbox.release(0);
		PendingRequest answered = request("answered");
		outbox.offer(message(0, Ppid.REQUEST, "answered"), answered, 0);
		outbox.offer(message(0, Ppid.REQUEST, "open"), request("open"), 0);

		answered.replied(OctetSlice.EMPTY);
		int given = outbox.detach("lost");
		outbox.attach(this.link);
		int again = outbox.release(0);

		assertThat(given).isZero();
		assertThat(again).isOne();
		assertThat(this.link.sent).containsExactly("answered", "open", "open");
		assertThat(this.outcomes).containsExactly("answered replied");
	}

	@Test
	void nothingIsSentOnALinkThatCloses() {
		Outbox outbox = outbox(CONFIG.withLimits(SessionLimits.DEFAULT.withUnacked(1, 1)));
		outbox.release(0);
		outbox.offer(message(0, Ppid.DATA, "one"), outcome("one"), 0);
		outbox.offer(message(0, Ppid.DATA, "two"), outcome("two"), 0);

		this.link.open = false;
		outbox.acknowledged(0, 0);

		assertThat(this.link.sent).containsExactly("one");
		assertThat(outbox.queued()).isOne();
	}

	@Test
	void requestThatIsLostIsForgotten() {
		Outbox outbox = outbox(CONFIG);
		outbox.release(0);
		PendingRequests requests = new PendingRequests();
		PendingRequest request = request("request");
		requests.add(outbox.offer(new OutgoingMessage(0, Ppid.REQUEST, false, false, 0, OctetSlice.EMPTY), request, 0),
				request);

		outbox.detach("lost");

		assertThat(this.outcomes).containsExactly("request UNCERTAIN");
		assertThat(requests.size()).isZero();
	}

}
