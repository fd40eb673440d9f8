package io.rserpool.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.Timing;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.WireFault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An element's sessions, chunk by chunk, with a user that does what real ones rarely do.
 */
class ElementSessionsTests {

	private static final Endpoint ELEMENT = new Endpoint(IpAddress.parse("192.0.2.11"), 7000);

	private static final Endpoint USER = new Endpoint(IpAddress.parse("192.0.2.99"), 50_000);

	private static final SessionConfig CONFIG = SessionConfig.of(Timing.of(Profile.FAST));

	private final RecordingEffects<SessionTimer> effects = new RecordingEffects<>();

	/** What was handed to the application, in order. */
	private final List<Handed> handed = new ArrayList<>();

	private final List<ElementSessionKey> keys = new ArrayList<>();

	private final List<Long> numbers = new ArrayList<>();

	private ElementSessions sessions = sessions(CONFIG);

	private ElementSessions sessions(SessionConfig config) {
		return new ElementSessions(ElementConfig.of(PoolHandle.of("P"), config), new SplittableRandom(1), this.effects,
				(key, remote) -> {
					this.keys.add(key);
					return new Application(key);
				});
	}

	private ConnectionId connect() {
		ConnectionId connection = this.effects.nextConnection();
		this.sessions.connectionUp(connection, Protocol.SESSION, ELEMENT, USER, false, now());
		this.sessions.received(connection, new InitChunk(InitChunk.HEADERS), now());
		this.numbers.add(0L);
		return connection;
	}

	private long now() {
		return this.effects.now();
	}

