package io.rserpool.boot.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.event.EventListener;
import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;

/**
 * The most recent events of this process, in memory: when full, the oldest goes. Safe for
 * use by many threads. It listens to the stream from its making until it is closed.
 *
 * <p>
 * To follow without a gap: {@link #subscribe(EventListener)} first, then read
 * {@link #since(long)}, and drop what the listener brings a second time (by id). Ids rise
 * within one run of the process and begin anew with the next.
 */
public final class EventHistory implements AutoCloseable {

	/** How many events are kept unless told otherwise. */
	public static final int DEFAULT_CAPACITY = 500;

	private static final Logger logger = LoggerFactory.getLogger(EventHistory.class);

	private final int capacity;

	private final ArrayDeque<Occurrence> occurrences;

	private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

	private final EventStream.Subscription subscription;

	/** A history of {@value #DEFAULT_CAPACITY} events. */
	public EventHistory(EventStream events) {
		this(events, DEFAULT_CAPACITY);
	}

	/**
	 * A history of the given stream.
	 * @param events the stream to listen to
	 * @param capacity most events kept, 1 or more
	 */
	public EventHistory(EventStream events, int capacity) {
		if (capacity < 1) {
			throw new IllegalArgumentException("An event history keeps 1 event or more, not " + capacity);
		}
		this.capacity = capacity;
		this.occurrences = new ArrayDeque<>(capacity);
		this.subscription = events.subscribe(this::add);
	}

	private void add(Occurrence occurrence) {
		synchronized (this.occurrences) {
			if (this.occurrences.size() == this.capacity) {
				this.occurrences.removeFirst();
			}
			this.occurrences.addLast(occurrence);
		}
		for (EventListener listener : this.listeners) {
			try {
				listener.onEvent(occurrence);
			}
			catch (RuntimeException ex) {
				logger.warn("Listener {} failed on {}", listener, occurrence, ex);
			}
		}
	}

	/** How many events are kept at most. */
	public int capacity() {
		return this.capacity;
	}

	/** All events kept, the oldest first. */
	public List<Occurrence> all() {
		return since(0);
	}

	/**
	 * Returns the events that came after the given one, the oldest first. If more came
	 * than are kept, the first ones are missing: then the first id is greater than
	 * {@code id + 1}.
	 * @param id the id of the last event seen, or 0 for all
	 */
	public List<Occurrence> since(long id) {
		List<Occurrence> newer = new ArrayList<>();
		synchronized (this.occurrences) {
			for (Occurrence occurrence : this.occurrences) {
				if (occurrence.id() > id) {
					newer.add(occurrence);
				}
			}
		}
		// Several threads publish: an event may arrive after one with a higher id.
		newer.sort(Comparator.comparingLong(Occurrence::id));
		return newer;
	}

	/**
	 * Adds a listener for events to come. It is called on the publishing thread, which
	 * belongs to the protocol: hand over and return, never block.
	 */
	public void subscribe(EventListener listener) {
		this.listeners.add(listener);
	}

	/** Removes a listener. Does nothing if it is not there. */
	public void unsubscribe(EventListener listener) {
		this.listeners.remove(listener);
	}

	/** Stops listening. What is kept stays readable. */
	@Override
	public void close() {
		this.subscription.close();
		this.listeners.clear();
	}

}
