package io.rserpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions through the public API, in virtual time.
 */
class PoolSessionTests {

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private SessionHandler echo(int number) {
		return (session, message) -> {
			this.seen.add(number + ":" + message.text() + (message.isRedelivered() ? "!" : ""));
			if (message.isRequest()) {
				message.reply((number + " heard " + message.text()).getBytes(UTF_8));
			}
		};
	}

	@Test
	void requestIsAnsweredByAnElementOfThePool() {
		this.scope.element(11, echo(11));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);

		byte[] answer = session.call("hello".getBytes(UTF_8));

		assertThat(new String(answer, UTF_8)).isEqualTo("11 heard hello");
		assertThat(session.state()).isEqualTo(UserSessionState.OPEN);
		assertThat(this.scope.with(session)).isEqualTo(11);
	}

	@Test
	void messageIsDoneWhenTheApplicationHasIt() {
		this.scope.element(11, echo(11));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);

		this.scope.get(session.send("one".getBytes(UTF_8)));

		assertThat(this.seen).containsExactly("11:one");
	}

	@Test
	void sessionGoesToAnotherElementWhenItsElementDies() {
		this.scope.element(11, echo(11));
		this.scope.element(12, echo(12));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		session.call("one".getBytes(UTF_8));
		int first = this.scope.with(session);

		this.scope.kill(first);
		byte[] answer = session.call("two".getBytes(UTF_8));

		int second = this.scope.with(session);
		assertThat(second).isNotEqualTo(first).isNotZero();
		assertThat(new String(answer, UTF_8)).isEqualTo(second + " heard two");
		assertThat(this.scope.events(RserpoolEvent.SessionFailedOver.class)).hasSize(1);
	}

	@Test
	void sessionBeginsWithTheElementOfItsHandleThoughThePoolIsNotCached() {
		for (int number = 11; number < 16; number++) {
			this.scope.element(number, echo(number));
		}
		PoolSession session = this.scope.user.openSession(SessionScope.CALC,
				SessionOptions.DEFAULT.element(new PoolElementId(14)));

		session.call("hello".getBytes(UTF_8));

		assertThat(this.scope.with(session)).isEqualTo(14);
	}

	@Test
	void closedSessionEnds() {
		this.scope.element(11, echo(11));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		CompletableFuture<Void> sent = session.send("last".getBytes(UTF_8));

		session.close();

		assertThat(sent).isCompleted();
		assertThat(session.state()).isEqualTo(UserSessionState.CLOSED);
		assertThat(this.seen).containsExactly("11:last");
	}

	@Test
	void messageThatIsStillBeingWorkedOnIsNotGivenToTheHandlerAgain() {
		List<ReceivedMessage> held = new ArrayList<>();
		this.scope.element(11, (session, message) -> {
			this.seen.add(message.text());
			held.add(message);
		}, (server) -> server.manualAcknowledgement(true));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		CompletableFuture<Void> first = session.send("one".getBytes(UTF_8));
		this.scope.until("the handler has it", () -> held.size() == 1);

		session.forceFailover("a test");
		CompletableFuture<Void> second = session.send("two".getBytes(UTF_8));
		this.scope.advance(1_000);
		assertThat(this.seen).containsExactly("one");
		held.get(0).acknowledge();
		this.scope.until("the second has come, too", () -> held.size() == 2);
		held.get(1).acknowledge();

		this.scope.get(first);
		this.scope.get(second);
		assertThat(this.seen).containsExactly("one", "two");
	}

}
