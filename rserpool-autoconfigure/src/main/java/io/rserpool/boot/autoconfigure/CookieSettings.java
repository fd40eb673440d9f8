package io.rserpool.boot.autoconfigure;

import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.CookieKeys;
import io.rserpool.session.Cookies;

/**
 * Reads what the configuration says of cookies. No failure shows a secret.
 */
final class CookieSettings {

	private static final String HIDDEN = "(hidden)";

	private static final String ALLOWED = "base64 of " + CookieKeys.MIN_OCTETS
			+ " random octets or more, such as 'openssl rand -base64 32' prints";

	private CookieSettings() {
	}

	/**
	 * Checks what is said of cookies.
	 * @return the keys, or null if there are none
	 */
	static @Nullable CookieKeys keys(String prefix, ElementSessionProperties session) {
		if (session.getCookieMaxAge().toMillis() < 1) {
			throw new InvalidRserpoolPropertyException(prefix + ".cookie-max-age", session.getCookieMaxAge().toString(),
					"it is too short", "a duration of 1ms or more");
		}
		long size = session.getMaxCookieSize().toBytes();
		if (size < 100 || size > Cookies.MAX_OCTETS) {
			throw new InvalidRserpoolPropertyException(prefix + ".max-cookie-size",
					session.getMaxCookieSize().toString(), "it is out of range",
					"a size of 100B to " + Cookies.MAX_OCTETS + "B");
		}
		Map<Integer, byte[]> secrets = new TreeMap<>();
		session.getCookieKeys().forEach((id, text) -> {
			String property = prefix + ".cookie-keys." + id;
			secrets.put(id(property, id), secret(property, text));
		});
		Integer signing = session.getSigningKey();
		if (signing != null && !secrets.containsKey(signing)) {
			throw new InvalidRserpoolPropertyException(prefix + ".signing-key", signing.toString(),
					"there is no such key", "one of the ids of 'cookie-keys': " + secrets.keySet());
		}
		if (secrets.isEmpty()) {
			return null;
		}
		if (secrets.size() > 2) {
			throw new InvalidRserpoolPropertyException(prefix + ".cookie-keys", secrets.keySet().toString(),
					"they are too many", "one key and, while it is changed, a second one");
		}
		return CookieKeys.of((signing != null) ? signing : Collections.max(secrets.keySet()), secrets);
	}

	private static int id(String property, String text) {
		try {
			int id = Integer.parseInt(text);
			if (id >= 0 && id <= 0xff) {
				return id;
			}
		}
		catch (NumberFormatException ex) {
			throw badId(property);
		}
		throw badId(property);
	}

	private static InvalidRserpoolPropertyException badId(String property) {
		return new InvalidRserpoolPropertyException(property, HIDDEN, "its last part is no id of a key",
				ALLOWED + ", by an id of 0 to 255");
	}

	private static byte[] secret(String property, String text) {
		byte[] secret;
		try {
			secret = Base64.getDecoder().decode(text.trim());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRserpoolPropertyException(property, HIDDEN, "it is no base64", ALLOWED);
		}
		if (secret.length < CookieKeys.MIN_OCTETS) {
			throw new InvalidRserpoolPropertyException(property, HIDDEN, "it has " + secret.length + " octets",
					ALLOWED);
		}
		return secret;
	}

}
