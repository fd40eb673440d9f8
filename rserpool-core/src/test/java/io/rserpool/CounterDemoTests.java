package io.rserpool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.session.SessionId;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A counter behind a session, and a thousand kills. The transport gives at least once and
 * no more: a message whose acknowledgement was lost comes again. That nothing is counted
 * twice or left out is the work of three things together:
 * <ul>
 * <li>the cookie carries the count <em>and</em> the number of the last message counted,
 * and goes to the user ahead of that message's acknowledgement: another element knows a
 * message that comes again by its number;</li>
 * <li>if the cookie is lost, so is the acknowledgement behind it: the message comes again
 * and is counted on the older cookie, on which it is missing;</li>
 * <li>the same element, if it still lives, recognises the message by its window and does
 * not give it to the handler again. So the handler has to remember the count as long as
 * the window does, and to take the newer of its memory and the cookie.</li>
 * </ul>
 */
class CounterDemoTests {

	private static final int KILLS = 1000;

	private static final int ELEMENTS = 3;

	private final SessionScope scope = new SessionScope();

	private final SplittableRandom random = new SplittableRandom(42);

	private int counted;

	private int recognised;

	private int gaps;

	@Test
	void nothingIsLostOrDoubledByAThousandKills() {
		for (int i = 0; i < ELEMENTS; i++) {
			start(11 + i);
		}
		PoolSession session = this.scope.user.openSession(SessionScope.CALC,
				SessionOptions.DEFAULT.maxSendings(Integer.MAX_VALUE));
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		int kills = 0;
		while (kills < KILLS) {
			int messages = 1 + this.random.nextInt(6);
			for (int i = 0; i < messages; i++) {
				sent.add(session.send(String.valueOf(sent.size() + 1).getBytes(UTF_8)));
			}
			this.scope.advance(this.random.nextInt(8));
			int with = this.scope.with(session);
			if (with != 0) {
				if (this.random.nextBoolean()) {
					// Its last words are lost
					this.scope.network.cut(this.scope.userHost, this.scope.elementHosts.get(with));
				}
				this.scope.kill(with);
				kills++;
				this.scope.advance(this.random.nextInt(5));
				start(with);
			}
		}
		this.scope.until("all is acknowledged", () -> sent.stream().allMatch(CompletableFuture::isDone));

		long last = sent.size();
		assertThat(sent).allSatisfy((one) -> assertThat(one).isCompleted());
		assertThat(new String(session.call("?".getBytes(UTF_8)), UTF_8))
			.isEqualTo(last + " messages, sum " + last * (last + 1) / 2);
		assertThat(this.gaps).isZero();
		// It was not for nothing
		assertThat(this.scope.events(RserpoolEvent.SessionFailedOver.class).size()).isGreaterThan(KILLS / 2);
		assertThat(this.recognised).isPositive();
		assertThat(this.counted).isGreaterThan(sent.size());
	}

	private void start(int number) {
		this.scope.element(number, new Counter(), (server) -> server.manualAcknowledgement(true));
	}

	/**
	 * What is known of one session.
	 *
	 * @param last the number of the last message counted
	 * @param sum of all of them
	 */
	private record Tally(long last, long sum) {

		static final Tally NOTHING = new Tally(0, 0);

		static Tally of(byte[] cookie) {
			ByteBuffer octets = ByteBuffer.wrap(cookie);
			return new Tally(octets.getLong(), octets.getLong());
		}

		byte[] cookie() {
			return ByteBuffer.allocate(2 * Long.BYTES).putLong(this.last).putLong(this.sum).array();
		}

		Tally newer(@Nullable Tally other) {
			return (other != null && other.last > this.last) ? other : this;
		}

	}

	/** One life of an element. */
	private final class Counter implements SessionHandler {

		private final Map<SessionId, Tally> memory = new HashMap<>();

		@Override
		public void resumed(ServedSession session, byte[] cookie) {
			session.state(Tally.of(cookie));
		}

		@Override
		public void received(ServedSession session, ReceivedMessage message) {
			Tally tally = Tally.NOTHING.newer((Tally) session.state()).newer(this.memory.get(message.session()));
			if (message.isRequest()) {
				message.reply((tally.last() + " messages, sum " + tally.sum()).getBytes(UTF_8));
				message.acknowledge();
				return;
			}
			long number = Long.parseLong(message.text());
			if (number <= tally.last()) {
				CounterDemoTests.this.recognised++;
				message.acknowledge();
				return;
			}
			CounterDemoTests.this.gaps += (number == tally.last() + 1) ? 0 : 1;
			CounterDemoTests.this.counted++;
			Tally next = new Tally(number, tally.sum() + number);
			this.memory.put(message.session(), next);
			session.cookie(next.cookie());
			// Behind the cookie, and so much later that a kill may come between them
			CounterDemoTests.this.scope.network.loop()
				.schedule(message::acknowledge, CounterDemoTests.this.random.nextInt(3));
		}

	}

}
