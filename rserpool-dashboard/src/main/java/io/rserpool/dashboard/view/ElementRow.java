package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A pool element in a list.
 *
 * @param id eight hexadecimal digits
 * @param name its address and port
 * @param state whether it is offered
 * @param word the state in words
 * @param why why it is not offered, or null
 * @param legs its transports, the user transport first
 * @param owner its home server
 * @param policy its policy values in words
 * @param load its load in percent, or null if its policy has none
 * @param since when it first registered here
 * @param expires when its registration ends, or null = never
 * @param selections how often it was given out first
 * @param share its share of the pool's selections in percent, or null if there were none
 * @param roundTripMillis the last keep-alive's round trip, or null = none yet
 * @param reporters distinct users that could not reach it in the last minute
 */
public record ElementRow(String id, String name, State state, String word, @Nullable String why, List<Leg> legs,
		ServerTag owner, String policy, @Nullable Double load, Instant since, @Nullable Instant expires,
		long selections, @Nullable Double share, @Nullable Long roundTripMillis, int reporters) {

}
