package io.rserpool.dashboard;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * What a viewer looks at. Viewers that look at the same share one rendering.
 *
 * @param base the context path, where all links begin
 * @param page {@code overview}, {@code pools}, {@code pool}, {@code servers} or
 * {@code history}
 * @param handle the pool of a pool's page, or null
 * @param after where a page of pools or elements begins, or null
 * @param pool the pool that the history is filtered by, or null
 * @param query the words that the history is filtered by, or null
 */
record LiveRequest(String base, String page, @Nullable String handle, @Nullable String after, @Nullable String pool,
		@Nullable String query) {

	/**
	 * Reads a handle of a URL.
	 * @throws IllegalArgumentException if it is none
	 */
	static @Nullable PoolHandle handle(@Nullable String text) {
		return (text != null && !text.isEmpty()) ? PoolHandle.parse(text) : null;
	}

	/**
	 * Reads an element's id of a URL: one to eight hexadecimal digits.
	 * @throws IllegalArgumentException if it is none
	 */
	static @Nullable PoolElementId element(@Nullable String text) {
		return (text != null && !text.isEmpty()) ? new PoolElementId(Integer.parseUnsignedInt(text, 16)) : null;
	}

}
