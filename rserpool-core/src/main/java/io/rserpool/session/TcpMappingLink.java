package io.rserpool.session;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.TokenBucket;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.AsapOctets;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.HeartbeatAckChunk;
import io.rserpool.wire.HeartbeatChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.MappingChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.UnknownChunk;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * One TCP connection under the TCP mapping (draft-ietf-rserpool-tcpmapping-03,
 * tcp-mapping.md 3 to 5).
 * <p>
 * Both sides begin with an INIT. From then on DATA is numbered from 0 in each direction,
 * control messages included; the TSN is the number's lower half. Silence is ended by
 * heartbeats. Whatever the other side does against the rules ends the connection by a
 * reset [T-15]. A FIN is the same as any other end: there is no half-closed state.
 */
final class TcpMappingLink implements SessionLink {

	private static final int HEADER = 4;

	private static final int CONTROL_STREAM = 0;

	private static final int NOT_GREETED = -1;

	private static final long CLOSE_MILLIS = 10_000;

	/** Answers to damaged control messages in a second [P-15]. */
	private static final int ERRORS_PER_SECOND = 10;

	private final ConnectionId connection;

	private final int flags;

	private final LinkContext context;

	private final LinkListener listener;

	private final SentData sent = new SentData();

	private final AckOrder acks = new AckOrder();

	private final StreamSequences outgoing = new StreamSequences();

	private final StreamSequences incoming = new StreamSequences();

	private final HeartbeatPace pace = new HeartbeatPace();

	private LinkTuning tuning;

	private @Nullable TokenBucket errors;

	private State state = State.NEW;

	private int peerFlags = NOT_GREETED;

	private boolean ackTimerRuns;

	private long since;

	/**
	 * Makes the link of a connection that is open or will be.
	 * @param flags of the own INIT, see {@link InitChunk}
	 */
	TcpMappingLink(ConnectionId connection, int flags, LinkTuning tuning, LinkContext context, LinkListener listener) {
		this.connection = connection;
		this.flags = flags;
		this.tuning = tuning;
		this.context = context;
		this.listener = listener;
	}

	@Override
	public void open(long now) {
		enter(State.GREETING, now);
		send(new InitChunk(this.flags));
		setTimer(LinkTimer.INIT, this.tuning.initTimeout());
		if (this.tuning.ackTimeout() != 0) {
			this.sent.measure(now);
		}
	}

	private void enter(State next, long now) {
		this.state = next;
		this.since = now;
	}

	@Override
	public boolean isOpen() {
		return this.state == State.OPEN;
	}

	/** Whether chunks may be sent and are heard, beyond the greeting. */
	private boolean isGreeted() {
		return this.state == State.OPEN || this.state == State.CLOSING;
	}

	@Override
	public boolean hasHeaders() {
		return this.peerFlags != NOT_GREETED && (this.flags & this.peerFlags & InitChunk.HEADERS) != 0;
	}

	@Override
	public boolean hasControl() {
		return this.peerFlags != NOT_GREETED && ((this.flags | this.peerFlags) & InitChunk.NO_PPID) == 0;
	}

	@Override
	public int maxData() {
		return DataChunk.MAX_VALUE - DataWords.of(this.flags).octets();
	}

	@Override
	public void sendControl(AsapMessage message, long now) {
		if (!isOpen() || !hasControl()) {
			throw new IllegalStateException("Link " + this.connection + " has no open control channel");
		}
		send(CONTROL_STREAM, Ppid.ASAP, false, OctetSlice.EMPTY, AsapOctets.encode(message), now);
	}

	@Override
	public long sendData(int stream, int ppid, boolean unordered, OctetSlice head, OctetSlice body, long now) {
		if (!isOpen()) {
			throw new IllegalStateException("Link " + this.connection + " is not open");
		}
		if (ppid == Ppid.ASAP || ppid == Ppid.ENRP || (ppid != 0 && !DataWords.of(this.flags).hasPpid())) {
			throw new IllegalArgumentException("User data cannot have PPID " + Integer.toUnsignedString(ppid));
		}
		if (stream < 0 || stream > 0xffff || (stream != 0 && !DataWords.of(this.flags).hasStream())) {
			throw new IllegalArgumentException("There is no stream " + stream);
		}
		return send(stream, ppid, unordered, head, body, now);
	}

