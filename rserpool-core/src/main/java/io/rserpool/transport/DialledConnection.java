package io.rserpool.transport;

import java.net.ConnectException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;

/**
 * A connection that this side opens.
 */
final class DialledConnection extends TcpConnection {

	private final Endpoint remote;

	private final ConnectionHandler told;

	DialledConnection(Protocol protocol, Endpoint remote, ConnectionOptions options, ConnectionHandler handler) {
		super(protocol, options);
		this.remote = remote;
		this.told = handler;
		handler(handler);
	}

	@Override
	void opened(Channel channel) {
		this.told.opened();
	}

	void connected(ChannelFuture connect) {
		Throwable failure = connect.cause();
		if (failure != null) {
			dialFailed(isRefusal(failure) ? DialFailure.REFUSED : DialFailure.UNREACHABLE, String.valueOf(failure));
		}
	}

	private static boolean isRefusal(Throwable failure) {
		return failure instanceof ConnectException && !(failure instanceof ConnectTimeoutException)
				&& String.valueOf(failure.getMessage()).contains("refused");
	}

	@Override
	void heard() {
	}

	@Override
	void gone() {
	}

	@Override
	public Endpoint remote() {
		return this.remote;
	}

}
