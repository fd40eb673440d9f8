package io.rserpool.lab;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a relay: two channels, each read only while the way from it to
 * the other one is open, so that what is cut waits, and an end is not noticed.
 */
final class RelayedConnection {

	private final Relays relays;

	private final int from;

	private final int to;

	private final int port;

	private final Channel dialled;

	private @Nullable Channel target;

	private @Nullable Future<?> impatience;

	private boolean connecting;

	RelayedConnection(Relays relays, int from, int to, int port, Channel dialled) {
		this.relays = relays;
		this.from = from;
		this.to = to;
		this.port = port;
		this.dialled = dialled;
		dialled.closeFuture().addListener((closed) -> ended());
	}

	/** Does what the cuts of this moment allow. */
	void update() {
		boolean there = !this.relays.isCut(this.from, this.to);
		boolean back = !this.relays.isCut(this.to, this.from);
		if (there && back) {
			calm();
			if (!this.connecting) {
				connect();
			}
		}
		else if (this.impatience == null) {
			this.impatience = this.dialled.eventLoop()
				.schedule(this::reset, this.relays.patience().toMillis(), TimeUnit.MILLISECONDS);
		}
		Channel reached = this.target;
		if (reached != null) {
			this.dialled.config().setAutoRead(there && reached.isWritable());
			reached.config().setAutoRead(back && this.dialled.isWritable());
		}
	}

	private void calm() {
		if (this.impatience != null) {
			this.impatience.cancel(false);
			this.impatience = null;
		}
	}

	private void connect() {
		this.connecting = true;
		ChannelFuture connect = this.relays.dialler(this.dialled)
			.handler(new ChannelInboundHandlerAdapter())
			.connect(new InetSocketAddress(LoopbackNet.relayAddress(0, this.to), this.port),
					new InetSocketAddress(LoopbackNet.relayAddress(0, this.from), 0));
		connect.addListener((done) -> {
			if (!done.isSuccess()) {
				reset();
				return;
			}
			this.target = connect.channel();
			this.target.pipeline().addLast(new Pump(this.dialled));
			this.dialled.pipeline().addLast(new Pump(this.target));
			update();
		});
	}

	private void reset() {
		abort(this.dialled);
		if (this.target != null) {
			abort(this.target);
		}
	}

	private static void abort(Channel channel) {
		if (channel.isActive()) {
			((SocketChannelConfig) channel.config()).setOption(ChannelOption.SO_LINGER, 0);
		}
		channel.close();
	}

	private void ended() {
		calm();
		this.relays.ended(this);
		if (this.target != null) {
			this.target.close();
		}
	}

	/**
	 * Writes to the other channel what this one reads.
	 */
	private final class Pump extends ChannelInboundHandlerAdapter {

		private final Channel other;

		Pump(Channel other) {
			this.other = other;
		}

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object octets) {
			this.other.writeAndFlush(octets);
		}

		@Override
		public void channelWritabilityChanged(ChannelHandlerContext ctx) {
			update();
		}

		@Override
		public void channelInactive(ChannelHandlerContext ctx) {
			this.other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
			reset();
		}

	}

}
