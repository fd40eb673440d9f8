package io.rserpool.session;

import io.rserpool.wire.OctetSlice;

/**
 * What became of a request: exactly one of these calls, on the machine's thread. Must not
 * call the machine.
 */
public interface RequestOutcome {

	void replied(OctetSlice reply);

	/** The element says why there is no reply. */
	void failed(String why);

	/**
	 * There will be none: the request, or its reply, is lost.
	 * @param reason {@link LossReason#UNCERTAIN} if it was perhaps processed
	 */
	void lost(LossReason reason, String why);

}
