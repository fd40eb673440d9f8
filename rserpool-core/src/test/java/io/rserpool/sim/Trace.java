package io.rserpool.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.DialFailure;
import io.rserpool.wire.WireMessage;

/**
 * What happened, as the machines saw it: a message stands where it arrives. Keeps the
 * last lines, or all, and makes text of them only when asked.
 */
final class Trace {

	private final World world;

	private final Deque<TraceLine> lines = new ArrayDeque<>();

	private int capacity;

	private Predicate<TraceLine> wanted = TraceFilter.DEFAULT;

	Trace(World world, int capacity) {
		this.world = world;
		this.capacity = capacity;
	}

	/** How many of the latest lines are kept; 0 = no trace. */
	void keep(int newCapacity) {
		this.capacity = newCapacity;
	}

	/** Which lines are kept. */
	void filter(Predicate<TraceLine> filter) {
		this.wanted = filter;
	}

	void message(End to, WireMessage message) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.MESSAGE, to.peerName(), to.owner.name(), message);
		}
	}

	void event(Process<?> source, RserpoolEvent event) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.EVENT, source.name(), "", event);
		}
	}

	void opened(End end) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.CONNECTION, end.owner.name(), end.peerName(),
					end.protocol + (end.dialled ? " opened" : " accepted"));
		}
	}

	void dialFailed(End end, DialFailure failure) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.CONNECTION, end.owner.name(), end.remoteHost.name,
					end.protocol + " dial " + ((failure == DialFailure.REFUSED) ? "refused" : "unanswered"));
		}
	}

	void lost(End end, String why) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.CONNECTION, end.owner.name(), end.peerName(), end.protocol + " lost: " + why);
		}
	}

	void closed(End end, String why) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.CONNECTION, end.owner.name(), end.peerName(), end.protocol + " closed: " + why);
		}
	}

	void timer(Process<?> process, Object key) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.TIMER, process.name(), "", key);
		}
	}

	/** What the plan does. */
	void action(String text) {
		if (this.capacity > 0) {
			add(TraceLine.Kind.ACTION, "", "", text);
		}
	}

	private void add(TraceLine.Kind kind, String who, String whom, Object what) {
		TraceLine line = new TraceLine(this.world.now() - World.START, kind, who, whom, what);
		if (this.wanted.test(line)) {
			if (this.lines.size() == this.capacity) {
				this.lines.remove();
			}
			this.lines.add(line);
		}
	}

	/** The kept lines as text. */
	List<String> text() {
		Wording wording = new Wording(this.world.names());
		return this.lines.stream().map(wording::line).toList();
	}

	/** The latest lines as text. */
	List<String> last(int count) {
		List<String> all = text();
		return all.subList(Math.max(0, all.size() - count), all.size());
	}

}
