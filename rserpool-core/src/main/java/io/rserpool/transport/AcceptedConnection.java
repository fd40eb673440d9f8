package io.rserpool.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.WireFault;

/**
 * A connection that a listener accepted. It is pending until its first message is
 * complete (SR-20, SR-21).
 */
final class AcceptedConnection extends TcpConnection {

	private final AcceptGate<AcceptedConnection> gate;

	private final ConnectionAcceptor acceptor;

	private final @Nullable SharedPort port;

	private final BiConsumer<Channel, KeepAlive> keepAlive;

	private @Nullable Future<?> silenceTimer;

	private boolean admitted;

	AcceptedConnection(Protocol protocol, ConnectionOptions options, AcceptGate<AcceptedConnection> gate,
			ConnectionAcceptor acceptor) {
		super(protocol, options);
		this.gate = gate;
		this.acceptor = acceptor;
		this.port = null;
		this.keepAlive = (channel, values) -> {
		};
	}

	/**
	 * A connection of either protocol.
	 * @param keepAlive sets it on a channel
	 */
	AcceptedConnection(SharedPort port, AcceptGate<AcceptedConnection> gate, BiConsumer<Channel, KeepAlive> keepAlive) {
		super(port.plain().protocol(), port.plain().options());
		this.gate = gate;
		this.acceptor = port.plain().acceptor();
		this.port = port;
		this.keepAlive = keepAlive;
		decideLater();
	}

	@Override
	void opened(Channel channel) {
		String limit = this.gate.admit(address().getAddress(), this, NettyLoop.nowMillis(channel.eventLoop()));
		if (limit != null) {
			this.acceptor.refused(remote(), limit);
			channel.close();
			return;
		}
		this.admitted = true;
		AcceptedConnection surplus = this.gate.surplus(address().getAddress());
		if (surplus != null) {
			this.acceptor.refused(surplus.remote(), "pending connections");
			surplus.unfinished();
			surplus.abort("too many connections without a message");
		}
		if (isOpen()) {
			long nanos = options().firstMessageTimeout().toNanos();
			this.silenceTimer = channel.eventLoop().schedule(this::silent, nanos, TimeUnit.NANOSECONDS);
			if (this.port == null) {
				handler(this.acceptor.accepted(this));
			}
		}
	}

	@Override
	public void begun(FirstOctets first) {
		if (this.port != null) {
			enter(this.port.entrance(first));
			String objection = this.port.objection(first);
			if (objection != null && isOpen()) {
				broken(new WireFault(WireFault.Kind.FRAMING, objection), objection);
			}
		}
	}

	private void enter(Entrance entrance) {
		decide(entrance.protocol(), entrance.options());
		KeepAlive values = entrance.options().keepAlive();
		if (values != null) {
			this.keepAlive.accept(channel(), values);
		}
		handler(entrance.acceptor().accepted(this));
	}

	/** Somebody must hear that nothing, or not enough, was said. */
	@Override
	void unfinished() {
		if (this.port != null && isUndecided()) {
			enter(this.port.plain());
		}
	}

	private void silent() {
		unfinished();
		if (!isOpen()) {
			return;
		}
		late("no message within " + options().firstMessageTimeout().toMillis() + " ms");
	}

	@Override
	void heard() {
		if (this.silenceTimer != null) {
			this.silenceTimer.cancel(false);
			this.silenceTimer = null;
			this.gate.proven(address().getAddress(), this);
		}
	}

	@Override
	void gone() {
		if (this.silenceTimer != null) {
			this.silenceTimer.cancel(false);
			this.silenceTimer = null;
		}
		if (this.admitted) {
			this.admitted = false;
			this.gate.gone(address().getAddress(), this);
		}
	}

	private InetSocketAddress address() {
		return (InetSocketAddress) channel().remoteAddress();
	}

	@Override
	public Endpoint remote() {
		return Endpoint.of(address());
	}

}
