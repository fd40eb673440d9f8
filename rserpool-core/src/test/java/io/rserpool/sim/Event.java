package io.rserpool.sim;

/**
 * Something that happens at a certain time. Stands in at most one {@link Agenda}.
 */
abstract class Event implements Comparable<Event> {

	/** The virtual time in milliseconds; set by the agenda. */
	long at;

	private long number;

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
