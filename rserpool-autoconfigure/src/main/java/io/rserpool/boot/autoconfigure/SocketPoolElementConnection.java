package io.rserpool.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.boot.PoolElementConnection;
import io.rserpool.wire.PoolHandle;

/**
 * A {@link PoolElementConnection} over a socket.
 */
final class SocketPoolElementConnection implements PoolElementConnection {

	private static final Logger logger = LoggerFactory.getLogger(SocketPoolElementConnection.class);

	private final String elementName;

	private final PoolHandle handle;

	private final Socket socket;

	private final InetSocketAddress remoteAddress;

	SocketPoolElementConnection(String elementName, PoolHandle handle, Socket socket) {
		this.elementName = elementName;
		this.handle = handle;
		this.socket = socket;
		this.remoteAddress = (InetSocketAddress) socket.getRemoteSocketAddress();
	}

	@Override
	public String elementName() {
		return this.elementName;
	}

	@Override
	public PoolHandle handle() {
		return this.handle;
	}

	@Override
	public InetSocketAddress remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public InputStream inputStream() throws IOException {
		return this.socket.getInputStream();
	}

	@Override
	public OutputStream outputStream() throws IOException {
		return this.socket.getOutputStream();
	}

	@Override
	public boolean isOpen() {
		return !this.socket.isClosed();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("Connection of {} to element '{}' did not close cleanly", this.remoteAddress, this.elementName,
					ex);
		}
	}

}
