package io.rserpool.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one element remembers of the messages of one session, so that it does not process
 * one again that it has: the highest sequence and the recent ones below it [T-18]. It
 * knows nothing of what other elements did.
 */
final class DuplicateWindow {

	/** Sequences that are remembered. */
	static final int RECENT = 1024;

	/** Octets of unacknowledged replies that are kept for a user that asks again. */
	private static final int MAX_REPLY_OCTETS = 256 << 10;

	/**
	 * Bits by sequence modulo their number, which grows with the sequences. With
	 * {@link #done}: the user has the answer, too.
	 */
	private long[] running = new long[1];

	private long[] done = new long[1];

	private long highest = -1;

	/**
	 * Messages that came again while the first of their kind was still being worked on.
	 */
	private Map<Long, List<Runnable>> parked = Map.of();

	/** Replies that may never have arrived, by the sequence of their request. */
	private Map<Long, OutgoingMessage> replies = Map.of();

	private int replyOctets;

	private long usedAt;

	private @Nullable ElementSession user;

	boolean isRunning(long sequence) {
		return isRecent(sequence) && get(this.running, sequence) && !get(this.done, sequence);
	}

	/** Whether a request is done whose answer the user has. */
	boolean isAnswered(long sequence) {
		return isDone(sequence) && get(this.running, sequence);
	}

	/** The user has the answer to a request. */
	void answered(long sequence) {
		if (isDone(sequence)) {
			set(this.running, sequence, true);
		}
	}

	boolean isDone(long sequence) {
		return isRecent(sequence) && get(this.done, sequence);
	}

	private boolean isRecent(long sequence) {
		return sequence <= this.highest && sequence > this.highest - RECENT;
	}

	/** The application is given a message. */
	void begin(long sequence) {
		if (sequence > this.highest) {
			makeRoom(sequence);
			forget(sequence);
			this.highest = sequence;
		}
		else if (!isRecent(sequence)) {
			return;
		}
		set(this.running, sequence, true);
		set(this.done, sequence, false);
	}

	/** While there is room for all sequences, none has to leave its place. */
	private void makeRoom(long sequence) {
		int words = this.running.length;
		while (words < RECENT / Long.SIZE && sequence >= (long) words * Long.SIZE) {
			words *= 2;
		}
		if (words != this.running.length) {
			this.running = Arrays.copyOf(this.running, words);
			this.done = Arrays.copyOf(this.done, words);
		}
	}

	private void forget(long next) {
		long first = Math.max(this.highest + 1, next - RECENT + 1);
		for (long sequence = first; sequence <= next; sequence++) {
			set(this.running, sequence, false);
			set(this.done, sequence, false);
		}
	}

	/**
	 * The application is through with a message.
	 * @param processed whether it need not be processed again
	 */
	void end(long sequence, boolean processed) {
		if (isRecent(sequence)) {
			set(this.running, sequence, false);
			set(this.done, sequence, processed);
		}
		List<Runnable> waiting = this.parked.isEmpty() ? null : this.parked.remove(sequence);
		if (waiting != null) {
			waiting.forEach(Runnable::run);
		}
	}

	/** Waits for the end of a message that is being worked on. */
	void park(long sequence, Runnable then) {
		if (this.parked.isEmpty()) {
			this.parked = new HashMap<>(2);
		}
		this.parked.computeIfAbsent(sequence, (key) -> new ArrayList<>(1)).add(then);
	}

	/** Keeps a reply that was not acknowledged. */
	void keepReply(long request, OutgoingMessage reply) {
		if (this.replyOctets + reply.body().length() > MAX_REPLY_OCTETS) {
			return;
		}
		if (this.replies.isEmpty()) {
			this.replies = new LinkedHashMap<>(2);
		}
		if (this.replies.putIfAbsent(request, reply) == null) {
			this.replyOctets += reply.body().length();
		}
	}

	/** Takes the reply to a request that came again, or null if there is none. */
	@Nullable OutgoingMessage takeReply(long request) {
		OutgoingMessage reply = this.replies.isEmpty() ? null : this.replies.remove(request);
		if (reply != null) {
			this.replyOctets -= reply.body().length();
		}
		return reply;
	}

	/**
	 * A connection of the session is there.
	 * @return the one before, if it was not left
	 */
	@Nullable ElementSession enter(ElementSession session) {
		ElementSession former = this.user;
		this.user = session;
		return former;
	}

	void leave(ElementSession session, long now) {
		if (this.user == session) {
			this.user = null;
		}
		this.usedAt = now;
	}

	/** Whether no connection of the session is left, and was not for a time. */
	boolean isOutdated(long now, long keepMillis) {
		return this.user == null && now - this.usedAt >= keepMillis;
	}

	private static boolean get(long[] bits, long sequence) {
		int index = (int) sequence & (bits.length * Long.SIZE - 1);
		return (bits[index >>> 6] & (1L << index)) != 0;
	}

	private static void set(long[] bits, long sequence, boolean value) {
		int index = (int) sequence & (bits.length * Long.SIZE - 1);
		if (value) {
			bits[index >>> 6] |= 1L << index;
		}
		else {
			bits[index >>> 6] &= ~(1L << index);
		}
	}

}
