package io.rserpool.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;

/**
 * A connection that a listener accepted. It is pending until its first message is
 * complete (SR-20, SR-21).
 */
final class AcceptedConnection extends TcpConnection {

	private final AcceptGate<AcceptedConnection> gate;

	private final ConnectionAcceptor acceptor;

	private @Nullable Future<?> silenceTimer;

	private boolean admitted;

	AcceptedConnection(Protocol protocol, ConnectionOptions options, AcceptGate<AcceptedConnection> gate,
			ConnectionAcceptor acceptor) {
		super(protocol, options);
		this.gate = gate;
		this.acceptor = acceptor;
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
			surplus.abort("too many connections without a message");
		}
		if (isOpen()) {
			long nanos = options().firstMessageTimeout().toNanos();
			this.silenceTimer = channel.eventLoop().schedule(this::silent, nanos, TimeUnit.NANOSECONDS);
			handler(this.acceptor.accepted(this));
		}
	}

	private void silent() {
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
