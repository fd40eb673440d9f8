package io.rserpool.enrp;

/**
 * Lets one event a second through, so that a flood of bad messages is not also one of
 * events (SR-24).
 */
final class EventGate {

	private static final long GAP = 1000;

	private long openAt = Long.MIN_VALUE;

	boolean admits(long now) {
		if (now < this.openAt) {
			return false;
		}
		this.openAt = now + GAP;
		return true;
	}

}
