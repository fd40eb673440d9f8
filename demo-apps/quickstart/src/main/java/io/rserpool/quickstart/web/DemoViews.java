package io.rserpool.quickstart.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.Palette;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.PictureView;
import io.rserpool.quickstart.picture.TileState;
import io.rserpool.quickstart.picture.TileView;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterState;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.Counts;
import io.rserpool.quickstart.story.Happening;
import io.rserpool.quickstart.story.ServerStory;
import io.rserpool.wire.ServerId;

/**
 * Makes the page's view of the running demo.
 */
class DemoViews {

	private static final int HAPPENINGS = 10;

	private final String pool;

	private final Gallery gallery;

	private final Painters painters;

	private final Chronicle chronicle;

	private final ServerBoxes boxes;

	private final ServerStory servers;

	private final Lookout lookout;

	private final Clock clock;

	DemoViews(String pool, Gallery gallery, Painters painters, Chronicle chronicle, ServerBoxes boxes,
			ServerStory servers, Lookout lookout, Clock clock) {
		this.pool = pool;
		this.gallery = gallery;
		this.painters = painters;
		this.chronicle = chronicle;
		this.boxes = boxes;
		this.servers = servers;
		this.lookout = lookout;
		this.clock = clock;
	}

	/**
	 * The view of now.
	 * @param base the application's context path
	 */
	DemoView view(String base) {
		Instant now = this.clock.instant();
		List<Painter> all = this.painters.all();
		Counts counts = this.chronicle.counts();
		PictureView picture = this.gallery.current().view();
		Map<Integer, int[]> rates = this.chronicle.rates();
		boolean paused = this.gallery.isPaused();
		Sight sight = this.lookout.look();
		ServersBox servers = this.boxes.box(sight.report(), now);
		long running = all.stream().filter(Painter::isRunning).count();
		return new DemoView(now, this.pool, "weighted random", paused, running < this.painters.most(),
				Verdicts.of(all, counts, this.servers.lastKill(), picture.done(), paused, now),
				picture(picture, base,
						running + servers.rows().stream().filter((row) -> row.running() && !row.self()).count() + 1),
				facts(counts), Rates.of(rates, this.chronicle.killTimes(), now),
				all.stream().map((painter) -> row(painter, counts, rates, sight, now)).toList(), servers,
				this.chronicle.happenings().stream().limit(HAPPENINGS).map((happening) -> row(happening, now)).toList(),
				counts);
	}

	private static PictureBox picture(PictureView picture, String base, long processes) {
		TileGrid grid = picture.grid();
		List<TileRow> rows = new ArrayList<>();
		for (int row = 0; row < grid.rows(); row++) {
			List<TileMark> marks = new ArrayList<>();
			for (int column = 0; column < grid.columns(); column++) {
				marks.add(mark(picture, picture.tiles().get(row * grid.columns() + column), base));
			}
			rows.add(new TileRow(row, marks));
		}
		return new PictureBox(picture.number(), picture.scene().name(), grid.width(), grid.height(), grid.tileSize(),
				lines(grid), picture.done(), grid.tiles(),
				"One picture, " + Times.many(processes, "process", "processes"), rows);
	}

	private static TileMark mark(PictureView picture, TileView tile, String base) {
		TileGrid grid = picture.grid();
		boolean done = tile.state() == TileState.DONE;
		String state = done ? "done" : (tile.state() == TileState.IN_WORK && tile.painter() != 0) ? "now" : "waiting";
		return new TileMark(tile.tile(), grid.left(tile.tile()), grid.top(tile.tile()),
				(tile.painter() != 0) ? Palette.index(tile.painter()) : 0, tile.painter() + (tile.moved() ? " ↻" : ""),
				state, done ? base + "/demo/pictures/" + picture.number() + "/" + tile.tile() + ".png" : "");
	}

	private static String lines(TileGrid grid) {
		StringBuilder path = new StringBuilder();
		for (int column = 1; column < grid.columns(); column++) {
			path.append("M").append(column * grid.tileSize()).append(" 0V").append(grid.height());
		}
		for (int row = 1; row < grid.rows(); row++) {
			path.append("M0 ").append(row * grid.tileSize()).append("H").append(grid.width());
		}
		return path.toString();
	}

	private static List<FactView> facts(Counts counts) {
		List<FactView> facts = new ArrayList<>();
		facts.add(new FactView("Lost", String.valueOf(counts.lostBands()), "",
				"of " + Times.many(counts.tiles(), "tile", "tiles") + " since the start"));
		facts.add(new FactView("Sent again", String.valueOf(counts.requestsAgain()), "",
				"of " + Times.many(counts.requests(), "request", "requests") + "; "
						+ Times.many(counts.tilesMoved(), "tile", "tiles") + " moved"));
		Duration median = counts.medianPause();
		Duration longest = counts.longestPause();
		if (median == null || longest == null) {
			facts.add(new FactView("Pause", "–", "", "no painter failed at work yet"));
		}
		else {
			String[] took = Chronicle.took(median).split(" ", 2);
			facts.add(new FactView("Pause", took[0], took[1], "median, from the loss seen to the next answer; longest "
					+ Chronicle.took(longest)
					+ ((counts.longestPausePainter() > 0) ? " (painter-" + counts.longestPausePainter() + ")" : "")));
		}
		return facts;
	}

	private PainterRow row(Painter painter, Counts counts, Map<Integer, int[]> rates, Sight sight, Instant now) {
		String tiles = Times.many(counts.tilesOfPainter().getOrDefault(painter.number(), 0L), "tile", "tiles");
		int[] perSecond = rates.getOrDefault(painter.number(), new int[1]);
		String pid = "pid " + painter.pid();
		String css;
		String icon;
		String word;
		String detail;
		switch (painter.state()) {
			case UP -> {
				css = "up";
				icon = "i-up";
				word = "Up";
				detail = tiles + " · " + perSecond[perSecond.length - 1] + " requests/s · " + pid;
			}
			case STARTING -> {
				css = "unk";
				icon = "i-unk";
				word = "Starting";
				detail = pid;
			}
			case KILLED, ENDED -> {
				css = "dead";
				icon = "i-dead";
				boolean killed = painter.state() == PainterState.KILLED;
				word = killed ? "Killed" : "Ended";
				Duration removed = painter.removedAfter();
				detail = tiles + ", gone " + Times.ago(painter.changed(), now)
						+ ((removed != null) ? "; out of the pool after " + Chronicle.took(removed) : "");
			}
			default -> throw new IllegalStateException("No words for " + painter.state());
		}
		return new PainterRow(painter.number(), Palette.index(painter.number()), painter.name(), painter.pid(),
				painter.element().toString(), css, icon, word, detail, painter.isRunning(), owner(painter, sight));
	}

	private @Nullable ServerMark owner(Painter painter, Sight sight) {
		ServerId owner = sight.owners().get(painter.element());
		return (owner != null) ? this.boxes.mark(owner) : null;
	}

	private static HappeningRow row(Happening happening, Instant now) {
		return new HappeningRow(happening.time(), Times.ago(happening.time(), now), happening.kind().css(),
				happening.kind().icon(), happening.text(), happening.detail());
	}

}
