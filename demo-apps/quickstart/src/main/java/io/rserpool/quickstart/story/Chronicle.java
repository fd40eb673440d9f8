package io.rserpool.quickstart.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventListener;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;
import io.rserpool.quickstart.picture.PaintingListener;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterListener;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Puts together what the sessions, the processes and the ENRP server say, as numbers and
 * as a list of happenings. Safe for use by many threads.
 */
public final class Chronicle implements PaintingListener, PainterListener, EventListener, AutoCloseable {

	private static final int KEPT = 40;

	private static final int KEPT_PAUSES = 100;

	private static final int KEPT_MARKS = 20;

	private final PoolHandle handle;

	private final Painters painters;

	private final Clock clock;

	private final ExecutorService executor;

	private final RateMeter rates = new RateMeter();

	private final Moves moves;

	private final Deque<Happening> happenings = new ArrayDeque<>();

	private final Deque<Instant> killTimes = new ArrayDeque<>();

	private final Map<Integer, Long> tilesOfPainter = new TreeMap<>();

	private long pictures;

	private long tiles;

	private long lostBands;

	private long bands;

	private long bandsTwice;

	private long moveCount;

	private long tilesKept;

	private long kills;

	private final Deque<Duration> pauses = new ArrayDeque<>();

	private @Nullable Duration longestPause;

	private int longestPausePainter;

	private @Nullable Duration lastPause;

	private @Nullable Instant lastKill;

	private int lastKillPainter;

	private @Nullable Instant nobodySince;