	private long send(int stream, int ppid, boolean unordered, OctetSlice head, OctetSlice body, long now) {
		if (head.length() > maxData() - body.length()) {
			throw new IllegalArgumentException(
					"Data of " + ((long) head.length() + body.length()) + " octets is over the limit of " + maxData());
		}
		DataWords words = DataWords.of(this.flags);
		// [T-9] unordered data takes no number of its stream and shows 0.
		int sequence = (unordered || !words.hasStream()) ? 0 : this.outgoing.take(stream);
		OctetSlice front = words.before(head, (int) this.sent.next(), stream, sequence, ppid);
		long number = this.sent.send(now);
		send(new DataChunk(unordered, front, body));
		if (!this.ackTimerRuns && this.tuning.ackTimeout() != 0) {
			this.ackTimerRuns = true;
			setTimer(LinkTimer.ACKNOWLEDGEMENT, this.tuning.ackTimeout());
		}
		return number;
	}

	private void send(MappingChunk chunk) {
		this.context.effects().send(this.connection, chunk);
	}

	@Override
	public void delivered(long number, long now) {
		if (!isGreeted()) {
			return;
		}
		int count = this.acks.deliver(number);
		for (long each = this.acks.last() - count + 1; each <= this.acks.last(); each++) {
			boolean plain = (this.peerFlags & InitChunk.NO_TSN) != 0;
			send(plain ? AckChunk.WITHOUT_TSN : AckChunk.of((int) each));
		}
	}

	@Override
	public void received(WireMessage message, long now) {
		if (!(message instanceof MappingChunk chunk) || (this.state != State.GREETING && !isGreeted())) {
			return;
		}
		if (this.pace.heard(now)) {
			cancelTimer(LinkTimer.HEARTBEAT_TIMEOUT);
			waitForSilence(now);
		}
		switch (chunk.type()) {
			case INIT -> init((InitChunk) chunk, now);
			case UNKNOWN -> this.listener.skipped(((UnknownChunk) chunk).code(), now);
			case DATA, ACK, HEARTBEAT, HEARTBEAT_ACK -> {
				if (isGreeted()) {
					receivedGreeted(chunk, now);
				}
				else {
					refuse(ProtocolError.BEFORE_INIT, "the first chunk is " + chunk.type(), now);
				}
			}
		}
	}

	private void receivedGreeted(MappingChunk chunk, long now) {
		if (chunk instanceof DataChunk data) {
			data(data, now);
		}
		else if (chunk instanceof AckChunk ack) {
			acknowledgement(ack, now);
		}
		else if (chunk instanceof HeartbeatChunk heartbeat) {
			send(new HeartbeatAckChunk(heartbeat.info()));
		}
		else if (chunk instanceof HeartbeatAckChunk answer && !this.pace.answered(answer.info(), now)) {
			refuse(ProtocolError.UNKNOWN_HEARTBEAT_ACK, "a HEARTBEAT was acknowledged that was never sent", now);
		}
	}

	private void init(InitChunk init, long now) {
		if (isGreeted()) {
			refuse(ProtocolError.SECOND_INIT, "a second INIT", now);
			return;
		}
		this.peerFlags = init.flags();
		enter(State.OPEN, now);
		cancelTimer(LinkTimer.INIT);
		waitForSilence(now);
		this.listener.opened(now);
	}

	private void data(DataChunk chunk, long now) {
		OctetSlice value = chunk.body();
		DataWords words = DataWords.of(this.peerFlags);
		if (value.length() < words.octets()) {
			refuse(ProtocolError.SHORT_DATA, "DATA of " + (HEADER + value.length()) + " octets", now);
			return;
		}
		if (words.hasTsn() && words.tsn(value) != (int) this.acks.next()) {
			refuse(ProtocolError.WRONG_TSN, wrong("TSN", words.tsn(value), (int) this.acks.next()), now);
			return;
		}
		int stream = words.stream(value);
		if (words.hasStream() && !chunk.unordered()) {
			int expected = this.incoming.take(stream);
			if (words.sequence(value) != expected) {
				refuse(ProtocolError.WRONG_STREAM_SEQUENCE,
						"stream " + stream + ": " + wrong("SSN", words.sequence(value), expected), now);
				return;
			}
		}
		int ppid = words.ppid(value);
		OctetSlice data = value.from(words.octets());
		long number = this.acks.receive();
		if (ppid == Ppid.ASAP) {
			control(number, data, now);
		}
		else {
			this.listener.received(number, stream, ppid, chunk.unordered(), data, now);
		}
	}

	private static String wrong(String what, int value, int expected) {
		return what + " " + Integer.toUnsignedString(value) + " instead of " + Integer.toUnsignedString(expected);
	}

