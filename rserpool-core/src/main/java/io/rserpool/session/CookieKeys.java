package io.rserpool.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The secrets that the elements of a pool share for their cookies: one that signs, and
 * another one that is accepted as well while keys are changed. Immutable; never shows a
 * secret.
 */
public final class CookieKeys {

	/** Least octets of a secret. */
	public static final int MIN_OCTETS = 32;

	static final String ALGORITHM = "HmacSHA256";

	private static final int MAX_KEYS = 2;

	private static final int MAX_ID = 0xff;

	private final int signing;

	private final Map<Integer, SecretKeySpec> keys;

	private CookieKeys(int signing, Map<Integer, SecretKeySpec> keys) {
		this.signing = signing;
		this.keys = keys;
	}

	/**
	 * Takes one or two secrets.
	 * @param signing the id of the one that signs
	 * @param secrets by id, 0 to 255: at least 32 octets each, copied
	 * @throws IllegalArgumentException if any of that is not so
	 */
	public static CookieKeys of(int signing, Map<Integer, byte[]> secrets) {
		if (secrets.isEmpty() || secrets.size() > MAX_KEYS) {
			throw new IllegalArgumentException(
					secrets.size() + " cookie keys are given, allowed are one and, while it is changed, a second one");
		}
		if (!secrets.containsKey(signing)) {
			throw new IllegalArgumentException("There is no cookie key " + signing + " to sign with");
		}
		Map<Integer, SecretKeySpec> keys = new HashMap<>();
		secrets.forEach((id, secret) -> {
			if (id < 0 || id > MAX_ID) {
				throw new IllegalArgumentException("Cookie key " + id + " has no good id, allowed is 0 to " + MAX_ID);
			}
			if (secret.length < MIN_OCTETS) {
				throw new IllegalArgumentException("Cookie key " + id + " has " + secret.length
						+ " octets, which are too few: allowed are " + MIN_OCTETS + " or more");
			}
			keys.put(id, new SecretKeySpec(secret, ALGORITHM));
		});
		return new CookieKeys(signing, Map.copyOf(keys));
	}

	/** The id of the key that signs. */
	public int signing() {
		return this.signing;
	}

	/** The ids of all keys that are accepted. */
	public Set<Integer> ids() {
		return new TreeSet<>(this.keys.keySet());
	}

	@Nullable SecretKeySpec key(int id) {
		return this.keys.get(id);
	}

	@Override
	public String toString() {
		return "cookie keys " + ids() + ", signing with " + this.signing;
	}

}
