package io.rserpool.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * A pool in a list.
 *
 * @param handle the handle, printable
 * @param slug the handle in URLs
 * @param state how well it is served
 * @param word the state in words
 * @param elementCount all its elements
 * @param upCount those that are offered
 * @param elements its elements by state
 * @param policy its policy's name
 * @param owners its elements by owner, or null if not all were read
 * @param selections how often an element of it was given out since the server's start
 */
public record PoolRow(String handle, String slug, State state, String word, int elementCount, int upCount, Bar elements,
		String policy, @Nullable Bar owners, long selections) {

}
