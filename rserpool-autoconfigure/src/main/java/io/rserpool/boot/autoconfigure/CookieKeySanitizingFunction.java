package io.rserpool.boot.autoconfigure;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides the secrets of cookies in the endpoints {@code env} and {@code configprops}, even
 * where all values are shown, and however their names are written.
 */
final class CookieKeySanitizingFunction implements SanitizingFunction {

	@Override
	public SanitizableData apply(SanitizableData data) {
		String plain = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		return (plain.startsWith("rserpool") && plain.contains("sessioncookiekeys")) ? data.withSanitizedValue() : data;
	}

}