	/**
	 * A chronicle without happenings.
	 */
	public Chronicle(PoolHandle handle, Painters painters, Clock clock) {
		this.handle = handle;
		this.painters = painters;
		this.clock = clock;
		this.moves = new Moves(painters::find);
		// Takes over what the protocol's threads bring, in order.
		this.executor = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "quickstart-chronicle");
			thread.setDaemon(true);
			return thread;
		});
	}

	@Override
	public void painted(String session, Picture picture, PaintedBand band, Picture.Added added) {
		long nanos = System.nanoTime();
		this.rates.count(band.painter(), this.clock.instant().getEpochSecond());
		boolean back;
		synchronized (this) {
			this.bands++;
			this.bandsTwice += (added == Picture.Added.TWICE) ? 1 : 0;
			if (added == Picture.Added.TILE) {
				this.tiles++;
				this.tilesOfPainter.merge(band.painter(), 1L, Long::sum);
			}
			back = this.nobodySince != null;
			this.nobodySince = null;
		}
		if (back) {
			add(Kind.GOOD, "The pool answers again", "");
		}
		this.moves.painted(session, picture, band, nanos).ifPresent(this::moved);
	}

	@Override
	public void handedOver(String session, Picture picture, @Nullable Progress cookie) {
		this.moves.handedOver(session, cookie);
	}

	private void moved(Move move) {
		Duration pause = move.pause();
		synchronized (this) {
			this.moveCount++;
			this.tilesKept += move.tilesKept();
			this.lastPause = pause;
			this.pauses.addLast(pause);
			if (this.pauses.size() > KEPT_PAUSES) {
				this.pauses.removeFirst();
			}
			if (this.longestPause == null || pause.compareTo(this.longestPause) > 0) {
				this.longestPause = pause;
				this.longestPausePainter = move.from();
			}
		}
		add(Kind.MOVED, "Picture " + move.picture() + " moved: "
				+ ((move.from() != 0) ? Painter.name(move.from()) : "a painter") + " → " + Painter.name(move.to()),
				"First band " + took(pause) + " after the loss was seen; cookie of " + move.cookieOctets() + " octets: "
						+ move.tilesKept() + " of " + move.tiles() + " tiles kept");
	}

	/** The last moves of sessions from painter to painter, the newest first. */
	public List<Move> moves() {
		return this.moves.last();
	}

	@Override
	public void pictureDone(Picture picture) {
		int missing = picture.missingBands();
		synchronized (this) {
			this.pictures++;
			this.lostBands += missing;
			forgetPictureBefore();
		}
		add((missing == 0) ? Kind.PICTURE : Kind.ILL,
				"Picture " + picture.number() + " is complete: " + picture.scene().name(),
				picture.grid().tiles() + " tiles, " + missing + " bands missing");
	}

	/** Pictures are one line, so that what is rarer stays in sight. */
	private void forgetPictureBefore() {
		this.happenings.removeIf((before) -> before.kind() == Kind.PICTURE);
	}

	@Override
	public void nobody(String why) {
		synchronized (this) {
			if (this.nobodySince != null) {
				return;
			}
			this.nobodySince = this.clock.instant();
		}
		add(Kind.ILL, "Nobody to ask", why);
	}

	@Override
	public void started(Painter painter) {
		add(Kind.NEW, painter.name() + " started", "Process " + painter.pid());
	}

	@Override
	public void ended(Painter painter) {
		if (painter.byUs()) {
			// Told when the button was pressed.
			return;
		}
		add(Kind.DEAD, painter.name() + " ended by itself",
				"Process " + painter.pid() + ", code " + painter.exitCode());
	}

	/**
	 * Kills a painter and notes it.
	 * @return whether it ran
	 */
	public boolean kill(int number) {
		Optional<Painter> painter = this.painters.all()
			.stream()
			.filter((candidate) -> candidate.number() == number)
			.findFirst();
		if (painter.isEmpty() || !this.painters.kill(number)) {
			return false;
		}
		Instant now = this.clock.instant();
		synchronized (this) {
			this.kills++;
			this.lastKill = now;
			this.lastKillPainter = number;
			this.lastPause = null;
			mark(now);
		}
		add(Kind.DEAD, "You killed " + painter.get().name(), "kill −9, process " + painter.get().pid());
		return true;
	}

	@Override
	public void onEvent(Occurrence occurrence) {
		long nanos = System.nanoTime();
		RserpoolEvent event = occurrence.event();
		PoolElementId element = event.element();
		if (element == null || !Objects.equals(this.handle, event.handle())) {
			return;
		}
		// At once: bands of the next painter may be on their way.
		this.moves.hear(occurrence, nanos);
		try {
			hear(event, element, nanos);
		}
		catch (RejectedExecutionException ex) {
			// Closed: nobody reads on.
			return;
		}
	}

	private void hear(RserpoolEvent event, PoolElementId element, long nanos) {
		if (event instanceof RserpoolEvent.ElementRegistered) {
			this.executor.execute(() -> this.painters.registered(element)
				.ifPresent((painter) -> add(Kind.NEW, painter.name() + " is in the pool", "Element " + element)));
		}
		else if (event instanceof RserpoolEvent.ElementRemoved removed) {
			this.executor.execute(() -> removed(element, removed.reason().words(), nanos));
		}
		else if (event instanceof RserpoolEvent.ElementLeft) {
			this.executor.execute(() -> removed(element, "told by its owner", nanos));
		}
		else if (event instanceof RserpoolEvent.ElementExpired) {
			this.executor.execute(() -> removed(element, "registration life ended", nanos));
		}
	}

	private void removed(PoolElementId element, String why, long nanos) {
		String after = this.painters.removed(element, nanos)
			.map(Painter::removedAfter)
			.map((time) -> " after " + took(time))
			.orElse("");
		String name = this.painters.find(element).map(Painter::name).orElseGet(element::toString);
		add(Kind.MOVED, "The server removed " + name + after, why);
	}

	/** Does something in the order of events, off the protocol's threads. */
	void later(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// Closed: nobody reads on.
			return;
		}
	}

	/** Notes a happening. */
	public void tell(Kind kind, String text, String detail) {
		add(kind, text, detail);
	}

	/** Marks the kill of a server. */
	synchronized void killedServer(Instant now) {
		mark(now);
	}

	private void mark(Instant now) {
		this.killTimes.addLast(now);
		if (this.killTimes.size() > KEPT_MARKS) {
			this.killTimes.removeFirst();
		}
	}

	private synchronized void add(Kind kind, String text, String detail) {
		this.happenings.addFirst(new Happening(this.clock.instant(), kind, text, detail));
		if (this.happenings.size() > KEPT) {
			this.happenings.removeLast();
		}
	}

	/** What happened lately, the newest first. */
	public synchronized List<Happening> happenings() {
		return List.copyOf(this.happenings);
	}

	/**
	 * When painters and servers were killed from here, in the last minute, the oldest
	 * first.
	 */
	public synchronized List<Instant> killTimes() {
		Instant since = this.clock.instant().minusSeconds(RateMeter.SECONDS);
		Iterator<Instant> times = this.killTimes.iterator();
		while (times.hasNext() && times.next().isBefore(since)) {
			times.remove();
		}
		return List.copyOf(this.killTimes);
	}

	public synchronized Counts counts() {
		return new Counts(this.pictures, this.tiles, this.lostBands, this.bands, this.bandsTwice, this.moveCount,
				this.tilesKept, this.kills, median(), this.longestPause, this.longestPausePainter, this.lastPause,
				this.lastKill, this.lastKillPainter, this.tilesOfPainter, this.nobodySince);
	}

	private @Nullable Duration median() {
		List<Duration> sorted = this.pauses.stream().sorted().toList();
		return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
	}

	/**
	 * Bands of each painter in each of the last 60 whole seconds, the oldest first.
	 */
	public Map<Integer, int[]> rates() {
		return this.rates.lastMinute(this.clock.instant().getEpochSecond());
	}

	/** Hears nothing any more. */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/** {@code 3.1 ms}, {@code 41 ms}, {@code 2.91 s}. */
	public static String took(Duration duration) {
		double millis = duration.toNanos() / 1e6;
		if (millis < 10) {
			return String.format(Locale.ENGLISH, "%.1f ms", millis);
		}
		return (millis < 1000) ? String.format(Locale.ENGLISH, "%.0f ms", millis)
				: String.format(Locale.ENGLISH, "%.2f s", millis / 1000);
	}

}
