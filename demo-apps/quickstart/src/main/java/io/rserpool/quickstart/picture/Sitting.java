package io.rserpool.quickstart.picture;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;

/**
 * The session of a picture at one moment.
 *
 * @param place the picture's place, 0 for the first
 * @param session its name
 * @param state where it stands
 * @param element the element that it is with, or null
 * @param moves failovers since it began
 * @param cookieOctets length of the newest cookie, 0 = none
 * @param cookieAge since it came, in milliseconds
 */
public record Sitting(int place, String session, UserSessionState state, @Nullable PoolElementId element, int moves,
		int cookieOctets, long cookieAge) {

}
