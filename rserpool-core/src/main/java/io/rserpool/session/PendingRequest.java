package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.OctetSlice;

/**
 * A request without a reply yet. Its reply usually comes before its acknowledgement.
 */
final class PendingRequest implements MessageOutcome {

	private final RequestOutcome outcome;

	private @Nullable Runnable whenLost;

	private boolean taken;

	private boolean over;

	PendingRequest(RequestOutcome outcome) {
		this.outcome = outcome;
	}

	/** Forgets it where it is kept. */
	void whenLost(Runnable forget) {
		this.whenLost = forget;
	}

	/** Whether the element's application has it, so that it is not sent again. */
	boolean isTaken() {
		return this.taken;
	}

	boolean isOver() {
		return this.over;
	}

	void replied(OctetSlice reply) {
		this.over = true;
		this.outcome.replied(reply);
	}

	void failed(String why) {
		this.over = true;
		this.outcome.failed(why);
	}

	@Override
	public void taken() {
		this.taken = true;
	}

	@Override
	public void lost(LossReason reason, String why) {
		if (!this.over) {
			this.over = true;
			Runnable forget = this.whenLost;
			if (forget != null) {
				forget.run();
			}
			this.outcome.lost(reason, why);
		}
	}

}
