package io.rserpool.quickstart.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of one moment, counted since the start.
 *
 * @param pictures complete pictures
 * @param tiles tiles done
 * @param lostBands bands missing in complete pictures; 0 unless something is wrong
 * @param bands bands that came
 * @param bandsTwice those of them that were there already: painted twice
 * @param moves sessions that another painter took over
 * @param tilesKept tiles that were done then, and were not painted again
 * @param kills painters killed from here
 * @param medianPause median of the last 100 times from a loss, as the user saw it, to the
 * first band of the next painter, or null
 * @param longestPause longest of these times since the start, or null
 * @param longestPausePainter whose failure it was
 * @param lastPause the latest of these times, or null
 * @param lastKill when a painter was last killed from here, or null
 * @param lastKillPainter which one
 * @param tilesOfPainter tiles done by each painter
 * @param nobodySince since when nobody can be asked, or null
 */
public record Counts(long pictures, long tiles, long lostBands, long bands, long bandsTwice, long moves, long tilesKept,
		long kills, @Nullable Duration medianPause, @Nullable Duration longestPause, int longestPausePainter,
		@Nullable Duration lastPause, @Nullable Instant lastKill, int lastKillPainter,
		Map<Integer, Long> tilesOfPainter, @Nullable Instant nobodySince) {

	public Counts {
		tilesOfPainter = Map.copyOf(tilesOfPainter);
	}

}