	private void control(long number, OctetSlice data, long now) {
		if (hasControl()) {
			Decoded<AsapMessage> decoded = AsapOctets.decode(data, this.context.limits());
			WireFault fault = decoded.fault();
			if (fault != null) {
				answer(decoded.reply(), now);
				this.listener.controlDamaged(harmless(fault), now);
			}
			AsapMessage message = decoded.message();
			if (message != null && isGreeted()) {
				this.listener.controlReceived(message, now);
			}
		}
		delivered(number, now);
	}

	/** The borders of a chunk do not depend on what is in it. */
	private static WireFault harmless(WireFault fault) {
		return (fault.kind() == WireFault.Kind.FRAMING) ? new WireFault(WireFault.Kind.DISCARDED, fault.detail())
				: fault;
	}

	private void answer(@Nullable AsapMessage reply, long now) {
		if (reply != null && isOpen()) {
			if (this.errors == null) {
				this.errors = new TokenBucket(ERRORS_PER_SECOND, ERRORS_PER_SECOND, now);
			}
			if (this.errors.take(now)) {
				sendControl(reply, now);
			}
		}
	}

	private void acknowledgement(AckChunk ack, long now) {
		long number = ack.hasTsn() ? this.sent.numberOf(ack.tsn()) : this.sent.first();
		if (!this.sent.contains(number)) {
			refuse(ProtocolError.ACK_BEYOND_SENT, "an acknowledgement of DATA " + number + " of " + this.sent.next(),
					now);
		}
		else if (this.sent.acknowledge(number)) {
			this.listener.acknowledged(number, now);
			finishIfAcknowledged(now);
		}
	}

	private void finishIfAcknowledged(long now) {
		if (this.state == State.CLOSING && this.sent.isComplete()) {
			this.context.effects().close(this.connection, "closed");
			end();
			this.listener.closed(now);
		}
	}

	@Override
	public void malformed(WireFault fault, long now) {
		if (this.state == State.GREETING || isGreeted()) {
			refuse(ProtocolError.DAMAGED_CHUNK, fault.detail(), now);
		}
	}

	@Override
	public void timerExpired(LinkTimer timer, long now) {
		switch (timer) {
			case INIT -> {
				if (this.state == State.GREETING) {
					fail("no INIT within " + this.tuning.initTimeout() + " ms", now);
				}
			}
			case HEARTBEAT_INTERVAL -> silence(now);
			case HEARTBEAT_TIMEOUT -> missed(now);
			case ACKNOWLEDGEMENT -> checkAcknowledgements(now);
			case CLOSE -> {
				if (this.state == State.CLOSING) {
					this.context.effects().close(this.connection, "closed without all acknowledgements");
					end();
					this.listener.failed(null, "not all acknowledged within " + CLOSE_MILLIS + " ms of the close", now);
				}
			}
		}
	}

	/** Begins to wait for the time when a heartbeat is due. */
	private void waitForSilence(long now) {
		long interval = this.tuning.heartbeatInterval();
		if (interval != 0 && isGreeted()) {
			this.pace.draw(interval, this.context.random());
			setTimer(LinkTimer.HEARTBEAT_INTERVAL, Math.max(0, this.pace.due() - now));
		}
	}

	private void silence(long now) {
		if (!isGreeted() || this.tuning.heartbeatInterval() == 0 || this.pace.isAwaiting()) {
			return;
		}
		if (now < this.pace.due()) {
			// Heard meanwhile: nothing is set or cancelled for each message.
			setTimer(LinkTimer.HEARTBEAT_INTERVAL, this.pace.due() - now);
		}
		else {
			sendHeartbeat(now);
		}
	}

	private void sendHeartbeat(long now) {
		send(new HeartbeatChunk(this.pace.send(now)));
		setTimer(LinkTimer.HEARTBEAT_TIMEOUT, this.tuning.heartbeatTimeout());
	}

	private void missed(long now) {
		if (!isGreeted() || !this.pace.isAwaiting()) {
			return;
		}
		long left = this.pace.sentAt() + this.tuning.heartbeatTimeout() - now;
		if (left > 0) {
			setTimer(LinkTimer.HEARTBEAT_TIMEOUT, left);
			return;
		}
		int count = this.pace.miss();
		if (count >= this.tuning.heartbeatMaxMissed()) {
			fail("silent; heartbeats without an answer: " + count, now);
		}
		else {
			sendHeartbeat(now);
		}
	}

