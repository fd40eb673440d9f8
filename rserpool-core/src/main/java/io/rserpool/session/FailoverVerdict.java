package io.rserpool.session;

/**
 * What an application's callback decides.
 */
public enum FailoverVerdict {

	/** What was retrieved is sent again, and the session goes on. */
	PROCEED,

	/** This element will not do either: the next one. */
	NEXT_ELEMENT,

	/** The session ends; everything kept is given back. */
	END

}
