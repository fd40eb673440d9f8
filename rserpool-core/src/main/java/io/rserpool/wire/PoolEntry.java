package io.rserpool.wire;

import java.util.List;

/**
 * A pool with some of its elements, as in a handle table (RFC 5353 section 2.3).
 *
 * @param handle the pool
 * @param elements at least one
 */
public record PoolEntry(PoolHandle handle, List<PoolElementParameter> elements) {

	public PoolEntry {
		elements = List.copyOf(elements);
	}

}
