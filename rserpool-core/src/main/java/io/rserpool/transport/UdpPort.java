package io.rserpool.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of UDP by Netty.
 */
final class UdpPort extends SimpleChannelInboundHandler<DatagramPacket> implements DatagramPort {

	private static final Logger logger = LoggerFactory.getLogger(UdpPort.class);

	private final Channel channel;

	private final DatagramReceiver receiver;

	UdpPort(Channel channel, DatagramReceiver receiver) {
		this.channel = channel;
		this.receiver = receiver;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
		this.receiver.received(packet.sender(), ByteBufUtil.getBytes(packet.content()));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		logger.debug("UDP port {} failed", ctx.channel().localAddress(), cause);
	}

	@Override
	public InetSocketAddress boundAddress() {
		return (InetSocketAddress) this.channel.localAddress();
	}

	@Override
	public CompletableFuture<Void> send(byte[] octets, InetSocketAddress to) {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		this.channel.writeAndFlush(new DatagramPacket(Unpooled.copiedBuffer(octets), to)).addListener((done) -> {
			if (done.isSuccess()) {
				sent.complete(null);
			}
			else {
				Throwable cause = done.cause();
				sent.completeExceptionally((cause instanceof IOException) ? cause : new IOException(cause));
			}
		});
		return sent;
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
