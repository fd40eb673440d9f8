package io.rserpool.transport;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.session.AsapOverMapping;
import io.rserpool.session.LinkTimer;
import io.rserpool.session.LinkTuning;
import io.rserpool.session.SessionTimer;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * Makes an accepted connection under the TCP mapping look like a plain one: ASAP messages
 * in, ASAP messages out [T-1]. Lies between the carrier and whoever hears of the
 * messages.
 */
final class MappedConnection implements Connection, ConnectionHandler, AsapOverMapping.Listener, Effects<SessionTimer> {

	private static final ConnectionId ONLY = new ConnectionId(1);

	private final Connection carrier;

	private final Loop loop;

	private final AsapOverMapping mapping;

	private final Map<LinkTimer, Cancellable> timers = new EnumMap<>(LinkTimer.class);

	private @Nullable ConnectionHandler handler;

	private boolean ended;

	private MappedConnection(Connection carrier, Loop loop, LinkTuning tuning, WireLimits limits) {
		this.carrier = carrier;
		this.loop = loop;
		this.mapping = new AsapOverMapping(ONLY, tuning, limits, new SplittableRandom(carrier.remote().hashCode()),
				this, this);
	}

	/**
	 * Leads connections under the mapping to where the plain ones go.
	 * @param plain for ASAP
	 */
	static Entrance entrance(Entrance plain, Loop loop, LinkTuning tuning) {
		WireLimits limits = plain.options().limits();
		ConnectionOptions options = ConnectionOptions.ofSession(plain.options().connectTimeout())
			.withFirstMessageTimeout(plain.options().firstMessageTimeout())
			.withLimits(limits.withMaxMessageOctets(Math.min(limits.maxMessageOctets() + 16, 65535)));
		return new Entrance(Protocol.SESSION, options, new Acceptor(plain.acceptor(), loop, tuning, limits));
	}

	private void open(ConnectionHandler told) {
		this.handler = told;
		if (!this.ended) {
			this.mapping.open(this.loop.nowMillis());
			this.carrier.flush();
		}
	}

	// For the machine's side

	@Override
	public Endpoint local() {
		return this.carrier.local();
	}

	@Override
	public Endpoint remote() {
		return this.carrier.remote();
	}

	@Override
	public void send(WireMessage message) {
		this.mapping.send((AsapMessage) message, this.loop.nowMillis());
	}

	@Override
	public void flush() {
		this.carrier.flush();
	}

	@Override
	public void close() {
		end();
		this.carrier.close();
	}

	@Override
	public void reset() {
		end();
		this.carrier.reset();
	}

	// For the carrier

	@Override
	public void opened() {
		throw new IllegalStateException("Only accepted connections are mapped");
	}

	@Override
	public void dialFailed(DialFailure failure, String why) {
		throw new IllegalStateException("Only accepted connections are mapped");
	}

	/** A chunk. */
	@Override
	public void received(WireMessage chunk) {
		this.mapping.received(chunk, this.loop.nowMillis());
	}

	@Override
	public void malformed(WireFault fault, @Nullable WireMessage reply) {
		this.mapping.malformed(fault, this.loop.nowMillis());
	}

	@Override
	public void readComplete() {
		if (this.handler != null) {
			this.handler.readComplete();
		}
		this.carrier.flush();
	}

	@Override
	public void lost(String why) {
		if (end() && this.handler != null) {
			this.handler.lost(why);
		}
	}

	@Override
	public void dropped(String why) {
		if (end() && this.handler != null) {
			this.handler.dropped(why);
		}
	}

	/** Returns whether it has not ended before. */
	private boolean end() {
		boolean now = !this.ended;
		this.ended = true;
		this.mapping.ended();
		return now;
	}

	// For the mapping

	@Override
	public void received(AsapMessage message) {
		if (this.handler != null && !this.ended) {
			this.handler.received(message);
		}
	}

	@Override
	public void malformed(WireFault fault) {
		if (this.handler != null && !this.ended) {
			this.handler.malformed(fault, null);
		}
	}

	@Override
	public void dropped(@Nullable WireFault fault, String why) {
		if (fault != null) {
			malformed(fault);
		}
		dropped(why);
	}

	@Override
	public void send(ConnectionId to, WireMessage chunk) {
		this.carrier.send(chunk);
	}

	@Override
	public void close(ConnectionId connection, String why) {
		this.carrier.close();
	}

	@Override
	public void reset(ConnectionId connection, String why) {
		this.carrier.reset();
	}

	@Override
	public void setTimer(SessionTimer key, long delayMillis) {
		cancelTimer(key);
		LinkTimer timer = timer(key);
		this.timers.put(timer, this.loop.schedule(() -> expired(timer), delayMillis));
	}

	private void expired(LinkTimer timer) {
		this.timers.remove(timer);
		this.mapping.timerExpired(timer, this.loop.nowMillis());
		this.carrier.flush();
	}

	@Override
	public void cancelTimer(SessionTimer key) {
		Cancellable running = this.timers.remove(timer(key));
		if (running != null) {
			running.cancel();
		}
	}

	private static LinkTimer timer(SessionTimer key) {
		return ((SessionTimer.Link) key).timer();
	}

	@Override
	public ConnectionId dial(Protocol protocol, Endpoint to) {
		throw new UnsupportedOperationException("A mapped connection does not dial");
	}

	@Override
	public void multicast(WireMessage message) {
		throw new UnsupportedOperationException("A mapped connection does not multicast");
	}

	@Override
	public long publish(RserpoolEvent event, long cause) {
		throw new UnsupportedOperationException("A mapped connection has no events");
	}

	/**
	 * Wraps what is accepted.
	 */
	private record Acceptor(ConnectionAcceptor plain, Loop loop, LinkTuning tuning,
			WireLimits limits) implements ConnectionAcceptor {

		@Override
		public void listening(InetSocketAddress boundAddress) {
			this.plain.listening(boundAddress);
		}

		@Override
		public ConnectionHandler accepted(Connection carrier) {
			MappedConnection mapped = new MappedConnection(carrier, this.loop, this.tuning, this.limits);
			mapped.open(this.plain.accepted(mapped));
			return mapped;
		}

		@Override
		public void refused(Endpoint remote, String limit) {
			this.plain.refused(remote, limit);
		}

	}

}
