package io.rserpool.quickstart.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.ServerId;

/**
 * A step of a takeover, told by the server that made it, as one line of text.
 *
 * @param step which one
 * @param target the server that is taken over
 * @param others who was asked, or who goes on
 * @param elementCount elements that changed their owner
 * @param millis how long it took
 */
public record ServerNews(Step step, ServerId target, List<ServerId> others, int elementCount, long millis) {

	private static final String MARK = "@news ";

	public ServerNews {
		others = List.copyOf(others);
	}

	/** Picks what is told out of a server's events. */
	public static Optional<ServerNews> of(RserpoolEvent event) {
		if (event instanceof RserpoolEvent.TakeoverStarted e) {
			return Optional.of(new ServerNews(Step.STARTED, e.target(), e.asked(), 0, 0));
		}
		if (event instanceof RserpoolEvent.TakeoverYielded e) {
			return Optional.of(new ServerNews(Step.YIELDED, e.target(), List.of(e.to()), 0, 0));
		}
		if (event instanceof RserpoolEvent.TakeoverWon e) {
			return Optional.of(new ServerNews(Step.WON, e.target(), List.of(), e.elements(), e.millis()));
		}
		if (event instanceof RserpoolEvent.TakeoverStopped e) {
			return Optional.of(new ServerNews(Step.STOPPED, e.target(), List.of(), 0, 0));
		}
		return Optional.empty();
	}

	/** The line. */
	public String line() {
		return MARK + this.step + " " + this.target + " "
				+ this.others.stream().map(ServerId::toString).collect(Collectors.joining(",")) + " "
				+ this.elementCount + " " + this.millis;
	}

	/** Reads a line, if it is one of these. */
	public static Optional<ServerNews> parse(String line) {
		if (!line.startsWith(MARK)) {
			return Optional.empty();
		}
		String[] parts = line.substring(MARK.length()).split(" ", -1);
		List<ServerId> others = parts[2].isEmpty() ? List.of()
				: Arrays.stream(parts[2].split(",")).map(ServerReport::id).toList();
		return Optional.of(new ServerNews(Step.valueOf(parts[0]), ServerReport.id(parts[1]), others,
				Integer.parseInt(parts[3]), Long.parseLong(parts[4])));
	}

	/** The steps of a takeover. */
	public enum Step {

		/** It asks the others. */
		STARTED,

		/** It leaves the takeover to another one. */
		YIELDED,

		/** It is the owner now. */
		WON,

		/** The target lives. */
		STOPPED

	}

}
