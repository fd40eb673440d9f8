package io.rserpool.boot.session;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.PoolSession;
import io.rserpool.SendOptions;

/**
 * A session with a pool whose elements are {@link PoolElementService} classes, or
 * anything else that knows the form of their messages: a line with the message's name,
 * then the converted payload. Safe for use by many threads. Made by {@link PoolSessions}.
 */
public final class TypedPoolSession implements AutoCloseable {

	private final PoolSession session;

	private final SessionPayloadConverter converter;

	TypedPoolSession(PoolSession session, SessionPayloadConverter converter) {
		this.session = session;
		this.converter = converter;
	}

	/** The session itself, with all that it can do. */
	public PoolSession session() {
		return this.session;
	}

	/**
	 * Sends a request and waits for the answer.
	 * @param message its name
	 * @param payload converted; null = none
	 * @param type of the answer, {@code Void.class} if there is none
	 * @throws io.rserpool.RserpoolException as {@link PoolSession#call(byte[])}
	 * @throws IllegalArgumentException if payload or answer cannot be converted
	 */
	public <T> @Nullable T call(String message, @Nullable Object payload, Class<T> type) {
		return answer(this.session.call(bytes(message, payload)), type);
	}

	/**
	 * As {@link #call}, without waiting.
	 */
	public <T> CompletableFuture<@Nullable T> request(String message, @Nullable Object payload, Class<T> type) {
		return request(message, payload, type, SendOptions.DEFAULT);
	}

	/** As {@link #request(String, Object, Class)} with other services. */
	public <T> CompletableFuture<@Nullable T> request(String message, @Nullable Object payload, Class<T> type,
			SendOptions options) {
		return this.session.request(bytes(message, payload), options).thenApply((answer) -> answer(answer, type));
	}

	/**
	 * Sends a message without an answer.
	 * @return as {@link PoolSession#send(byte[])}
	 */
	public CompletableFuture<Void> send(String message, @Nullable Object payload) {
		return send(message, payload, SendOptions.DEFAULT);
	}

	/** As {@link #send(String, Object)} with other services. */
	public CompletableFuture<Void> send(String message, @Nullable Object payload, SendOptions options) {
		return this.session.send(bytes(message, payload), options);
	}

	private byte[] bytes(String message, @Nullable Object payload) {
		return new NamedPayload(message, this.converter.toBytes(payload)).toBytes();
	}

	private <T> @Nullable T answer(byte[] bytes, Class<T> type) {
		return type.cast(this.converter.fromBytes(bytes, type));
	}

	/** Closes the session, as {@link PoolSession#close()}. */
	@Override
	public void close() {
		this.session.close();
	}

}
