package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.BusinessCard;

/**
 * Deals business cards to the users of an element (asap.md 10).
 */
@FunctionalInterface
public interface Cards {

	/** No cards: users go by the policy. */
	Cards NONE = (connection) -> null;

	/**
	 * The card for a session that begins, or whose card is to be renewed.
	 * @return null for none
	 */
	@Nullable BusinessCard card(ConnectionId connection);

}
