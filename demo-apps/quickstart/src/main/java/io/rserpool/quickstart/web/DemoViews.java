package io.rserpool.quickstart.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.Palette;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.picture.PictureView;
import io.rserpool.quickstart.picture.Sitting;
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

	private final Supplier<List<Sitting>> sittings;

	private final Painters painters;

	private final Chronicle chronicle;

	private final ServerBoxes boxes;

	private final ServerStory servers;

	private final Lookout lookout;

	private final Clock clock;

	DemoViews(String pool, Gallery gallery, Supplier<List<Sitting>> sittings, Painters painters, Chronicle chronicle,
			ServerBoxes boxes, ServerStory servers, Lookout lookout, Clock clock) {
		this.pool = pool;
		this.gallery = gallery;
		this.sittings = sittings;
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
		List<PictureView> pictures = this.gallery.current().stream().map(Picture::view).toList();
		Map<Integer, int[]> rates = this.chronicle.rates();
		boolean paused = this.gallery.isPaused();
		Sight sight = this.lookout.look();
		ServersBox servers = this.boxes.box(sight.report(), now);
		long running = all.stream().filter(Painter::isRunning).count();
		long processes = running + servers.rows().stream().filter((row) -> row.running() && !row.self()).count() + 1;
		WallBox wall = WallBoxes.of(pictures, title(pictures.size(), processes), base);
		List<SessionRow> sessions = SessionRows.of(pictures, this.sittings.get(), all);
		return new DemoView(now, this.pool, "round robin", paused, running < this.painters.most(),
				Verdicts.of(all, counts, this.servers.lastKill(), wall.done(), paused, now), wall, sessions,
				this.chronicle.moves().stream().map((move) -> MoveRows.of(move, now)).toList(), facts(counts),
				Rates.of(rates, this.chronicle.killTimes(), now),
				all.stream().map((painter) -> row(painter, counts, rates, sessions, sight, now)).toList(), servers,
				this.chronicle.happenings().stream().limit(HAPPENINGS).map((happening) -> row(happening, now)).toList(),
				counts);
	}

	private static String title(int pictures, long processes) {
		return Times.many(pictures, "picture", "pictures") + ", " + Times.many(processes, "process", "processes");
	}

	private static List<FactView> facts(Counts counts) {
		List<FactView> facts = new ArrayList<>();
		facts.add(new FactView("Lost", String.valueOf(counts.lostBands()), "",
				"of " + Times.many(counts.tiles(), "tile", "tiles") + " since the start"));
		facts.add(new FactView("Painted twice", String.valueOf(counts.bandsTwice()), "",
				"of " + Times.many(counts.bands(), "band", "bands") + "; "
						+ Times.many(counts.moves(), "session", "sessions") + " moved"));
		Duration median = counts.medianPause();
		Duration longest = counts.longestPause();
		if (median == null || longest == null) {
			facts.add(new FactView("Pause", "–", "", "no session moved yet"));
		}
		else {
			String[] took = Chronicle.took(median).split(" ", 2);
			facts.add(new FactView("Pause", took[0], took[1], "median, from the loss seen to the next band; longest "
					+ Chronicle.took(longest)
					+ ((counts.longestPausePainter() > 0) ? " (painter-" + counts.longestPausePainter() + ")" : "")));
		}
		return facts;
	}

	private PainterRow row(Painter painter, Counts counts, Map<Integer, int[]> rates, List<SessionRow> sessions,
			Sight sight, Instant now) {
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
				detail = with(painter, sessions) + tiles + " · " + perSecond[perSecond.length - 1] + " bands/s · "
						+ pid;
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

	private static String with(Painter painter, List<SessionRow> sessions) {
		List<String> pictures = sessions.stream()
			.filter((session) -> painter.name().equals(session.painter()))
			.map((session) -> String.valueOf(session.picture()))
			.toList();
		return pictures.isEmpty() ? ""
				: ((pictures.size() == 1) ? "picture " : "pictures ") + String.join(", ", pictures) + " · ";
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
