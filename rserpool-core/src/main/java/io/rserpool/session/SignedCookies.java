package io.rserpool.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolHandle;

/**
 * Cookies that only an element of the pool can have made. The state is signed, not
 * hidden. Confined to the thread of one element's sessions.
 *
 * <pre>
 *  octet  0      version, 1
 *         1      key id
 *         2..3   reserved, 0
 *         4..11  issue time, milliseconds since 1970
 *        12..19  session id, 0 = not known yet
 *        20..23  id of the element that issued it
 *        24..27  counter of the session's cookies, 0 if the session is not known yet
 *        28..43  first 16 octets of the SHA-256 of the pool handle
 *        44..    the application's state
 *        last 32 HMAC-SHA-256 over all before
 * </pre>
 *
 * Refused are [SR-29]: a signature or a key id that is not the pool's, another pool, an
 * age of more than an hour, a counter below one that this element saw in the same
 * session.
 */
public final class SignedCookies implements Cookies {

	/** What is refused unless another age is given. */
	public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(1);

	/** Octets before and behind the state. */
	public static final int OVERHEAD = 76;

	private static final int HEADER = 44;

	private static final int SIGNATURE = OVERHEAD - HEADER;

	private static final int POOL_DIGEST = 16;

	private static final byte VERSION = 1;

	/** Sessions whose counter is remembered; the longest unused is forgotten first. */
	private static final int MAX_COUNTERS = 16_384;

	private final CookieKeys keys;

	private final byte[] pool;

	private final long maxAgeMillis;

	private final IntSupplier element;

	private final LongSupplier epochMillis;

	private final Map<SessionId, Integer> counters = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Makes cookies for one element.
	 * @param keys the pool's secrets
	 * @param handle the pool
	 * @param maxAge what is refused when it is older
	 * @param element the element's id at this moment
	 * @param epochMillis the time at this moment, milliseconds since 1970
	 */
	public SignedCookies(CookieKeys keys, PoolHandle handle, Duration maxAge, IntSupplier element,
			LongSupplier epochMillis) {
		if (maxAge.isNegative() || maxAge.isZero()) {
			throw new IllegalArgumentException("cookie-max-age " + maxAge + " is too small, allowed is 1ms or more");
		}
		this.keys = keys;
		this.pool = digest(handle);
		this.maxAgeMillis = maxAge.toMillis();
		this.element = element;
		this.epochMillis = epochMillis;
	}

	private static byte[] digest(PoolHandle handle) {
		try {
			return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(handle.toByteArray()), POOL_DIGEST);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public int overhead() {
		return OVERHEAD;
	}

	@Override
	public Octets seal(Octets state, SessionId session) {
		SecretKeySpec key = this.keys.key(this.keys.signing());
		if (key == null) {
			throw new IllegalStateException("There is no key to sign with: " + this.keys);
		}
		int counter = session.isNone() ? 0 : count(session);
		ByteBuffer cookie = ByteBuffer.allocate(OVERHEAD + state.length())
			.put(VERSION)
			.put((byte) this.keys.signing())
			.putShort((short) 0)
			.putLong(this.epochMillis.getAsLong())
			.putLong(session.value())
			.putInt(this.element.getAsInt())
			.putInt(counter)
			.put(this.pool)
			.put(state.toByteArray());
		cookie.put(sign(key, cookie.array(), HEADER + state.length()));
		return Octets.of(cookie.array());
	}

	private int count(SessionId session) {
		int counter = this.counters.getOrDefault(session, 0) + 1;
		remember(session, counter);
		return counter;
	}

	private void remember(SessionId session, int counter) {
		this.counters.put(session, counter);
		if (this.counters.size() > MAX_COUNTERS) {
			this.counters.remove(this.counters.keySet().iterator().next());
		}
	}

	@Override
	public CookieCheck check(Octets cookie) {
		if (cookie.length() < OVERHEAD) {
			return CookieCheck.refused("it has " + cookie.length() + " octets, which no signed cookie has");
		}
		byte[] octets = cookie.toByteArray();
		if (octets[0] != VERSION) {
			return CookieCheck.refused("its version " + Byte.toUnsignedInt(octets[0]) + " is not known");
		}
		int id = Byte.toUnsignedInt(octets[1]);
		SecretKeySpec key = this.keys.key(id);
		if (key == null) {
			return CookieCheck.refused("its key " + id + " is not known");
		}
		int signed = octets.length - SIGNATURE;
		// In constant time: how much of a guess is right must not show
		if (!MessageDigest.isEqual(sign(key, octets, signed), Arrays.copyOfRange(octets, signed, octets.length))) {
			return CookieCheck.refused("its signature is wrong");
		}
		return believed(ByteBuffer.wrap(octets, 0, signed));
	}

	private CookieCheck believed(ByteBuffer cookie) {
		long issued = cookie.getLong(4);
		SessionId session = new SessionId(cookie.getLong(12));
		int counter = cookie.getInt(24);
		byte[] digest = new byte[POOL_DIGEST];
		cookie.get(28, digest);
		if (!Arrays.equals(digest, this.pool)) {
			return CookieCheck.refused("it is of another pool");
		}
		// One from the future would live too long
		if (Math.abs(this.epochMillis.getAsLong() - issued) > this.maxAgeMillis) {
			return CookieCheck.refused("it is too old: issued at " + issued + " ms since 1970");
		}
		if (!session.isNone()) {
			Integer seen = this.counters.get(session);
			if (seen != null && Integer.compareUnsigned(counter, seen) < 0) {
				return CookieCheck.refused("it is older than another one of session " + session);
			}
			remember(session, counter);
		}
		byte[] state = new byte[cookie.limit() - HEADER];
		cookie.get(HEADER, state);
		return new CookieCheck(Octets.of(state), session, null);
	}

	private static byte[] sign(SecretKeySpec key, byte[] octets, int length) {
		try {
			Mac mac = Mac.getInstance(CookieKeys.ALGORITHM);
			mac.init(key);
			mac.update(octets, 0, length);
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + CookieKeys.ALGORITHM, ex);
		}
	}

}
