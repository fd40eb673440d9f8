package io.rserpool.session;

/**
 * What became of a message that was sent: exactly one of these calls, on the machine's
 * thread. Must not call the machine.
 */
public interface MessageOutcome {

	/** Nobody wants to know. */
	MessageOutcome IGNORED = new MessageOutcome() {

		@Override
		public void taken() {
		}

		@Override
		public void lost(LossReason reason, String why) {
		}

	};

	/**
	 * The other side's application has it; without retrieval: it was given to the
	 * transport.
	 */
	void taken();

	/** It is not going to be sent, or not again: Error.Report of RFC 5352 section 6. */
	void lost(LossReason reason, String why);

}
