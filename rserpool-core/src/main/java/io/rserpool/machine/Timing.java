package io.rserpool.machine;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The effective value of every timer: those of a profile, some replaced. Immutable.
 */
public final class Timing {

	private final Profile profile;

	private final EnumMap<TimerName, Duration> values;

	private Timing(Profile profile, EnumMap<TimerName, Duration> values) {
		this.profile = profile;
		this.values = values;
	}

	public static Timing of(Profile profile) {
		EnumMap<TimerName, Duration> values = new EnumMap<>(TimerName.class);
		for (TimerName name : TimerName.values()) {
			values.put(name, name.in(profile));
		}
		return new Timing(profile, values);
	}

	/**
	 * Returns a copy with one timer replaced.
	 * @param value 1 ms to 10 days
	 * @throws IllegalArgumentException if the value is out of range
	 */
	public Timing with(TimerName name, Duration value) {
		if (value.toMillis() < 1 || value.compareTo(Duration.ofDays(10)) > 0) {
			throw new IllegalArgumentException(
					"Timer " + name + ": " + value + " is out of range, allowed is 1 ms to 10 days");
		}
		EnumMap<TimerName, Duration> copy = new EnumMap<>(this.values);
		copy.put(name, value);
		return new Timing(this.profile, copy);
	}

	public Profile profile() {
		return this.profile;
	}

	public Duration get(TimerName name) {
		return this.values.getOrDefault(name, Duration.ZERO);
	}

	public long millis(TimerName name) {
		return get(name).toMillis();
	}

	public Map<TimerName, Duration> asMap() {
		return Collections.unmodifiableMap(this.values);
	}

}
