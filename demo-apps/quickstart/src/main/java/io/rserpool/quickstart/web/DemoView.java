package io.rserpool.quickstart.web;

import java.time.Instant;
import java.util.List;

import io.rserpool.quickstart.story.Counts;

/**
 * All that the page shows, and the answer of {@code GET /demo/status}.
 *
 * @param time of these numbers
 * @param pool the pool's handle
 * @param policy its policy in words
 * @param paused whether the work is paused
 * @param canStart whether another painter may be started
 * @param verdict the sentence on top
 * @param wall the pictures
 * @param sessions their sessions
 * @param moves the last moves of sessions, the newest first
 * @param facts the numbers below them
 * @param rate bands per second
 * @param painters all painters
 * @param servers all ENRP servers
 * @param happenings what just happened, the newest first
 * @param counts the numbers as they are
 */
public record DemoView(Instant time, String pool, String policy, boolean paused, boolean canStart, VerdictView verdict,
		WallBox wall, List<SessionRow> sessions, List<MoveRow> moves, List<FactView> facts, RateBox rate,
		List<PainterRow> painters, ServersBox servers, List<HappeningRow> happenings, Counts counts) {

	public DemoView {
		sessions = List.copyOf(sessions);
		moves = List.copyOf(moves);
		facts = List.copyOf(facts);
		painters = List.copyOf(painters);
		happenings = List.copyOf(happenings);
	}

}
