package io.rserpool.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.MessageSplitter;
import io.rserpool.wire.WireException;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * A membership in a multicast group: one message in each datagram. Reads no more than
 * fifty of them in a second (SR-19).
 */
final class UdpMember extends SimpleChannelInboundHandler<DatagramPacket> implements MulticastMember {

	private static final Logger logger = LoggerFactory.getLogger(UdpMember.class);

	private static final int MAX_PER_SECOND = 50;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final Protocol protocol;

	private final InetSocketAddress group;

	private final MulticastHandler handler;

	private @Nullable Channel channel;

	private long secondStart;

	private int inThisSecond = MAX_PER_SECOND;

	UdpMember(Protocol protocol, InetSocketAddress group, MulticastHandler handler) {
		this.protocol = protocol;
		this.group = group;
		this.handler = handler;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		this.channel = ctx.channel();
		this.secondStart = ctx.executor().ticker().nanoTime() - SECOND;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
		if (mayRead(ctx.executor().ticker().nanoTime())) {
			WireMessage message = decode(packet.content());
			if (message != null) {
				this.handler.received(Endpoint.of(packet.sender()), message);
			}
		}
	}

	private boolean mayRead(long now) {
		if (now - this.secondStart >= SECOND) {
			this.secondStart = now;
			this.inThisSecond = 0;
		}
		this.inThisSecond++;
		return this.inThisSecond <= MAX_PER_SECOND;
	}

	private @Nullable WireMessage decode(ByteBuf content) {
		try {
			int frame = MessageSplitter.frameLength(content, WireLimits.DEFAULT.maxMessageOctets());
			if (frame == content.readableBytes()) {
				return Messages.decode(this.protocol, content, WireLimits.DEFAULT).message();
			}
		}
		catch (WireException ex) {
			logger.debug("Damaged datagram: {}", ex.getMessage());
		}
		return null;
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		logger.debug("Multicast in group {} failed", this.group, cause);
	}

	@Override
	public void send(WireMessage message) {
		Channel open = this.channel;
		if (open != null && open.isActive()) {
			ByteBuf out = open.alloc().directBuffer();
			boolean encoded = false;
			try {
				Messages.encode(message, out);
				encoded = true;
			}
			finally {
				if (!encoded) {
					out.release();
				}
			}
			open.writeAndFlush(new DatagramPacket(out, this.group), open.voidPromise());
		}
	}

	@Override
	public void close() {
		if (this.channel != null) {
			this.channel.close();
		}
	}

}
