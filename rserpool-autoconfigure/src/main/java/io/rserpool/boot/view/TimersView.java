package io.rserpool.boot.view;

import java.util.LinkedHashMap;
import java.util.Map;

import io.rserpool.machine.Timing;

/**
 * The effective timers.
 */
public final class TimersView {

	private TimersView() {
	}

	/** Values in milliseconds by name, such as {@code t1-enrp-request}. */
	public static Map<String, Long> of(Timing timing) {
		Map<String, Long> timers = new LinkedHashMap<>();
		timing.asMap().forEach((name, value) -> timers.put(Texts.kebab(name), value.toMillis()));
		return timers;
	}

}
