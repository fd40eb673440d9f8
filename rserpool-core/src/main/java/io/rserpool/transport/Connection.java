package io.rserpool.transport;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.WireMessage;

/**
 * One connection, open or being opened. To be used on its loop only. No method calls the
 * handler before it returns.
 */
public interface Connection {

	/**
	 * This side's address.
	 * @throws IllegalStateException if the connection is not open yet
	 */
	Endpoint local();

	/** The other side's address. */
	Endpoint remote();

	/**
	 * Queues a message; {@link #flush()} sends it. Nothing happens if the connection is
	 * closed. If the queue is full the connection is closed and the handler told.
	 * @throws IllegalArgumentException if the message has no valid form
	 */
	void send(WireMessage message);

	/** Sends what is queued. */
	void flush();

	/** Sends what is queued and closes. The handler hears nothing of it any more. */
	void close();

	/**
	 * Breaks off: what is queued is lost, and the other side sees a reset. The handler
	 * hears nothing of it any more.
	 */
	void reset();

}
