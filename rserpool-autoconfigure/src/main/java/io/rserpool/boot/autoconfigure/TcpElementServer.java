package io.rserpool.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.AsyncTaskExecutor;

import io.rserpool.boot.PoolElementHandler;
import io.rserpool.wire.PoolHandle;

/**
 * The TCP port before a {@link PoolElementHandler}: one thread accepts, each connection
 * is served on one of its own. Safe for use by many threads.
 */
final class TcpElementServer implements ElementPort {

	private static final Logger logger = LoggerFactory.getLogger(TcpElementServer.class);

	private final String name;

	private final PoolHandle handle;

	private final int port;

	private final int maxConnections;

	private final Duration drainTimeout;

	private final Supplier<InetAddress> bindAddress;

	private final Supplier<PoolElementHandler> handlerSource;

	private final AsyncTaskExecutor executor;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition drained = this.lock.newCondition();

	private final Set<SocketPoolElementConnection> connections = new HashSet<>();

	private @Nullable ServerSocket serverSocket;

	private boolean full;

	TcpElementServer(String name, PoolHandle handle, RserpoolProperties.Element properties,
			Supplier<InetAddress> bindAddress, Supplier<PoolElementHandler> handlerSource, AsyncTaskExecutor executor) {
		this.name = name;
		this.handle = handle;
		this.port = properties.getPort();
		this.maxConnections = properties.getMaxConnections();
		this.drainTimeout = properties.getDrainTimeout();
		this.bindAddress = bindAddress;
		this.handlerSource = handlerSource;
		this.executor = executor;
	}

	@Override
	public void start() {
		this.lock.lock();
		try {
			if (this.serverSocket != null) {
				return;
			}
			PoolElementHandler handler = this.handlerSource.get();
			ServerSocket opened = open(new InetSocketAddress(this.bindAddress.get(), this.port));
			this.serverSocket = opened;
			Thread acceptor = new Thread(() -> accept(opened, handler), "rserpool-accept-" + this.name);
			acceptor.setDaemon(true);
			acceptor.start();
			logger.info("Pool element '{}' listens on {}", this.name, opened.getLocalSocketAddress());
		}
		finally {
			this.lock.unlock();
		}
	}

	private ServerSocket open(InetSocketAddress address) {
		ServerSocket socket = null;
		try {
			socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(address);
			return socket;
		}
		catch (IOException ex) {
			closeQuietly(socket);
			throw new ElementStartException("rserpool.elements." + this.name + ".port", address, "TCP port "
					+ address.getPort() + " of element '" + this.name + "' cannot be opened: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The open port.
	 * @throws IllegalStateException if it is not open
	 */
	int localPort() {
		this.lock.lock();
		try {
			if (this.serverSocket == null) {
				throw new IllegalStateException("The port of element '" + this.name + "' is not open");
			}
			return this.serverSocket.getLocalPort();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isOpen() {
		this.lock.lock();
		try {
			return this.serverSocket != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Connections that are served now. */
	int connectionCount() {
		this.lock.lock();
		try {
			return this.connections.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void accept(ServerSocket from, PoolElementHandler handler) {
		while (!from.isClosed()) {
			try {
				serve(from.accept(), handler);
			}
			catch (IOException ex) {
				if (!from.isClosed()) {
					logger.warn("Element '{}' could not accept a connection", this.name, ex);
				}
			}
		}
	}

	private void serve(Socket socket, PoolElementHandler handler) throws IOException {
		SocketPoolElementConnection connection = null;
		try {
			socket.setTcpNoDelay(true);
			connection = new SocketPoolElementConnection(this.name, this.handle, socket);
			if (!enter(connection)) {
				connection.close();
				return;
			}
			SocketPoolElementConnection entered = connection;
			this.executor.execute(() -> run(entered, handler));
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.warn("Element '{}' could not serve a connection", this.name, ex);
			socket.close();
			if (connection != null) {
				leave(connection);
			}
		}
	}

	private boolean enter(SocketPoolElementConnection connection) {
		this.lock.lock();
		try {
			if (this.serverSocket == null) {
				return false;
			}
			boolean room = this.connections.size() < this.maxConnections;
			if (room) {
				this.connections.add(connection);
			}
			else if (!this.full) {
				logger.warn("Element '{}' serves {} connections, which is its limit: more are closed at once",
						this.name, this.maxConnections);
			}
			this.full = !room;
			return room;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run(SocketPoolElementConnection connection, PoolElementHandler handler) {
		try {
			handler.handle(connection);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			logger.debug("Connection of {} to element '{}' was lost", connection.remoteAddress(), this.name, ex);
		}
		catch (Exception ex) {
			logger.warn("The handler of element '{}' failed on the connection of {}", this.name,
					connection.remoteAddress(), ex);
		}
		finally {
			connection.close();
			leave(connection);
		}
	}

	private void leave(SocketPoolElementConnection connection) {
		this.lock.lock();
		try {
			this.connections.remove(connection);
			if (this.connections.isEmpty()) {
				this.drained.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void stop() {
		this.lock.lock();
		try {
			if (this.serverSocket == null) {
				return;
			}
			closeQuietly(this.serverSocket);
			this.serverSocket = null;
			awaitDrained();
			this.connections.forEach(SocketPoolElementConnection::close);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitDrained() {
		long left = this.drainTimeout.toNanos();
		try {
			while (!this.connections.isEmpty() && left > 0) {
				left = this.drained.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!this.connections.isEmpty()) {
			logger.info("Element '{}' closes {} connections that are still open after {} ms", this.name,
					this.connections.size(), TimeUnit.NANOSECONDS.toMillis(this.drainTimeout.toNanos()));
		}
	}

	private void closeQuietly(@Nullable ServerSocket socket) {
		try {
			if (socket != null) {
				socket.close();
			}
		}
		catch (IOException ex) {
			logger.debug("The port of element '{}' did not close cleanly", this.name, ex);
		}
	}

}
