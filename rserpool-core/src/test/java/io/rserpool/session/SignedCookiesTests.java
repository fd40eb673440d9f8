package io.rserpool.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolHandle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignedCookiesTests {

	/** Made with another implementation of HMAC and SHA-256. */
	private static final Octets GOLDEN = Octets.ofHex("010500000000018bcfe56800010203040506070811223344000000018b7199d7"
			+ "4e00e4e38b4699c3d3a25aed74696c65203744c627f5a83ce883c00270d6e4a9"
			+ "1cb952245578a913c99784ea906286c3cf8a");

	private static final PoolHandle CALC = PoolHandle.of("CalcPool");

	private static final SessionId SESSION = new SessionId(0x0102030405060708L);

	private static final Octets STATE = Octets.of("tile 7".getBytes(UTF_8));

	private static final Duration HOUR = SignedCookies.DEFAULT_MAX_AGE;

	private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);

	private final SignedCookies cookies = cookies(CALC, CookieKeys.of(5, Map.of(5, secret(0))));

	private SignedCookies cookies(PoolHandle handle, CookieKeys keys) {
		return new SignedCookies(keys, handle, HOUR, () -> 0x11223344, this.clock::get);
	}

	/** 32 octets that count from the given one. */
	private static byte[] secret(int first) {
		byte[] secret = new byte[32];
		for (int i = 0; i < secret.length; i++) {
			secret[i] = (byte) (first + i);
		}
		return secret;
	}

	@Test
	void cookieHasTheLayoutOfTheSpecification() {
		assertThat(this.cookies.seal(STATE, SESSION)).isEqualTo(GOLDEN);
	}

	@Test
	void anotherElementOfThePoolBelievesIt() {
		CookieCheck check = cookies(CALC, CookieKeys.of(5, Map.of(5, secret(0)))).check(GOLDEN);

		assertThat(check).isEqualTo(new CookieCheck(STATE, SESSION, null));
	}

	@Test
	void emptyStateIsSignedAsWell() {
		Octets cookie = this.cookies.seal(Octets.EMPTY, SessionId.NONE);

		assertThat(cookie.length()).isEqualTo(SignedCookies.OVERHEAD);
		assertThat(this.cookies.check(cookie)).isEqualTo(new CookieCheck(Octets.EMPTY, SessionId.NONE, null));
	}

	@Test
	@Conformance({ "ASAP-3.8-4", "THR-026" })
	@DisplayName("RFC 5352 3.8, AT-32: a cookie with any bit changed is refused")
	void anyChangedBitIsRefused() {
		byte[] octets = GOLDEN.toByteArray();
		for (int bit = 0; bit < octets.length * 8; bit++) {
			octets[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(this.cookies.check(Octets.of(octets)).refusal()).as("bit %d", bit).isNotNull();
			octets[bit / 8] ^= (byte) (1 << (bit % 8));
		}
		assertThat(this.cookies.check(Octets.of(octets)).refusal()).isNull();
	}

	@Test
	void anyLengthThatIsNotTheCookiesIsRefused() {
		byte[] octets = GOLDEN.toByteArray();
		IntStream.range(0, octets.length).forEach((length) -> {
			byte[] cut = java.util.Arrays.copyOf(octets, length);
			assertThat(this.cookies.check(Octets.of(cut)).refusal()).as("%d octets", length).isNotNull();
		});
		byte[] longer = java.util.Arrays.copyOf(octets, octets.length + 1);
		assertThat(this.cookies.check(Octets.of(longer)).refusal()).contains("signature");
	}

	@Test
	void cookieIsBelievedForAnHourAndNoLonger() {
		this.clock.addAndGet(HOUR.toMillis());
		assertThat(this.cookies.check(GOLDEN).refusal()).isNull();

		this.clock.addAndGet(1);
		assertThat(this.cookies.check(GOLDEN).refusal()).contains("too old");
	}

	@Test
	void cookieFromTheFutureIsRefused() {
		this.clock.addAndGet(-HOUR.toMillis() - 1);

		assertThat(this.cookies.check(GOLDEN).refusal()).isNotNull();
	}

	@Test
	void cookieOfAnotherPoolWithTheSameKeysIsRefused() {
		SignedCookies other = cookies(PoolHandle.of("OtherPool"), CookieKeys.of(5, Map.of(5, secret(0))));

		assertThat(other.check(GOLDEN).refusal()).contains("another pool");
	}

	@Test
	void unknownKeyIsRefusedByItsId() {
		SignedCookies other = cookies(CALC, CookieKeys.of(6, Map.of(6, secret(0))));

		assertThat(other.check(GOLDEN).refusal()).contains("key 5 is not known");
	}

	@Test
	void twoKeysAreActiveWhileTheyAreChanged() {
		CookieKeys before = CookieKeys.of(5, Map.of(5, secret(0)));
		CookieKeys announced = CookieKeys.of(5, Map.of(5, secret(0), 6, secret(64)));
		CookieKeys changed = CookieKeys.of(6, Map.of(5, secret(0), 6, secret(64)));
		CookieKeys after = CookieKeys.of(6, Map.of(6, secret(64)));

		assertBelieved(before, announced);
		assertBelieved(announced, before);
		assertBelieved(announced, changed);
		assertBelieved(changed, announced);
		assertBelieved(changed, after);
		assertBelieved(after, changed);
		assertThat(cookies(CALC, after).check(cookies(CALC, before).seal(STATE, SESSION)).refusal()).isNotNull();
	}

	private void assertBelieved(CookieKeys made, CookieKeys checked) {
		assertThat(cookies(CALC, checked).check(cookies(CALC, made).seal(STATE, SESSION)).refusal()).isNull();
	}

	@Test
	@Conformance("THR-026")
	@DisplayName("AT-33: a cookie with an older counter than one of the same session is refused")
	void olderCookieOfASessionIsRefusedWhereANewerOneWasSeen() {
		Octets first = this.cookies.seal(STATE, SESSION);
		Octets second = this.cookies.seal(STATE, SESSION);
		SignedCookies next = cookies(CALC, CookieKeys.of(5, Map.of(5, secret(0))));

		assertThat(this.cookies.check(first).refusal()).contains("older");
		assertThat(this.cookies.check(second).refusal()).isNull();
		assertThat(next.check(second).refusal()).isNull();
		assertThat(next.check(first).refusal()).contains("older");
		assertThat(this.cookies.check(next.seal(STATE, SESSION)).refusal()).isNull();
		assertThat(this.cookies.check(second).refusal()).as("the next element's was newer").contains("older");
	}

	@Test
	void memoryOfCountersIsBounded() {
		Octets first = this.cookies.seal(STATE, SESSION);
		this.cookies.seal(STATE, SESSION);
		for (int i = 1; i <= 20_000; i++) {
			this.cookies.seal(Octets.EMPTY, new SessionId(-i));
		}

		assertThat(this.cookies.check(first).refusal()).isNull();
	}

	@Test
	void keysAreFewLongAndSecret() {
		assertThat(CookieKeys.of(5, Map.of(5, secret(0)))).hasToString("cookie keys [5], signing with 5");
		assertThatIllegalArgumentException().isThrownBy(() -> CookieKeys.of(1, Map.of()))
			.withMessageContaining("0 cookie keys");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CookieKeys.of(1, Map.of(1, secret(0), 2, secret(1), 3, secret(2))))
			.withMessageContaining("3 cookie keys");
		assertThatIllegalArgumentException().isThrownBy(() -> CookieKeys.of(2, Map.of(1, secret(0))))
			.withMessageContaining("no cookie key 2");
		assertThatIllegalArgumentException().isThrownBy(() -> CookieKeys.of(256, Map.of(256, secret(0))))
			.withMessageContaining("0 to 255");
		assertThatIllegalArgumentException().isThrownBy(() -> CookieKeys.of(1, Map.of(1, new byte[31])))
			.withMessageContaining("31 octets");
	}

}
