package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Octets;

/**
 * Hears of one session at a pool element, on the machine's thread. Must not call the
 * machine, except where it says so.
 */
public interface ElementSessionListener {

	/** The user has greeted. */
	void opened();

	/** A cookie of the element before, ahead of any data of the session. */
	void cookieEchoed(Octets cookie);

	/** The user is an element itself. */
	void cardReceived(BusinessCard card);

	/**
	 * A message for the application. Exactly one call of {@link ElementSessions#finished}
	 * must follow for each, even after {@link #ended}.
	 */
	void received(InMessage message);

	/**
	 * The connection is gone; the session may go on at another element.
	 * @param failure why, or null after an orderly end
	 */
	void ended(@Nullable String failure);

}
