package io.rserpool.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;

/**
 * TCP by Netty: epoll where there is one, else NIO. Its threads are daemons.
 */
public final class TcpNetwork implements Network, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TcpNetwork.class);

	private static final int BACKLOG = 1024;

	// Above the high mark requests are not read any more: well below the queue's limit.
	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 * 1024, 512 * 1024);

	private final boolean epoll;

	private final @Nullable NetworkInterface multicastInterface;

	private final MultiThreadIoEventLoopGroup group;

	/**
	 * Makes a network.
	 * @param threads most loops that run in parallel, at least 1
	 * @param epoll whether epoll is to be used; it must be available
	 * @param multicastInterface where multicast goes, or null for one that is up and can
	 */
	public TcpNetwork(int threads, boolean epoll, @Nullable NetworkInterface multicastInterface) {
		this.epoll = epoll;
		this.multicastInterface = multicastInterface;
		IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("rserpool-io", true), factory);
	}

	/** Makes a network with the defaults of this machine. */
	public TcpNetwork() {
		this(Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors())), Epoll.isAvailable(), null);
	}

	@Override
	public Loop newLoop() {
		return new NettyLoop(this.group.next());
	}

	@Override
	public List<InetAddress> localAddresses() {
		List<InetAddress> addresses = new ArrayList<>();
		try {
			for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
				if (each.isUp() && !each.isLoopback()) {
					Collections.list(each.getInetAddresses())
						.stream()
						.filter((address) -> !address.isLinkLocalAddress())
						.forEach(addresses::add);
				}
			}
		}
		catch (SocketException ex) {
			logger.warn("The addresses of this host cannot be listed", ex);
		}
		return addresses.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : List.copyOf(addresses);
	}

	@Override
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, Loop loop, ConnectionAcceptor acceptor) {
		AcceptGate<AcceptedConnection> gate = new AcceptGate<>(limits, loop.nowMillis());
		return listen(address, loop, acceptor, options.keepAlive(),
				() -> new AcceptedConnection(protocol, options, gate, acceptor));
	}

	@Override
	public CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits,
			Loop loop) {
		AcceptGate<AcceptedConnection> gate = new AcceptGate<>(limits, loop.nowMillis());
		return listen(address, loop, port.plain().acceptor(), null,
				() -> new AcceptedConnection(port, gate, this::keepAlive));
	}

	private void keepAlive(Channel channel, KeepAlive keepAlive) {
		if (channel.isActive()) {
			keepAlive(keepAlive, channel.config()::setOption);
		}
	}

	private CompletableFuture<Listener> listen(InetSocketAddress address, Loop loop, ConnectionAcceptor acceptor,
			@Nullable KeepAlive keepAlive, Supplier<AcceptedConnection> connections) {
		NettyLoop nettyLoop = (NettyLoop) loop;
		ServerBootstrap bootstrap = new ServerBootstrap().group(nettyLoop.eventLoop(), nettyLoop.eventLoop())
			.channel(this.epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.handler(new ChannelInboundHandlerAdapter() {

				@Override
				public void channelActive(ChannelHandlerContext ctx) {
					acceptor.listening((InetSocketAddress) ctx.channel().localAddress());
					ctx.fireChannelActive();
				}

			})
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(connections.get());
				}

			});
		if (keepAlive != null) {
			keepAlive(keepAlive, bootstrap::childOption);
		}
		ChannelFuture bind = bootstrap.bind(address);
		CompletableFuture<Listener> listening = new CompletableFuture<>();
		bind.addListener((done) -> {
			if (done.isSuccess()) {
				Channel channel = bind.channel();
				listening.complete(new TcpListener(channel, (InetSocketAddress) channel.localAddress()));
			}
			else {
				listening.completeExceptionally(bindFailure(done));
			}
		});
		return listening;
	}

	private static Throwable bindFailure(Future<?> failed) {
		Throwable cause = failed.cause();
		if (cause instanceof BindException) {
			return cause;
		}
		// Epoll has its own exception for a port in use.
		BindException failure = new BindException(cause.getMessage());
		failure.initCause(cause);
		return failure;
	}

	private static Throwable failure(Future<?> failed) {
		Throwable cause = failed.cause();
		return (cause instanceof IOException) ? cause : new IOException(cause);
	}

	@Override
	public Connection dial(Protocol protocol, Endpoint to, ConnectionOptions options, Loop loop,
			ConnectionHandler handler) {
		DialledConnection connection = new DialledConnection(protocol, to, options, handler);
		Bootstrap bootstrap = new Bootstrap().group(((NettyLoop) loop).eventLoop())
			.channel(this.epoll ? EpollSocketChannel.class : NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.connectTimeout().toMillis())
			.handler(connection);
		if (options.keepAlive() != null) {
			keepAlive(options.keepAlive(), bootstrap::option);
		}
		ChannelFuture connect = bootstrap.connect(to.toSocketAddress());
		connect.addListener((done) -> connection.connected(connect));
		return connection;
	}

	private void keepAlive(KeepAlive keepAlive, BiConsumer<ChannelOption<Integer>, Integer> options) {
		if (this.epoll) {
			options.accept(EpollChannelOption.TCP_KEEPIDLE, keepAlive.idleSeconds());
			options.accept(EpollChannelOption.TCP_KEEPINTVL, keepAlive.intervalSeconds());
			options.accept(EpollChannelOption.TCP_KEEPCNT, keepAlive.probes());
			options.accept(EpollChannelOption.TCP_USER_TIMEOUT, keepAlive.totalMillis());
		}
		else {
			options.accept(NioChannelOption.of(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE), keepAlive.idleSeconds());
			options.accept(NioChannelOption.of(jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL),
					keepAlive.intervalSeconds());
			options.accept(NioChannelOption.of(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT), keepAlive.probes());
		}
	}

	@Override
	public CompletableFuture<MulticastMember> join(Protocol protocol, InetSocketAddress group, Loop loop,
			MulticastHandler handler) {
		CompletableFuture<MulticastMember> joined = new CompletableFuture<>();
		NetworkInterface where;
		try {
			where = multicastInterface();
		}
		catch (IOException ex) {
			joined.completeExceptionally(ex);
			return joined;
		}
		UdpMember member = new UdpMember(protocol, group, handler);
		SocketProtocolFamily family = (group.getAddress() instanceof Inet6Address) ? SocketProtocolFamily.INET6
				: SocketProtocolFamily.INET;
		ChannelFuture bind = new Bootstrap().group(((NettyLoop) loop).eventLoop())
			.channelFactory(() -> this.epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family))
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.IP_MULTICAST_IF, where)
			.handler(member)
			.bind(new InetSocketAddress(group.getPort()));
		bind.addListener((bound) -> {
			if (bound.isSuccess()) {
				((DatagramChannel) bind.channel()).joinGroup(group, where)
					.addListener((done) -> complete(joined, member, done));
			}
			else {
				complete(joined, member, bound);
			}
		});
		return joined;
	}

	@Override
	public CompletableFuture<DatagramPort> openDatagrams(InetSocketAddress address, Loop loop,
			DatagramReceiver receiver) {
		CompletableFuture<DatagramPort> opened = new CompletableFuture<>();
		ChannelFuture bind = new Bootstrap().group(((NettyLoop) loop).eventLoop())
			.channel(this.epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
			// Netty reads no more of a datagram than it has room for.
			.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DatagramPort.MOST_OCTETS))
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast("port", new UdpPort(channel, receiver));
				}

			})
			.bind(address);
		bind.addListener((done) -> {
			if (done.isSuccess()) {
				opened.complete((UdpPort) bind.channel().pipeline().get("port"));
			}
			else {
				opened.completeExceptionally(bindFailure(done));
			}
		});
		return opened;
	}

	private static void complete(CompletableFuture<MulticastMember> joined, UdpMember member, Future<?> done) {
		if (done.isSuccess()) {
			joined.complete(member);
		}
		else {
			member.close();
			joined.completeExceptionally(failure(done));
		}
	}

	private NetworkInterface multicastInterface() throws IOException {
		if (this.multicastInterface != null) {
			return this.multicastInterface;
		}
		NetworkInterface loopback = null;
		for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
			if (each.isUp() && each.isLoopback()) {
				loopback = each;
			}
			else if (each.isUp() && each.supportsMulticast()) {
				return each;
			}
		}
		if (loopback == null) {
			throw new IOException("No network interface is up that can multicast");
		}
		return loopback;
	}

	/** Ends all loops. What they still had to do is lost. */
	@Override
	public void close() {
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
	}

}
