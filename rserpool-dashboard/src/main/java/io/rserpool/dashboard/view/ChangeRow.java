package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An event in a list.
 *
 * @param id the event's id, rising
 * @param time when it happened
 * @param type the event's name in the catalogue
 * @param state what it means for the thing
 * @param icon the id of the frame's symbol
 * @param word the kind in a word
 * @param text what happened
 * @param detail the facts behind it, or null
 * @param pool the pool in URLs, or null
 * @param poolHandle the pool, printable, or null
 * @param source who tells
 * @param cause the id of the event that led to it, or 0
 * @param chain the whole chain of causes and effects in order of time; empty if it stands
 * alone
 * @param took from the chain's first event to its last, or null
 */
public record ChangeRow(long id, Instant time, String type, State state, String icon, String word, String text,
		@Nullable String detail, @Nullable String pool, @Nullable String poolHandle, String source, long cause,
		List<ChainStep> chain, @Nullable String took) {

	public ChangeRow {
		chain = List.copyOf(chain);
	}

}
