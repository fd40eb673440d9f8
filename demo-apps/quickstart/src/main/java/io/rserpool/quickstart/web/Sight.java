package io.rserpool.quickstart.web;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.report.ServerReport;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;

/**
 * What this process's ENRP server said last.
 *
 * @param report about itself and the others, or null if it never answered
 * @param owners the owner of each element of the pool
 */
record Sight(@Nullable ServerReport report, Map<PoolElementId, ServerId> owners) {

	static final Sight NOTHING = new Sight(null, Map.of());

	Sight {
		owners = Map.copyOf(owners);
	}

}