	private void checkAcknowledgements(long now) {
		this.ackTimerRuns = false;
		long timeout = this.tuning.ackTimeout();
		if (!isGreeted() || timeout == 0 || this.sent.isComplete()) {
			return;
		}
		long left = this.sent.oldest(now) + timeout - now;
		if (left > 0) {
			this.ackTimerRuns = true;
			setTimer(LinkTimer.ACKNOWLEDGEMENT, left);
		}
		else {
			fail("DATA " + this.sent.first() + " was not acknowledged within " + timeout + " ms", now);
		}
	}

	@Override
	public void tune(LinkTuning tuning, long now) {
		this.tuning = tuning;
		if (this.state == State.GREETING) {
			setTimer(LinkTimer.INIT, Math.max(0, this.since + tuning.initTimeout() - now));
		}
		if (this.state == State.GREETING || isGreeted()) {
			tuneAcknowledgements(now);
		}
		if (isGreeted()) {
			tuneHeartbeats(now);
		}
	}

	private void tuneAcknowledgements(long now) {
		long timeout = this.tuning.ackTimeout();
		if (timeout == 0) {
			this.sent.stopMeasuring();
			this.ackTimerRuns = false;
			cancelTimer(LinkTimer.ACKNOWLEDGEMENT);
			return;
		}
		this.sent.measure(now);
		if (!this.sent.isComplete()) {
			this.ackTimerRuns = true;
			setTimer(LinkTimer.ACKNOWLEDGEMENT, Math.max(0, this.sent.oldest(now) + timeout - now));
		}
	}

	private void tuneHeartbeats(long now) {
		if (this.tuning.heartbeatInterval() == 0) {
			this.pace.rest();
			cancelTimer(LinkTimer.HEARTBEAT_INTERVAL);
			cancelTimer(LinkTimer.HEARTBEAT_TIMEOUT);
		}
		else if (this.pace.isAwaiting()) {
			setTimer(LinkTimer.HEARTBEAT_TIMEOUT,
					Math.max(0, this.pace.sentAt() + this.tuning.heartbeatTimeout() - now));
		}
		else {
			waitForSilence(now);
		}
	}

	@Override
	public void lost(String why, long now) {
		if (this.state == State.CLOSED) {
			return;
		}
		boolean orderly = isGreeted() && this.sent.isComplete() && this.acks.isComplete();
		end();
		if (orderly) {
			this.listener.closed(now);
		}
		else {
			this.listener.failed(null, why, now);
		}
	}

	@Override
	public void close(long now) {
		switch (this.state) {
			case NEW, GREETING -> {
				this.context.effects().close(this.connection, "closed before the greeting");
				end();
				this.listener.closed(now);
			}
			case OPEN -> {
				enter(State.CLOSING, now);
				if (!this.sent.isComplete()) {
					setTimer(LinkTimer.CLOSE, CLOSE_MILLIS);
				}
				finishIfAcknowledged(now);
			}
			case CLOSING, CLOSED -> {
			}
		}
	}

	@Override
	public void abort(String why, long now) {
		if (this.state != State.CLOSED) {
			this.context.effects().reset(this.connection, why);
			end();
		}
	}

	/** Ends without a word to either side: the connection is gone. */
	void forget() {
		if (this.state != State.CLOSED) {
			end();
		}
	}

	private void refuse(ProtocolError error, String why, long now) {
		breakOff(error, "protocol error: " + why, now);
	}

	private void fail(String why, long now) {
		breakOff(null, why, now);
	}

	/** A reset: what lies in queues must not reach an application that is given up. */
	private void breakOff(@Nullable ProtocolError error, String why, long now) {
		this.context.effects().reset(this.connection, why);
		end();
		this.listener.failed((error != null) ? error.label() : null, why, now);
	}

	private void end() {
		this.state = State.CLOSED;
		for (LinkTimer timer : LinkTimer.values()) {
			cancelTimer(timer);
		}
	}

	private void setTimer(LinkTimer timer, long delayMillis) {
		this.context.effects().setTimer(new SessionTimer.Link(this.connection, timer), delayMillis);
	}

	private void cancelTimer(LinkTimer timer) {
		this.context.effects().cancelTimer(new SessionTimer.Link(this.connection, timer));
	}

	@Override
	public OptionalLong roundTripMillis() {
		int roundTrip = this.pace.roundTrip();
		return (roundTrip >= 0) ? OptionalLong.of(roundTrip) : OptionalLong.empty();
	}

	@Override
	public int pathMtu() {
		throw new UnsupportedOperationException("TCP does not tell its path MTU");
	}

	private enum State {

		NEW, GREETING, OPEN, CLOSING, CLOSED

	}

}
