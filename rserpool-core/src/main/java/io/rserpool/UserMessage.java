package io.rserpool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.InMessage;
import io.rserpool.session.OutgoingMessage;
import io.rserpool.session.Ppid;
import io.rserpool.session.SessionId;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.PoolElementId;

/**
 * A received message with what an application can do about it.
 */
abstract class UserMessage implements ReceivedMessage {

	/** Two numbers in place of two objects: there is one of these for each message. */
	private static final AtomicIntegerFieldUpdater<UserMessage> ANSWERED = AtomicIntegerFieldUpdater
		.newUpdater(UserMessage.class, "answered");

	private static final AtomicIntegerFieldUpdater<UserMessage> FINISHED = AtomicIntegerFieldUpdater
		.newUpdater(UserMessage.class, "finished");

	private final InMessage message;

	private final @Nullable PoolElementId element;

	private volatile int answered;

	private volatile int finished;

	UserMessage(InMessage message, @Nullable PoolElementId element) {
		this.message = message;
		this.element = element;
	}

	final InMessage message() {
		return this.message;
	}

	/** Whether the caller is the one to finish it. */
	final boolean claimFinish() {
		return FINISHED.compareAndSet(this, 0, 1);
	}

	final boolean isAnswered() {
		return this.answered != 0;
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
		if (ANSWERED.compareAndSet(this, 0, 1)) {
			sendAnswer(OutgoingMessage.reply(stream(), ppid, sequence(), OctetSlice.of(answer)));
		}
	}

	/** Sends an answer, and acknowledges if that is done by itself. */
	abstract void sendAnswer(OutgoingMessage answer);

	@Override
	public final String toString() {
		return "message " + sequence() + " of session " + session();
	}

}
