package io.rserpool.event;

/**
 * How long each step of a session's failover took, in milliseconds (asap.md 11.4). They
 * follow each other.
 *
 * @param select until an element was chosen, waits and vain attempts included
 * @param connect until the connection was open
 * @param greet until the element had greeted
 * @param callback until the application's callback had decided
 */
public record FailoverSteps(long select, long connect, long greet, long callback) {

	/** From the loss to the first message sent again. */
	public long total() {
		return this.select + this.connect + this.greet + this.callback;
	}

}
