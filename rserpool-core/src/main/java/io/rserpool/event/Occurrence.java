package io.rserpool.event;

import java.time.Instant;

/**
 * An event with its place in time and in the chain of causes.
 *
 * @param id greater than 0, rising within one stream
 * @param time when it happened, wall clock
 * @param source who tells: a server id, or the name of an endpoint
 * @param event what happened
 * @param cause the id of the event that led to it, or 0
 */
public record Occurrence(long id, Instant time, String source, RserpoolEvent event, long cause) {

}
