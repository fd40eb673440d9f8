package io.rserpool.transport.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What runs on a host between two kills. A frozen process runs nothing; what came in the
 * meantime runs when it thaws.
 */
final class HostProcess {

	private final Deque<Runnable> held = new ArrayDeque<>();

	private boolean frozen;

	private boolean dead;

	/** Runs the task now, later or never. To be called on the virtual loop. */
	void run(Runnable task) {
		if (this.dead) {
			return;
		}
		if (this.frozen) {
			this.held.add(task);
		}
		else {
			task.run();
		}
	}

	void freeze() {
		this.frozen = true;
	}

	void thaw() {
		this.frozen = false;
		while (!this.held.isEmpty() && !this.frozen && !this.dead) {
			this.held.remove().run();
		}
	}

	void kill() {
		this.dead = true;
		this.held.clear();
	}

	boolean isDead() {
		return this.dead;
	}

}
