package io.rserpool.event;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one stream of events of a process: servers, elements and users publish to it;
 * history, metrics, health, logs and dashboard listen. Safe for use by many threads.
 */
public final class EventStream {

	private static final Logger logger = LoggerFactory.getLogger(EventStream.class);

	private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

	private final AtomicLong lastId = new AtomicLong();

	private final Clock clock;

	public EventStream(Clock clock) {
		this.clock = clock;
	}

	/** A stream on the system's clock. */
	public EventStream() {
		this(Clock.systemUTC());
	}

	/**
	 * Publishes an event to all listeners.
	 * @param source who tells
	 * @param cause the id of the event that led to it, or 0
	 * @return the event's id
	 */
	public long publish(String source, RserpoolEvent event, long cause) {
		long id = this.lastId.incrementAndGet();
		if (!this.listeners.isEmpty()) {
			deliver(new Occurrence(id, this.clock.instant(), source, event, cause));
		}
		return id;
	}

	private void deliver(Occurrence occurrence) {
		for (EventListener listener : this.listeners) {
			try {
				listener.onEvent(occurrence);
			}
			catch (RuntimeException ex) {
				logger.warn("Listener {} failed on {}", listener, occurrence, ex);
			}
		}
	}

	/**
	 * Adds a listener.
	 * @return removes it when closed
	 */
	public Subscription subscribe(EventListener listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * Ends a subscription when closed.
	 */
	@FunctionalInterface
	public interface Subscription extends AutoCloseable {

		@Override
		void close();

	}

}
