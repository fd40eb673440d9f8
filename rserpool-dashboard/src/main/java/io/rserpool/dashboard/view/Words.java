package io.rserpool.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * Every sentence of the dashboard, from its message bundle, and the words for times.
 */
public final class Words {

	private static final Locale LOCALE = Locale.ENGLISH;

	private static final ZoneId ZONE = ZoneOffset.UTC;

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", LOCALE).withZone(ZONE);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", LOCALE).withZone(ZONE);

	private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

	public Words() {
		this.messages.setBasename("META-INF/rserpool-dashboard/messages");
		this.messages.setDefaultEncoding("UTF-8");
		this.messages.setFallbackToSystemLocale(false);
		this.messages.setBundleClassLoader(Words.class.getClassLoader());
	}

	/**
	 * Returns the sentence with the given key.
	 * @throws org.springframework.context.NoSuchMessageException if there is none
	 */
	public String say(String key, Object... args) {
		return this.messages.getMessage(key, args, LOCALE);
	}

	/** {@code 14:32:08 UTC}. */
	public String clock(Instant instant) {
		return CLOCK.format(instant) + " UTC";
	}

	/** {@code 22 November 2026, UTC}. */
	public String day(Instant instant) {
		return DAY.format(instant) + ", UTC";
	}

	/** {@code 16 s ago}: seconds below a minute, then minutes, hours, days. */
	public String ago(Instant then, Instant now) {
		return say("time.ago", span(Duration.between(then, now)));
	}

	/** {@code 0.4 s old}: tenths below ten seconds. */
	public String old(Instant then, Instant now) {
		Duration age = Duration.between(then, now);
		if (age.toMillis() < 10_000) {
			return say("time.old",
					say("time.fractionSeconds", String.format(LOCALE, "%.1f", Math.max(0, age.toMillis()) / 1000.0)));
		}
		return say("time.old", span(age));
	}

	/** {@code 4 min 12 s}: never negative. */
	public String left(Instant then, Instant now) {
		long seconds = Math.max(0, Duration.between(now, then).toSeconds());
		if (seconds >= 60 && seconds < 600) {
			return say("time.minutesSeconds", seconds / 60, seconds % 60);
		}
		return span(Duration.ofSeconds(seconds));
	}

	/** {@code 16 s}, {@code 4 min}, {@code 2 h}, {@code 3 days}. */
	public String span(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		if (seconds < 60) {
			return say("time.seconds", seconds);
		}
		if (seconds < 3600) {
			return say("time.minutes", seconds / 60);
		}
		if (seconds < 48 * 3600) {
			return say("time.hours", seconds / 3600);
		}
		return say("time.days", seconds / 86400);
	}

	/** {@code 500 ms}, {@code 2 s}, {@code 2.1 s}: no digits that say nothing. */
	public String shortly(Duration duration) {
		long millis = duration.toMillis();
		if (millis >= 1000 && millis % 1000 != 0) {
			return say("time.fractionSeconds", String.format(LOCALE, "%.1f", millis / 1000.0));
		}
		return (millis < 1000) ? say("time.millis", millis) : span(duration);
	}

	/** {@code 41 ms}, {@code 2.91 s}, {@code 4 min}. */
	public String took(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1000) {
			return say("time.millis", millis);
		}
		if (millis < 60_000) {
			return say("time.fractionSeconds", String.format(LOCALE, "%.2f", millis / 1000.0));
		}
		return span(duration);
	}

	/** {@code 1.8}: one decimal below ten, else none. */
	public String rate(double perSecond) {
		return String.format(LOCALE, (perSecond < 9.95) ? "%.1f" : "%,.0f", perSecond);
	}

	/** {@code 12,345}. */
	public String count(long count) {
		return String.format(LOCALE, "%,d", count);
	}

}
