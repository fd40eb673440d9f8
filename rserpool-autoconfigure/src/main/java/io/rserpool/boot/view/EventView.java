package io.rserpool.boot.view;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.Occurrence;

/**
 * Something that happened.
 *
 * @param id rising within one run of the process
 * @param time in ISO 8601, UTC
 * @param source who tells: a server id, or the name of an endpoint
 * @param kind such as {@code element-registered}
 * @param handle the pool concerned, or null
 * @param element id of the element concerned, or null
 * @param cause the id of the event that led to it, or 0
 */
public record EventView(long id, String time, String source, String kind, @Nullable String handle,
		@Nullable String element, long cause) {

	private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

	/** Returns the view of an occurrence. */
	public static EventView of(Occurrence occurrence) {
		return new EventView(occurrence.id(), occurrence.time().toString(), occurrence.source(), kind(occurrence),
				Texts.orNull(occurrence.event().handle()), Texts.orNull(occurrence.event().element()),
				occurrence.cause());
	}

	private static String kind(Occurrence occurrence) {
		String name = occurrence.event().getClass().getSimpleName();
		return HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
	}

}
