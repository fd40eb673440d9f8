package io.rserpool.quickstart;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import io.rserpool.event.EventStream;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.story.Chronicle;

/**
 * Starts painters and work when everything else runs, so that a busy port ends the
 * application before it has children; and ends them first, while the server still takes
 * their farewell.
 */
final class QuickstartLifecycle implements SmartLifecycle {

	private final int count;

	private final EventStream events;

	private final Painters painters;

	private final Chronicle chronicle;

	private final Studio studio;

	private EventStream.@Nullable Subscription subscription;

	QuickstartLifecycle(int count, EventStream events, Painters painters, Chronicle chronicle, Studio studio) {
		this.count = count;
		this.events = events;
		this.painters = painters;
		this.chronicle = chronicle;
		this.studio = studio;
	}

	@Override
	public void start() {
		this.subscription = this.events.subscribe(this.chronicle);
		this.painters.listen(this.chronicle);
		for (int i = 0; i < this.count; i++) {
			this.painters.start();
		}
		this.studio.start();
	}

	@Override
	public void stop() {
		this.studio.close();
		this.painters.close();
		EventStream.Subscription current = this.subscription;
		if (current != null) {
			current.close();
			this.subscription = null;
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
