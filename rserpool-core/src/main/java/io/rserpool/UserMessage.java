package io.rserpool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.InMessage;
import io.rserpool.session.Ppid;
import io.rserpool.session.SessionId;
import io.rserpool.wire.PoolElementId;

/**
 * A received message with what an application can do about it.
 */
abstract class UserMessage implements ReceivedMessage {

	private final InMessage message;

	private final @Nullable PoolElementId element;

	private final AtomicBoolean answered = new AtomicBoolean();

	private final AtomicBoolean finished = new AtomicBoolean();

	UserMessage(InMessage message, @Nullable PoolElementId element) {
		this.message = message;
		this.element = element;
	}

	final InMessage message() {
		return this.message;
	}

	/** Whether the caller is the one to finish it. */
	final boolean claimFinish() {
		return this.finished.compareAndSet(false, true);
	}

	final boolean isAnswered() {
		return this.answered.get();
	}

	@Override
	public final ByteBuffer payload() {
		return this.message.body().asByteBuffer();
	}

	@Override
	public final byte[] bytes() {
		return this.message.body().toByteArray();
	}

	@Override
	public final String text() {
		return StandardCharsets.UTF_8.decode(payload()).toString();
	}

	@Override
	public final SessionId session() {
		return this.message.session();
	}

	@Override
	public final long sequence() {
		return this.message.sequence();
	}

	@Override
	public final boolean isRedelivered() {
		return this.message.again();
	}

	@Override
	public final int stream() {
		return this.message.stream();
	}

	@Override
	public final int ppid() {
		return this.message.ppid();
	}

	@Override
	public final Optional<PoolElementId> element() {
		return Optional.ofNullable(this.element);
	}

	@Override
	public final boolean isRequest() {
		return this.message.ppid() == Ppid.REQUEST;
	}

	@Override
	public final void reply(byte[] answer) {
		answer(Ppid.REPLY, answer);
	}

	@Override
	public final void refuse(String why) {
		answer(Ppid.FAILURE, why.getBytes(StandardCharsets.UTF_8));
	}

	private void answer(int ppid, byte[] answer) {
		if (!isRequest()) {
			throw new IllegalStateException("Message " + sequence() + " is no request: nobody waits for an answer");
		}
		if (this.answered.compareAndSet(false, true)) {
			sendAnswer(ppid, ByteBuffer.allocate(Long.BYTES + answer.length).putLong(sequence()).put(answer).array());
		}
	}

	/** Sends an answer, and acknowledges if that is done by itself. */
	abstract void sendAnswer(int ppid, byte[] prefixed);

	@Override
	public final String toString() {
		return "message " + sequence() + " of session " + session();
	}

}
