package io.rserpool.quickstart;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.wire.PoolHandle;

/**
 * Starts painters when everything else runs, so that a busy port ends the application
 * before it has children, and the work with the first of them; and ends them first, while
 * the server still takes their farewell.
 */
final class QuickstartLifecycle implements SmartLifecycle {

	private final int count;

	private final EventStream events;

	private final Painters painters;

	private final Chronicle chronicle;

	private final Studio studio;

	private final PoolHandle pool;

	private final AtomicBoolean begun = new AtomicBoolean();

	private EventStream.@Nullable Subscription subscription;

	private EventStream.@Nullable Subscription firstElement;

	QuickstartLifecycle(PoolHandle pool, int count, EventStream events, Painters painters, Chronicle chronicle,
			Studio studio) {
		this.pool = pool;
		this.count = count;
		this.events = events;
		this.painters = painters;
		this.chronicle = chronicle;
		this.studio = studio;
	}

	@Override
	public void start() {
		this.subscription = this.events.subscribe(this.chronicle);
		this.firstElement = this.events.subscribe(this::begin);
		this.painters.listen(this.chronicle);
		for (int i = 0; i < this.count; i++) {
			this.painters.start();
		}
	}

	/** Nobody is asked before there is somebody to ask. */
	private void begin(Occurrence occurrence) {
		if (occurrence.event() instanceof RserpoolEvent.ElementRegistered registered
				&& this.pool.equals(registered.handle()) && this.begun.compareAndSet(false, true)) {
			this.studio.start();
		}
	}

	@Override
	public void stop() {
		close(this.firstElement);
		this.firstElement = null;
		this.studio.close();
		this.painters.close();
		close(this.subscription);
		this.subscription = null;
	}

	private static void close(EventStream.@Nullable Subscription subscription) {
		if (subscription != null) {
			subscription.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.subscription != null;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
