package io.rserpool.quickstart.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.FailoverSteps;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.wire.PoolElementId;

/**
 * Follows sessions from painter to painter: the library's events tell each step and how
 * long it took, the first band of the next painter is the end. Safe for use by many
 * threads.
 */
final class Moves {

	private static final int KEPT = 3;

	private final Function<PoolElementId, Optional<Painter>> painters;

	private final Map<String, Open> open = new HashMap<>();

	private final Deque<Move> last = new ArrayDeque<>();

	Moves(Function<PoolElementId, Optional<Painter>> painters) {
		this.painters = painters;
	}

	/**
	 * Hears an event.
	 * @param nanos when it came, {@link System#nanoTime()}
	 */
	synchronized void hear(Occurrence occurrence, long nanos) {
		RserpoolEvent event = occurrence.event();
		if (event instanceof RserpoolEvent.SessionInterrupted lost) {
			this.open.put(lost.session(), new Open(occurrence.time(), nanos, lost));
		}
		else if (event instanceof RserpoolEvent.SessionFailedOver over) {
			Open move = this.open.get(over.session());
			if (move != null) {
				move.over = over;
				move.overNanos = nanos;
			}
		}
		else if (event instanceof RserpoolEvent.SessionEnded ended) {
			this.open.remove(ended.session());
		}
	}

	/** The application was asked how to go on. */
	synchronized void handedOver(String session, @Nullable Progress cookie) {
		Open move = this.open.get(session);
		if (move != null) {
			move.cookie = cookie;
		}
	}

	/**
	 * A band came.
	 * @param nanos when, {@link System#nanoTime()}
	 * @return the move that it ended, if it did
	 */
	synchronized Optional<Move> painted(String session, Picture picture, PaintedBand band, long nanos) {
		Open begun = this.open.get(session);
		RserpoolEvent.SessionFailedOver over = (begun != null) ? begun.over : null;
		if (begun == null || over == null || !isFrom(over.element(), band)) {
			// Nothing moves, or the lost painter sent it.
			return Optional.empty();
		}
		this.open.remove(session);
		Move move = move(begun, over, picture, band, nanos);
		this.last.addFirst(move);
		if (this.last.size() > KEPT) {
			this.last.removeLast();
		}
		return Optional.of(move);
	}

	private boolean isFrom(@Nullable PoolElementId element, PaintedBand band) {
		return element == null
				|| this.painters.apply(element).map((painter) -> painter.number() == band.painter()).orElse(true);
	}

	private Move move(Open begun, RserpoolEvent.SessionFailedOver over, Picture picture, PaintedBand band, long nanos) {
		PoolElementId from = over.from();
		Optional<Painter> lost = (from != null) ? this.painters.apply(from) : Optional.empty();
		long killed = lost.filter(Painter::byUs).map(Painter::endedNanos).orElse(begun.nanos);
		Progress cookie = begun.cookie;
		String kept = (cookie != null) ? "tells of " + cookie.tiles() + " tiles and " + cookie.bands() + " bands"
				: "there was none yet";
		FailoverSteps took = over.steps();
		Steps steps = new Steps();
		String why = begun.lost.why();
		steps.add("Loss seen", why.substring(why.lastIndexOf(": ") + 1).trim(),
				Duration.ofNanos(Math.max(0, begun.nanos - killed)));
		steps.add("Reported, next chosen", Painter.name(band.painter()), Duration.ofMillis(took.select()));
		steps.add("Connected", "TCP, to its port for sessions", Duration.ofMillis(took.connect()));
		steps.add("Greeted, cookie echoed", over.cookieOctets() + " octets", Duration.ofMillis(took.greet()));
		steps.add("Callback", "the cookie " + kept, Duration.ofMillis(took.callback()));
		steps.add("Sent again", (over.resent() == 1) ? "1 message: the order" : over.resent() + " messages",
				Duration.ZERO);
		steps.add("First band", "band " + (band.band() + 1) + " of tile " + (band.tile() + 1),
				Duration.ofNanos(nanos - begun.overNanos));
		return new Move(begun.time, over.session(), picture.number(), picture.scene().name(),
				lost.map(Painter::number).orElse(0), band.painter(), over.cookieOctets(),
				(cookie != null) ? cookie.tiles() : 0, picture.grid().tiles(), Duration.ofNanos(nanos - begun.nanos),
				steps.steps);
	}

	/** The newest first. */
	synchronized List<Move> last() {
		return List.copyOf(this.last);
	}

	/**
	 * A session on its way.
	 */
	private static final class Open {

		private final Instant time;

		private final long nanos;

		private final RserpoolEvent.SessionInterrupted lost;

		private RserpoolEvent.@Nullable SessionFailedOver over;

		private long overNanos;

		private @Nullable Progress cookie;

		Open(Instant time, long nanos, RserpoolEvent.SessionInterrupted lost) {
			this.time = time;
			this.nanos = nanos;
			this.lost = lost;
		}

	}

	/**
	 * Puts one step behind the other.
	 */
	private static final class Steps {

		private final List<MoveStep> steps = new ArrayList<>();

		private Duration end = Duration.ZERO;

		void add(String name, String detail, Duration took) {
			this.steps.add(new MoveStep(name, detail, this.end, took));
			this.end = this.end.plus(took);
		}

	}

}
