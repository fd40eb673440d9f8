package io.rserpool.boot.session;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Makes octets of the payloads, answers and cookies of sessions, and the other way. A
 * bean of this type replaces the starter's, which leaves {@code byte[]} and
 * {@code String} (UTF-8) as they are, and makes JSON of all else with the application's
 * {@code JsonMapper}. Safe for use by many threads.
 */
public interface SessionPayloadConverter {

	/**
	 * Returns the octets of a value.
	 * @param value null = no octets
	 * @throws IllegalArgumentException if it cannot be converted
	 */
	byte[] toBytes(@Nullable Object value);

	/**
	 * Returns the value of octets.
	 * @param type what is wanted
	 * @return null for no octets, unless that is a value of its own
	 * @throws IllegalArgumentException if they cannot be converted
	 */
	@Nullable Object fromBytes(byte[] bytes, Type type);

}
