package io.rserpool.enrp;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;

/**
 * How far the dialling of one server has come: one address after the other, then a pause
 * that doubles (enrp.md 9.6).
 */
final class DialPlan {

	/** First pause: a process that is being killed often takes one more call. */
	private static final long FIRST_PAUSE_MILLIS = 50;

	/** The dial on its way, or null. */
	@Nullable ConnectionId current;

	private List<Endpoint> round = List.of();

	private int next;

	private int rounds;

	private boolean refused = true;

	/** Begins a round over the given addresses. */
	void begin(List<Endpoint> addresses) {
		this.round = addresses;
		this.next = 0;
		this.refused = !addresses.isEmpty();
	}

	/** The next address of this round, or null at its end. */
	@Nullable Endpoint next() {
		return (this.next < this.round.size()) ? this.round.get(this.next++) : null;
	}

	void failed(boolean refusal) {
		this.current = null;
		this.refused &= refusal;
	}

	/**
	 * Whether every address of the round refused: the host lives, the process is gone.
	 */
	boolean isRefused() {
		return this.refused;
	}

	/** The pause before the next round. */
	long pause(long most) {
		long pause = Math.min(most, FIRST_PAUSE_MILLIS << Math.min(this.rounds, 20));
		this.rounds++;
		return pause;
	}

	/** The server was heard: the next loss begins with short pauses. */
	void reset() {
		this.rounds = 0;
	}

}
