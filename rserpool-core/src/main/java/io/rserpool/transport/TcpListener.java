package io.rserpool.transport;

import java.net.InetSocketAddress;

import io.netty.channel.Channel;

/**
 * An open port of TCP.
 */
record TcpListener(Channel channel, InetSocketAddress boundAddress) implements Listener {

	@Override
	public void close() {
		this.channel.close();
	}

}
