package io.rserpool.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.Timing;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireFault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool user's sessions, chunk by chunk, with one element.
 */
class UserSessionsTests {

	private static final PoolHandle POOL = PoolHandle.of("P");

	private static final Endpoint USER = new Endpoint(IpAddress.parse("192.0.2.99"), 50_000);

	private static final Target ELEMENT = new Target(new PoolElementId(1), 0,
			new Endpoint(IpAddress.parse("192.0.2.11"), 7000), null);

	private final RecordingEffects<SessionTimer> effects = new RecordingEffects<>();

	private final List<InMessage> received = new ArrayList<>();

	private final List<Target> from = new ArrayList<>();

	private final UserSessions sessions = new UserSessions(new OneElement(), new SplittableRandom(1), this.effects);

	private final SessionId session = this.sessions.open(
			new SessionOpening(POOL, null, null, SessionConfig.of(Timing.of(Profile.FAST)), new Application()), now());

	private long now() {
		return this.effects.now();
	}

	/** The dial under way succeeds, and the element greets. */
	private ConnectionId greeted() {
		ConnectionId connection = this.effects.lastDial().connection();
		this.sessions.connectionUp(connection, Protocol.SESSION, USER, ELEMENT.endpoint(), true, now());
		this.sessions.received(connection, new InitChunk(InitChunk.HEADERS), now());
		return connection;
	}

	/** The element sends a message. */
	private void send(ConnectionId connection, int tsn) {
		ByteBuffer octets = ByteBuffer.allocate(4 + 4 + 4 + SessionHeader.OCTETS)
			.putInt(tsn)
			.putInt(tsn)
			.putInt(Ppid.DATA);
		octets.put(new SessionHeader(true, true, false, this.session, tsn).encode(OutgoingMessage.NO_REPLY)
			.asByteBuffer());
		this.sessions.received(connection, new DataChunk(false, OctetSlice.EMPTY, OctetSlice.of(octets.array())),
				now());
	}

	@Test
	void lateAcknowledgementDoesNotCountForTheNextConnection() {
		ConnectionId former = greeted();
		send(former, 0);
		this.sessions.connectionLost(former, "lost", now());
		ConnectionId latter = greeted();
		send(latter, 0);

		this.sessions.finished(this.session, this.received.get(0), this.from.get(0), now());
		assertThat(this.effects.sentTo(latter, AckChunk.class)).isEmpty();
		this.sessions.finished(this.session, this.received.get(1), this.from.get(1), now());

		assertThat(this.effects.sentTo(latter, AckChunk.class)).containsExactly(AckChunk.of(0));
	}

	@Test
	void damagedChunkResetsTheConnectionAndTheSessionGoesOn() {
		ConnectionId former = greeted();

		this.sessions.malformed(former, new WireFault(WireFault.Kind.DISCARDED, "INIT of 8 octets"), null, now());
		ConnectionId latter = greeted();

		assertThat(this.effects.hasReset(former)).isTrue();
		assertThat(latter).isNotEqualTo(former);
		assertThat(this.sessions.connections()).isOne();
	}

	@Test
	void abortWhileTheSessionClosesLeavesNoConnectionBehind() {
		ConnectionId connection = greeted();
		PoolHandle own = PoolHandle.of("Own");
		this.sessions.ownCard(this.session, own, List.of(card()), now());
		this.sessions.close(this.session, now());
		assertThat(this.effects.hasClosed(connection)).isFalse();

		this.sessions.abort(this.session, "enough", now());

		assertThat(this.effects.hasReset(connection)).isTrue();
		assertThat(this.sessions.connections()).isZero();
	}

	private static PoolElementParameter card() {
		return new PoolElementParameter(new PoolElementId(9), ServerId.NONE, 300,
				new TcpTransport(7000, TransportUse.DATA_PLUS_CONTROL, USER.address()),
				MemberSelectionPolicy.ROUND_ROBIN, null, List.of());
	}

	/** A pool with one element that is never out. */
	private static final class OneElement implements Pools {

		@Override
		public Target choose(PoolHandle handle, List<PoolElementId> preferred, @Nullable PoolElementId avoid,
				long now) {
			return ELEMENT;
		}

		@Override
		public void resolve(PoolHandle handle, ResolutionAnswer answer) {
		}

		@Override
		public void want(PoolHandle handle) {
		}

		@Override
		public void failed(PoolHandle handle, Target target, String why, long now) {
		}

		@Override
		public void reached(PoolHandle handle, Target target, long now) {
		}

	}

	/** Takes everything, and is through with nothing. */
	private final class Application implements UserSessionListener {

		@Override
		public void named(SessionId id) {
		}

		@Override
		public void stateChanged(UserSessionState state, @Nullable Target target) {
		}

		@Override
		public void received(InMessage message, Target target) {
			UserSessionsTests.this.received.add(message);
			UserSessionsTests.this.from.add(target);
		}

		@Override
		public void failoverNeeded(FailoverFacts facts) {
		}

		@Override
		public void failoverBegun(FailoverFacts facts) {
		}

		@Override
		public void failoverDone(FailoverFacts facts, int resent, int lost) {
		}

		@Override
		public void ended(@Nullable String failure) {
		}

	}

}
