package io.rserpool;

import java.util.List;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.ServerId;

/**
 * The business card of a process that is an element itself (RFC 5352 3.9).
 */
final class OwnCard {

	private OwnCard() {
	}

	/**
	 * Whom the others are to turn to when this element is lost; itself if it is the only
	 * one that is known. Empty before it has an id.
	 */
	static List<PoolElementParameter> of(PoolElement element) {
		if (element instanceof DefaultPoolElement known && !known.others().isEmpty()) {
			return known.others();
		}
		PoolElementId id = element.id();
		if (id.value() == 0) {
			return List.of();
		}
		return List.of(new PoolElementParameter(id, element.home().orElse(ServerId.NONE),
				PoolElementParameter.INFINITE_LIFE, element.transport(), element.policy(), null, List.of()));
	}

}