	/** The user sends a message with the session's id 5. */
	private void send(ConnectionId connection, int tsn, int ppid, boolean again, long sequence) {
		ByteBuffer octets = ByteBuffer.allocate(4 + 4 + 4 + SessionHeader.OCTETS).putInt(tsn).putInt(tsn).putInt(ppid);
		octets.put(new SessionHeader(true, true, again, new SessionId(5), sequence).encode(OutgoingMessage.NO_REPLY)
			.asByteBuffer());
		this.sessions.received(connection, new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(octets.array())),
				now());
	}

	private void finish(int index) {
		Handed one = this.handed.get(index);
		this.sessions.finished(one.key(), one.message(), Processing.DONE, now());
	}

	private List<String> bodies(ConnectionId connection) {
		return this.effects.sentTo(connection, DataChunk.class)
			.stream()
			.map((data) -> new String(data.body().toByteArray(), UTF_8))
			.toList();
	}

	private static OutgoingMessage text(String text) {
		return new OutgoingMessage(0, Ppid.DATA, false, true, 0, OctetSlice.of(text.getBytes(UTF_8)));
	}

	private static OutgoingMessage reply(long request) {
		return new OutgoingMessage(0, Ppid.REPLY, false, true, 0,
				OctetSlice.of(ByteBuffer.allocate(Long.BYTES).putLong(request).array()));
	}

	@Test
	void messageThatComesLateByTheFormerConnectionIsNotProcessedTwice() {
		ConnectionId slow = connect();
		ConnectionId fast = connect();
		send(fast, 0, Ppid.DATA, true, 0);
		finish(0);

		send(slow, 0, Ppid.DATA, false, 0);

		assertThat(this.handed).hasSize(1);
		assertThat(this.effects.sentTo(slow, AckChunk.class)).hasSize(1);
	}

	/** Request 0 comes by the second connection, and its answer arrives. */
	private void answerRequestOn(ConnectionId fast) {
		send(fast, 0, Ppid.REQUEST, true, 0);
		this.sessions.send(this.keys.get(1), reply(0), MessageOutcome.IGNORED, now());
		finish(0);
		this.sessions.received(fast, AckChunk.of(0), now());
	}

	@Test
	void requestThatComesLateByTheFormerConnectionIsNotProcessedTwice() {
		ConnectionId slow = connect();
		answerRequestOn(connect());

		send(slow, 0, Ppid.REQUEST, false, 0);

		assertThat(this.handed).hasSize(1);
		assertThat(this.effects.sentTo(slow, AckChunk.class)).hasSize(1);
	}

	@Test
	void requestThatWasSentAgainAndComesLateIsNotProcessedWhenItsAnswerHasArrived() {
		ConnectionId slow = connect();
		answerRequestOn(connect());

		send(slow, 0, Ppid.REQUEST, true, 0);

		assertThat(this.handed).hasSize(1);
		assertThat(this.effects.sentTo(slow, AckChunk.class)).hasSize(1);
	}

	@Test
	void replyThatWasStillQueuedAnswersTheRequestThatComesAgain() {
		this.sessions = sessions(CONFIG.withLimits(SessionLimits.DEFAULT.withUnacked(1, 1)));
		ConnectionId first = connect();
		this.sessions.send(this.keys.get(0), text("holds the window"), MessageOutcome.IGNORED, now());
		send(first, 0, Ppid.REQUEST, false, 0);
		this.sessions.send(this.keys.get(0), reply(0), MessageOutcome.IGNORED, now());
		finish(0);
		this.sessions.connectionLost(first, "lost", now());

		ConnectionId second = connect();
		send(second, 0, Ppid.REQUEST, true, 0);

		assertThat(this.handed).hasSize(1);
		assertThat(bodies(second)).hasSize(1);
	}

	@Test
	void closingSessionFirstSendsWhatIsQueued() {
		this.sessions = sessions(CONFIG.withLimits(SessionLimits.DEFAULT.withUnacked(1, 1)));
		ConnectionId connection = connect();
		this.sessions.send(this.keys.get(0), text("one"), MessageOutcome.IGNORED, now());
		this.sessions.send(this.keys.get(0), text("two"), MessageOutcome.IGNORED, now());

		this.sessions.close(this.keys.get(0), now());
		assertThat(this.effects.hasClosed(connection)).isFalse();
		this.sessions.received(connection, AckChunk.of(0), now());
		this.sessions.received(connection, AckChunk.of(1), now());

		assertThat(bodies(connection)).containsExactly("one", "two");
		assertThat(this.effects.hasClosed(connection)).isTrue();
		assertThat(this.sessions.size()).isZero();
	}

	@Test
	void closingSessionWhoseUserAcknowledgesNothingEndsAfterTenSeconds() {
		this.sessions = sessions(CONFIG.withLimits(SessionLimits.DEFAULT.withUnacked(1, 1))
			.withTuning(CONFIG.tuning().withHeartbeat(0, 1000, 2)));
		ConnectionId connection = connect();
		this.sessions.send(this.keys.get(0), text("one"), MessageOutcome.IGNORED, now());
		this.sessions.send(this.keys.get(0), text("two"), MessageOutcome.IGNORED, now());
		this.sessions.close(this.keys.get(0), now());

		this.effects.advance(this.sessions, 9_999);
		assertThat(this.sessions.size()).isOne();
		this.effects.advance(this.sessions, 1);

		assertThat(this.effects.hasReset(connection)).isTrue();
		assertThat(this.sessions.size()).isZero();
	}

	@Test
	void replyWhileTheSessionClosesIsNoError() {
		ConnectionId connection = connect();
		send(connection, 0, Ppid.REQUEST, false, 0);
		this.sessions.send(this.keys.get(0), text("one"), MessageOutcome.IGNORED, now());
		this.sessions.close(this.keys.get(0), now());

		this.sessions.send(this.keys.get(0), reply(0), MessageOutcome.IGNORED, now());
		finish(0);
		this.sessions.received(connection, AckChunk.of(0), now());
		this.sessions.received(connection, AckChunk.of(1), now());

		assertThat(this.effects.hasClosed(connection)).isTrue();
	}

	@Test
	void supersededSessionIsForgotten() {
		ConnectionId former = connect();
		send(former, 0, Ppid.DATA, false, 0);
		ConnectionId latter = connect();
		send(latter, 0, Ppid.DATA, true, 0);

		assertThat(this.effects.hasReset(former)).isTrue();
		assertThat(this.sessions.size()).isOne();
	}

	@Test
	void damagedChunkResetsTheConnection() {
		ConnectionId connection = connect();

		this.sessions.malformed(connection, new WireFault(WireFault.Kind.DISCARDED, "INIT of 8 octets"), null, now());

		assertThat(this.effects.hasReset(connection)).isTrue();
		assertThat(this.sessions.size()).isZero();
	}

	private record Handed(ElementSessionKey key, InMessage message) {
	}

	/** Takes everything, and is through with nothing. */
	private final class Application implements ElementSessionListener {

		private final ElementSessionKey key;

		Application(ElementSessionKey key) {
			this.key = key;
		}

		@Override
		public void opened() {
		}

		@Override
		public void cookieEchoed(Octets cookie) {
		}

		@Override
		public void cardReceived(BusinessCard card) {
		}

		@Override
		public void received(InMessage message) {
			ElementSessionsTests.this.handed.add(new Handed(this.key, message));
		}

		@Override
		public void ended(@Nullable String failure) {
		}

	}

}
