package io.rserpool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * A message on its way.
 *
 * @param handle the pool
 * @param outcomes the elements that were chosen, each with what becomes of its copy: done
 * when an application has it, failed with {@link MessageLostException} when it is given
 * back
 */
public record DataSent(PoolHandle handle, Map<PoolElementId, CompletableFuture<Void>> outcomes) {

	public DataSent {
		outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
	}

	/** With the handle the PE handles that were used: one, or those of all copies. */
	public List<PoolElementId> elements() {
		return new ArrayList<>(this.outcomes.keySet());
	}

	/** Done when all copies are; fails if one does. */
	public CompletableFuture<Void> outcome() {
		return CompletableFuture.allOf(this.outcomes.values().toArray(CompletableFuture<?>[]::new));
	}

}
