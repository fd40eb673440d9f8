package io.rserpool.sim;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens at a certain time. Stands in at most one {@link Agenda}.
 */
abstract class Event implements Comparable<Event> {

	/** The virtual time in milliseconds; set by the agenda. */
	long at;

	private long number;

	/** The next one of the same millisecond; the agenda's. */
	@Nullable Event next;

	void schedule(long time, long nextNumber) {
		this.at = time;
		this.number = nextNumber;
	}

	abstract void happen();

	@Override
	public final int compareTo(Event other) {
		return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.number, other.number);
	}

}
