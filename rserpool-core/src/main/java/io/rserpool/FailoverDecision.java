package io.rserpool;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.FailoverVerdict;

/**
 * How a failover goes on.
 *
 * @param verdict what is done
 * @param state sent to the new element before everything that was retrieved, or null
 * @param why if it does not proceed
 */
public record FailoverDecision(FailoverVerdict verdict, byte @Nullable [] state, String why) {

	private static final FailoverDecision PROCEED = new FailoverDecision(FailoverVerdict.PROCEED, null, "");

	/** What was retrieved is sent again. */
	public static FailoverDecision proceed() {
		return PROCEED;
	}

	/** The given state is sent first, as a message. */
	public static FailoverDecision proceedWith(byte[] state) {
		return new FailoverDecision(FailoverVerdict.PROCEED, state, "");
	}

	/** This element will not do either. */
	public static FailoverDecision nextElement(String why) {
		return new FailoverDecision(FailoverVerdict.NEXT_ELEMENT, null, why);
	}

	/** The session ends, and everything kept is given back. */
	public static FailoverDecision endSession(String why) {
		return new FailoverDecision(FailoverVerdict.END, null, why);
	}

}
