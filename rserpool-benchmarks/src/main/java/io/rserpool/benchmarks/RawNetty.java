package io.rserpool.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import org.HdrHistogram.Histogram;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

/**
 * The limit that everything over a network is held against: a bare Netty client and
 * server that exchange framed messages, of 64 octets unless said otherwise, and do
 * nothing else.
 */
final class RawNetty {

	private static final int MESSAGE_OCTETS = 64;

	/** Type, length, time. */
	private static final int HEADER_OCTETS = 12;

	private static final int BACKLOG = 1024;

	private RawNetty() {
	}

	/**
	 * The server, as a child JVM.
	 * @param arguments {@code registrar} if an ENRP server, which does nothing, is to be
	 * in the same JVM: one that takes as long to die
	 */
	public static void main(String[] arguments) throws Exception {
		if (arguments.length > 0 && arguments[0].equals("registrar")) {
			RegistrarProcess.server(Timing.of(Profile.FAST), RegistrarProcess.freePorts(1)).start();
		}
		ChildJvm.readyUntilParentEnds(serve());
	}

	/** Opens a server on a thread of its own; returns its port. */
	static int serve() throws InterruptedException {
		Channel channel = new ServerBootstrap().group(group())
			.channel(serverChannel())
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel child) {
					child.pipeline().addLast(framing(), new Echo());
				}
			})
			.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.sync()
			.channel();
		return ((InetSocketAddress) channel.localAddress()).getPort();
	}

	/**
	 * Sends and awaits messages for the given time.
	 * @param connections how many at once
	 * @param window outstanding messages of each
	 * @return exchanges a second
	 */
	static Pairs.Result exchange(int port, int connections, int window, long millis) throws Exception {
		return exchange(port, connections, window, MESSAGE_OCTETS, millis);
	}

	/**
	 * Sends and awaits messages for the given time.
	 * @param connections how many at once
	 * @param window outstanding messages of each
	 * @param octets of each message
	 * @return exchanges a second
	 */
	static Pairs.Result exchange(int port, int connections, int window, int octets, long millis) throws Exception {
		EventLoopGroup group = group();
		try {
			CountDownLatch done = new CountDownLatch(connections);
			List<Client> clients = java.util.stream.IntStream.range(0, connections)
				.mapToObj((i) -> new Client(window, octets, millis, done))
				.toList();
			long begin = System.nanoTime();
			for (Client client : clients) {
				new Bootstrap().group(group)
					.channel(clientChannel())
					.option(ChannelOption.TCP_NODELAY, true)
					.handler(new ChannelInitializer<Channel>() {
						@Override
						protected void initChannel(Channel channel) {
							channel.pipeline().addLast(framing(), client);
						}
					})
					.connect(InetAddress.getLoopbackAddress(), port)
					.sync();
			}
			done.await();
			double seconds = (System.nanoTime() - begin) / 1e9;
			Histogram all = new Histogram(3);
			clients.forEach((client) -> all.add(client.latencies));
			return new Pairs.Result(all.getTotalCount() / seconds, all.getValueAtPercentile(50) / 1e3,
					all.getValueAtPercentile(99) / 1e3, all.getTotalCount());
		}
		finally {
			group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
		}
	}

	/** Opens connections that say nothing, on one thread. */
	static AutoCloseable idle(int port, int connections) throws InterruptedException {
		EventLoopGroup group = group();
		Bootstrap bootstrap = new Bootstrap().group(group)
			.channel(clientChannel())
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
				}
			});
		for (int i = 0; i < connections; i++) {
			bootstrap.connect(InetAddress.getLoopbackAddress(), port).sync();
		}
		return () -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
	}

	/** A message for those who exchange it without Netty. */
	static byte[] message() {
		byte[] message = new byte[MESSAGE_OCTETS];
		message[0] = 5;
		message[3] = (byte) MESSAGE_OCTETS;
		return message;
	}

	private static EventLoopGroup group() {
		return new MultiThreadIoEventLoopGroup(1,
				Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
	}

	private static Class<? extends ServerChannel> serverChannel() {
		return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
	}

	private static Class<? extends Channel> clientChannel() {
		return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
	}

	private static LengthFieldBasedFrameDecoder framing() {
		return new LengthFieldBasedFrameDecoder(65_536, 2, 2, -4, 0);
	}

	/**
	 * Answers each message with one of the same length.
	 */
	private static final class Echo extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			context.write(message);
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			context.flush();
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

	/**
	 * Keeps a window of messages outstanding until the time is over.
	 */
	private static final class Client extends ChannelInboundHandlerAdapter {

		private final Histogram latencies = new Histogram(3);

		private final int window;

		private final byte[] payload;

		private final long millis;

		private final CountDownLatch done;

		private long end;

		private int outstanding;

		Client(int window, int octets, long millis, CountDownLatch done) {
			this.window = window;
			this.payload = new byte[octets - HEADER_OCTETS];
			this.millis = millis;
			this.done = done;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			this.end = System.nanoTime() + this.millis * 1_000_000;
			for (int i = 0; i < this.window; i++) {
				write(context, System.nanoTime());
				this.outstanding++;
			}
			context.flush();
		}

		private void write(ChannelHandlerContext context, long stamp) {
			int octets = HEADER_OCTETS + this.payload.length;
			ByteBuf message = context.alloc().directBuffer(octets);
			message.writeShort(0x0500).writeShort(octets).writeLong(stamp).writeBytes(this.payload);
			context.write(message);
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ByteBuf buffer = (ByteBuf) message;
			long now = System.nanoTime();
			this.latencies.recordValue(now - buffer.getLong(buffer.readerIndex() + 4));
			buffer.release();
			this.outstanding--;
			if (now < this.end) {
				write(context, now);
				this.outstanding++;
			}
			else if (this.outstanding == 0) {
				context.close();
				this.done.countDown();
			}
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			context.flush();
		}

	}

}
