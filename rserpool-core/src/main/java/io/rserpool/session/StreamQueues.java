package io.rserpool.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Messages that wait to be sent: those for the present connection only, then all others
 * in order within each stream, the streams in turn.
 */
final class StreamQueues {

	/** What a failover callback sent: before all that was kept (asap.md 11.4). */
	private final Deque<OutMessage> bound = new ArrayDeque<>(0);

	private final Map<Integer, Deque<OutMessage>> queues = new HashMap<>(2);

	/** The streams with a message, the next one first. */
	private final Deque<Deque<OutMessage>> turns = new ArrayDeque<>(2);

	private int size;

	void add(OutMessage message) {
		this.size++;
		if (message.isBound()) {
			this.bound.addLast(message);
			return;
		}
		Deque<OutMessage> queue = this.queues.get(message.stream());
		if (queue == null) {
			queue = new ArrayDeque<>(4);
			this.queues.put(message.stream(), queue);
		}
		if (queue.isEmpty()) {
			this.turns.addLast(queue);
		}
		queue.addLast(message);
	}

	int size() {
		return this.size;
	}

	int streams() {
		return this.bound.isEmpty() ? this.turns.size() : 1;
	}

	/** The message whose turn it is, or null. */
	@Nullable OutMessage peek() {
		if (!this.bound.isEmpty()) {
			return this.bound.peekFirst();
		}
		Deque<OutMessage> queue = this.turns.peekFirst();
		return (queue != null) ? queue.peekFirst() : null;
	}

	/** Takes out the message whose turn it is, and gives the next stream its turn. */
	void remove() {
		this.size--;
		if (this.bound.pollFirst() != null) {
			return;
		}
		Deque<OutMessage> queue = this.turns.removeFirst();
		OutMessage gone = queue.removeFirst();
		if (!queue.isEmpty()) {
			this.turns.addLast(queue);
		}
		else if (gone.stream() != 0) {
			this.queues.remove(gone.stream());
		}
	}

	/** Gives the next stream its turn. */
	void next() {
		if (this.bound.isEmpty() && this.turns.size() > 1) {
			this.turns.addLast(this.turns.removeFirst());
		}
	}

	/** Everything, in no particular order. */
	List<OutMessage> all() {
		List<OutMessage> all = new ArrayList<>(this.size);
		all.addAll(this.bound);
		this.turns.forEach(all::addAll);
		return all;
	}

	/** Takes out everything, in no particular order. */
	List<OutMessage> drain() {
		List<OutMessage> all = all();
		this.bound.clear();
		this.turns.clear();
		this.queues.clear();
		this.size = 0;
		return all;
	}

}
