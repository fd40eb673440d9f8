package io.rserpool;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.wire.PoolElementParameter;

/**
 * Decides whom the users of an element are to turn to when it is lost (RFC 5352 3.9).
 * Called on an I/O thread for each session that begins, and again when the pool changes:
 * must not block.
 */
@FunctionalInterface
public interface CardDealer {

	/** No cards: the ENRP server's policy decides when it is needed. */
	CardDealer NONE = (session, others) -> List.of();

	/**
	 * The pool's policy decides now: each session gets the others in the order in which
	 * the policy would choose them at this moment.
	 */
	CardDealer BY_POLICY = (session, others) -> others;

	/**
	 * The same order for all sessions, by element id: they all meet at the same next
	 * element.
	 */
	CardDealer TOGETHER = (session, others) -> {
		List<PoolElementParameter> sorted = new ArrayList<>(others);
		sorted.sort((one, other) -> Integer.compareUnsigned(one.id().value(), other.id().value()));
		return sorted;
	};

	/**
	 * Deals a card.
	 * @param session who gets it
	 * @param others the pool's other elements, as the policy would choose them now
	 * @return elements in the order of preference; empty = no card
	 */
	List<PoolElementParameter> deal(ServedSession session, List<PoolElementParameter> others);

}
