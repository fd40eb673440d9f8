package io.rserpool;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.rserpool.session.SessionId;
import io.rserpool.wire.PoolElementId;

/**
 * A message as it is given to an application. Safe for use by many threads.
 */
public interface ReceivedMessage {

	/** The user data, read-only and not copied. */
	ByteBuffer payload();

	/** The user data. */
	byte[] bytes();

	/** The user data as UTF-8. */
	String text();

	/** The session: with {@link #sequence()} the message's name [T-18]. */
	SessionId session();

	/** Counts the messages of the session in one direction; the same when sent again. */
	long sequence();

	/** Whether it was sent before, perhaps to another element. */
	boolean isRedelivered();

	int stream();

	int ppid();

	/** At a pool user: the element that sent it, a PE handle without the pool. */
	Optional<PoolElementId> element();

	/** Whether an answer is waited for. */
	boolean isRequest();

	/**
	 * Answers a request, once; further answers are dropped. Unless the handler
	 * acknowledges by hand, that acknowledges it.
	 * @throws IllegalStateException if it is no request
	 */
	void reply(byte[] answer);

	/**
	 * Says why there is no answer; as {@link #reply}.
	 * @throws IllegalStateException if it is no request
	 */
	void refuse(String why);

	/**
	 * Says that the application has the message: it is not sent again. Harmless when done
	 * before. Acknowledgements leave in the order of the messages.
	 */
	void acknowledge();

}
