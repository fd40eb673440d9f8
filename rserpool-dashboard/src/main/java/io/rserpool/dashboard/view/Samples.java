package io.rserpool.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The recent past of a counter: at most 31 values, two seconds or more apart. Safe for
 * use by many threads.
 */
public final class Samples {

	private static final int MOST = 31;

	private static final Duration APART = Duration.ofSeconds(2);

	private final Deque<Sample> samples = new ArrayDeque<>();

	/** Notes the counter's value. */
	public synchronized void add(Instant at, long value) {
		Sample last = this.samples.peekLast();
		if (last != null && at.isBefore(last.at().plus(APART))) {
			return;
		}
		if (last != null && value < last.value()) {
			this.samples.clear();
		}
		if (this.samples.size() == MOST) {
			this.samples.removeFirst();
		}
		this.samples.addLast(new Sample(at, value));
	}

	/** How fast it grew lately, a second; null if that is not known yet. */
	public synchronized @Nullable Double rate() {
		List<Double> rates = rates();
		return rates.isEmpty() ? null : rates.get(rates.size() - 1);
	}

	/** The time that the samples span. */
	public synchronized Duration span() {
		Sample first = this.samples.peekFirst();
		Sample last = this.samples.peekLast();
		return (first != null && last != null) ? Duration.between(first.at(), last.at()) : Duration.ZERO;
	}

	/** The rates as points {@code x,y} in 88 x 24; null below three. */
	public synchronized @Nullable String spark() {
		List<Double> rates = rates();
		double most = rates.stream().mapToDouble(Double::doubleValue).max().orElse(0);
		if (rates.size() < 3 || most == 0) {
			return null;
		}
		StringBuilder points = new StringBuilder();
		for (int i = 0; i < rates.size(); i++) {
			points.append(String.format(Locale.ROOT, "%s%.1f,%.1f", (i != 0) ? " " : "", 88.0 * i / (rates.size() - 1),
					22 - 20 * rates.get(i) / most));
		}
		return points.toString();
	}

	private List<Double> rates() {
		List<Double> rates = new ArrayList<>();
		Sample previous = null;
		for (Sample sample : this.samples) {
			if (previous != null) {
				double seconds = Duration.between(previous.at(), sample.at()).toMillis() / 1000.0;
				rates.add((sample.value() - previous.value()) / seconds);
			}
			previous = sample;
		}
		return rates;
	}

	/**
	 * A value and its time.
	 */
	private record Sample(Instant at, long value) {

	}

}
