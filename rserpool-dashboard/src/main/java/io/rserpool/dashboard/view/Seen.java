package io.rserpool.dashboard.view;

import java.time.Instant;

/**
 * The witness of a page's numbers.
 *
 * @param witness the server that told them
 * @param at when it told them
 * @param fresh whether it still answers
 */
public record Seen(ServerTag witness, Instant at, boolean fresh) {

}
