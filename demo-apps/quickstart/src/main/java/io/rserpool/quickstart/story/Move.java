package io.rserpool.quickstart.story;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the session of a picture went from one painter to another.
 *
 * @param time when the loss was seen
 * @param session the session's name
 * @param picture the picture's number
 * @param scene what it shows
 * @param from number of the painter that was lost, 0 = not known any more
 * @param to number of the painter that went on
 * @param cookieOctets length of the cookie that it got
 * @param tilesKept tiles that were done by what the cookie says
 * @param tiles all tiles of the picture
 * @param pause from the loss, as this side saw it, to the next painter's first band
 * @param steps what happened meanwhile, in order, without gaps
 */
public record Move(Instant time, String session, long picture, String scene, int from, int to, int cookieOctets,
		int tilesKept, int tiles, Duration pause, List<MoveStep> steps) {

	public Move {
		steps = List.copyOf(steps);
	}

}
