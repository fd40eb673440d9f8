package io.rserpool.boot.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.rserpool.SessionServerBuilder;
import io.rserpool.session.SignedCookies;

/**
 * The sessions of one pool element.
 */
public class ElementSessionProperties extends SessionProperties {

	/**
	 * Whether messages that come again are recognised and not given to the handler again.
	 */
	private boolean deduplicate = true;

	/**
	 * Order in which users turn to the other elements when this one is lost: none,
	 * by-policy, together, or the name of a CardDealer bean.
	 */
	private String cards = "by-policy";

	/**
	 * Secrets that the elements of the pool share to sign cookies: base64 of 32 octets or
	 * more, by an id of 0 to 255. One, and a second one while they are changed. Without
	 * them, cookies are neither signed nor checked.
	 */
	private final Map<String, String> cookieKeys = new LinkedHashMap<>();

	/**
	 * Identifier of the secret that signs; the other one is accepted only. Without it,
	 * the highest.
	 */
	private @Nullable Integer signingKey;

	/**
	 * Age at which a signed cookie is not believed any more.
	 */
	private Duration cookieMaxAge = SignedCookies.DEFAULT_MAX_AGE;

	/**
	 * Size of the largest cookie that is sent, with its signature, 100B to 60000B.
	 */
	private DataSize maxCookieSize = DataSize.ofBytes(SessionServerBuilder.DEFAULT_MAX_COOKIE_SIZE);

	public boolean isDeduplicate() {
		return this.deduplicate;
	}

	public void setDeduplicate(boolean deduplicate) {
		this.deduplicate = deduplicate;
	}

	public Map<String, String> getCookieKeys() {
		return this.cookieKeys;
	}

	public @Nullable Integer getSigningKey() {
		return this.signingKey;
	}

	public void setSigningKey(@Nullable Integer signingKey) {
		this.signingKey = signingKey;
	}

	public Duration getCookieMaxAge() {
		return this.cookieMaxAge;
	}

	public void setCookieMaxAge(Duration cookieMaxAge) {
		this.cookieMaxAge = cookieMaxAge;
	}

	public DataSize getMaxCookieSize() {
		return this.maxCookieSize;
	}

	public void setMaxCookieSize(DataSize maxCookieSize) {
		this.maxCookieSize = maxCookieSize;
	}

	public String getCards() {
		return this.cards;
	}

	public void setCards(String cards) {
		this.cards = cards;
	}

}
