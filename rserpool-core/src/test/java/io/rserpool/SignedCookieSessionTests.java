package io.rserpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent.CookieRejected;
import io.rserpool.session.CookieKeys;
import io.rserpool.session.Cookies;
import io.rserpool.session.SessionId;
import io.rserpool.session.SignedCookies;
import io.rserpool.wire.Octets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Signed cookies in sessions, in virtual time.
 */
class SignedCookieSessionTests {

	private static final CookieKeys KEYS = CookieKeys.of(1, Map.of(1, new byte[32]));

	private static final UnaryOperator<SessionServerBuilder> SIGNED = (server) -> server.signedCookies(KEYS,
			SignedCookies.DEFAULT_MAX_AGE);

	private final SessionScope scope = new SessionScope();

	private final List<String> resumed = new ArrayList<>();

	private class Counter implements SessionHandler {

		private final int number;

		Counter(int number) {
			this.number = number;
		}

		@Override
		public void resumed(ServedSession session, byte[] cookie) {
			SignedCookieSessionTests.this.resumed.add(this.number + ":" + new String(cookie, UTF_8));
			session.state(Integer.valueOf(new String(cookie, UTF_8)));
		}

		@Override
		public void received(ServedSession session, ReceivedMessage message) {
			int count = (session.state() instanceof Integer before) ? before + 1 : 1;
			session.state(count);
			session.cookie(String.valueOf(count).getBytes(UTF_8));
			message.reply(String.valueOf(count).getBytes(UTF_8));
		}

	}

	private String count(PoolSession session) {
		return new String(session.call(new byte[0]), UTF_8);
	}

	private int killElementOf(PoolSession session) {
		int with = this.scope.with(session);
		this.scope.kill(with);
		return with;
	}

	@Test
	void signedStateGoesToTheNextElement() {
		this.scope.element(11, new Counter(11), SIGNED);
		this.scope.element(12, new Counter(12), SIGNED);
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		assertThat(count(session)).isEqualTo("1");
		assertThat(count(session)).isEqualTo("2");

		int next = 23 - killElementOf(session);

		assertThat(count(session)).isEqualTo("3");
		assertThat(this.resumed).containsExactly(next + ":2");
		assertThat(this.scope.events(CookieRejected.class)).isEmpty();
	}

	@Test
	@Conformance({ "ASAP-3.8-4", "THR-026" })
	@DisplayName("AT-32: a session whose cookie was changed starts without state")
	void changedCookieIsNotBelievedAndTheSessionStartsAnew() {
		UserCookie changed = new UserCookie((cookie) -> {
			byte[] octets = cookie.toByteArray();
			octets[44] ^= 1;
			return Octets.of(octets);
		});
		this.scope.element(11, new Counter(11), (server) -> server.cookies(changed));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		assertThat(count(session)).isEqualTo("1");
		this.scope.element(12, new Counter(12), SIGNED);

		killElementOf(session);

		assertThat(count(session)).isEqualTo("1");
		assertThat(this.resumed).isEmpty();
		assertThat(this.scope.events(CookieRejected.class)).singleElement()
			.satisfies((event) -> assertThat(event.why()).contains("signature"));
	}

	@Test
	@Conformance("THR-026")
	@DisplayName("AT-33: a cookie of another session is refused with the first data")
	void cookieOfAnotherSessionIsRefused() {
		SignedCookies signing = new SignedCookies(KEYS, SessionScope.CALC, Duration.ofHours(1), () -> 11,
				System::currentTimeMillis);
		UserCookie stolen = new UserCookie(
				(cookie) -> signing.seal(Octets.of("7".getBytes(UTF_8)), new SessionId(4711)));
		this.scope.element(11, new Counter(11), (server) -> server.cookies(stolen));
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		assertThat(count(session)).isEqualTo("1");
		this.scope.element(12, new Counter(12), SIGNED);

		killElementOf(session);
		session.send("more".getBytes(UTF_8));
		this.scope.until("the cookie is refused", () -> !this.scope.events(CookieRejected.class).isEmpty());

		assertThat(this.scope.events(CookieRejected.class)).first()
			.satisfies((event) -> assertThat(event.why()).contains("on the connection of session"));
	}

	@Test
	void emptyStateTakesTheSignedOneBack() {
		this.scope.element(11, new Counter(11) {

			@Override
			public void received(ServedSession session, ReceivedMessage message) {
				super.received(session, message);
				session.cookie(new byte[0]);
			}

		}, SIGNED);
		PoolSession session = this.scope.user.openSession(SessionScope.CALC);
		assertThat(count(session)).isEqualTo("1");
		this.scope.element(12, new Counter(12), SIGNED);

		killElementOf(session);

		assertThat(count(session)).isEqualTo("1");
		assertThat(this.resumed).isEmpty();
		assertThat(this.scope.events(CookieRejected.class)).isEmpty();
	}

	@Test
	void stateThatDoesNotFitIsAnErrorOfTheCaller() {
		List<ServedSession> sessions = new ArrayList<>();
		this.scope.element(11, (session, message) -> {
			sessions.add(session);
			message.reply(new byte[0]);
		}, (server) -> SIGNED.apply(server).maxCookieSize(100));
		this.scope.user.openSession(SessionScope.CALC).call(new byte[0]);

		assertThat(sessions.get(0).cookie(new byte[24])).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> sessions.get(0).cookie(new byte[25]))
			.withMessageContaining("allowed is up to 24");
		assertThatIllegalArgumentException().isThrownBy(() -> SessionServer.builder((session, message) -> {
		}).maxCookieSize(60_001)).withMessageContaining("60000");
	}

	/** What a user does to signed cookies that it was given. */
	private static final class UserCookie implements Cookies {

		private final SignedCookies signed = new SignedCookies(KEYS, SessionScope.CALC, Duration.ofHours(1), () -> 11,
				System::currentTimeMillis);

		private final UnaryOperator<Octets> change;

		UserCookie(UnaryOperator<Octets> change) {
			this.change = change;
		}

		@Override
		public Octets seal(Octets state, SessionId session) {
			return this.change.apply(this.signed.seal(state, session));
		}

		@Override
		public int overhead() {
			return SignedCookies.OVERHEAD;
		}

		@Override
		public io.rserpool.session.CookieCheck check(Octets cookie) {
			return this.signed.check(cookie);
		}

	}

}
