package io.rserpool.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;

import io.rserpool.wire.PoolHandle;

/**
 * A connection of a pool user to a pool element, with blocking streams. For one thread at
 * a time, except {@link #close()}, which any thread may call and which ends a blocked
 * read.
 */
public interface PoolElementConnection extends AutoCloseable {

	/** The element's name in the configuration. */
	String elementName();

	/** The pool that the element serves. */
	PoolHandle handle();

	/** Who connected. */
	InetSocketAddress remoteAddress();

	/** What the user sends. Ends when the user closes, or this side is shut down. */
	InputStream inputStream() throws IOException;

	/** What the user receives. Not buffered. */
	OutputStream outputStream() throws IOException;

	/** Whether this side has not closed the connection. */
	boolean isOpen();

	@Override
	void close();

}
