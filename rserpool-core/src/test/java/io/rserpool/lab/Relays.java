package io.rserpool.lab;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Relays between the hosts of a {@link LoopbackNet}, one for each port and each other
 * host, all on one thread.
 */
final class Relays implements AutoCloseable {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("lab-relays", true), NioIoHandler.newFactory());

	private final Duration patience;

	private final Map<Integer, List<Channel>> listeners = new HashMap<>();

	// On the relays' thread only.
	private final Set<Direction> cuts = new HashSet<>();

	private final Set<RelayedConnection> connections = new HashSet<>();

	/**
	 * Makes none yet.
	 * @param patience how long a connection survives a cut
	 */
	Relays(Duration patience) {
		this.patience = patience;
	}

	/** Opens the way from a host to a port of another one. */
	synchronized void open(int from, int to, int port) {
		Channel listener = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.AUTO_READ, false)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel dialled) {
					accepted(new RelayedConnection(Relays.this, from, to, port, dialled));
				}

			})
			.bind(new InetSocketAddress(LoopbackNet.relayAddress(from, to), port))
			.syncUninterruptibly()
			.channel();
		this.listeners.computeIfAbsent(to, (host) -> new ArrayList<>()).add(listener);
	}

	/** Closes all ways to the host's ports, so that dials are refused. */
	synchronized void refuse(int to) {
		this.listeners.getOrDefault(to, List.of()).forEach((listener) -> listener.close().syncUninterruptibly());
		this.listeners.remove(to);
	}

	private void accepted(RelayedConnection connection) {
		this.connections.add(connection);
		connection.update();
	}

	void ended(RelayedConnection connection) {
		this.connections.remove(connection);
	}

	Bootstrap dialler(Channel dialled) {
		return new Bootstrap().group(dialled.eventLoop())
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.AUTO_READ, false);
	}

	boolean isCut(int from, int to) {
		return this.cuts.contains(new Direction(from, to));
	}

	Duration patience() {
		return this.patience;
	}

	void cut(int from, int to) {
		onThread(() -> this.cuts.add(new Direction(from, to)));
	}

	void heal() {
		onThread(this.cuts::clear);
	}

	private void onThread(Runnable change) {
		this.group.submit(() -> {
			change.run();
			List.copyOf(this.connections).forEach(RelayedConnection::update);
		}).syncUninterruptibly();
	}

	@Override
	public void close() {
		this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private record Direction(int from, int to) {

	}

}
