package io.rserpool;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.session.CookieCheck;
import io.rserpool.session.Cookies;
import io.rserpool.session.SessionId;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolElementId;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Cookies: an element's state, kept by the user (RFC 5352 3.8, asap.md 9; requirement
 * B10).
 */
class CookieTests {

	private static final SessionOptions WITH_11 = SessionOptions.DEFAULT.element(new PoolElementId(11));

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private ElementLog element(int number) {
		ElementLog log = new ElementLog(number, this.seen);
		this.scope.element(number, log);
		return log;
	}

	private void cookie(ElementLog element, String state) {
		this.scope.get(element.sessions.get(0).cookie(SessionScope.octets(state)));
		this.scope.advance(20);
	}

	@Test
	@DisplayName("RFC 5352 3.8: the newest cookie counts, and it is echoed first")
	@Conformance({ "ASAP-3.8-1", "ASAP-3.8-2", "ASAP-3.8-3" })
	void newestCookieIsEchoedFirst() {
		ElementLog first = element(11);
		element(12);
		PoolSession session = this.scope.open(WITH_11);
		cookie(first, "old");
		this.scope.get(session.send(SessionScope.octets("m")));
		cookie(first, "new");

		this.scope.kill(11);
		this.scope.untilWith(12, session);
		this.scope.get(session.send(SessionScope.octets("n")));

		assertThat(this.scope.tap(12).received()).containsExactly("INIT", "COOKIE_ECHO new", "DATA n");
		assertThat(this.seen).containsExactly("11:m", "12 resumes new", "12:n");
		assertThat(this.scope.events(RserpoolEvent.SessionAccepted.class))
			.extracting(RserpoolEvent.SessionAccepted::resumed)
			.containsExactly(false, true);
	}

	@Test
	@DisplayName("RFC 5352 3.8: a cookie is echoed byte by byte as it came")
	@Conformance("ASAP-3.8-2")
	void cookieIsEchoedUnchanged() {
		byte[] all = new byte[60_000];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) (i * 31 >> 3);
		}
		ElementLog first = new ElementLog(11, this.seen);
		this.scope.element(11, first, (server) -> server.maxCookieSize(60_000));
		List<byte[]> echoed = new ArrayList<>();
		this.scope.element(12, new SessionHandler() {
			@Override
			public void resumed(ServedSession session, byte[] cookie) {
				echoed.add(cookie);
			}

			@Override
			public void received(ServedSession session, ReceivedMessage message) {
			}
		});
		PoolSession session = this.scope.open(WITH_11);
		this.scope.get(first.sessions.get(0).cookie(all));
		this.scope.advance(20);

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(echoed).hasSize(1).first().isEqualTo(all);
	}

	@Test
	@DisplayName("asap.md 9: a cookie may be sent before any data, and is kept over several failovers")
	void cookieOutlivesSeveralElements() {
		ElementLog first = element(11);
		element(12);
		element(13);
		PoolSession session = this.scope.open(WITH_11);
		cookie(first, "state");

		this.scope.kill(11);
		this.scope.until("it has moved", () -> this.seen.size() == 1);
		int second = this.scope.with(session);
		this.scope.kill(second);
		this.scope.until("it has moved again", () -> this.seen.size() == 2);

		assertThat(this.seen).containsExactly(second + " resumes state", (25 - second) + " resumes state");
	}

	@Test
	@DisplayName("asap.md 9: an empty cookie takes the state back")
	void emptyCookieForgets() {
		ElementLog first = element(11);
		element(12);
		PoolSession session = this.scope.open(WITH_11);
		cookie(first, "state");
		cookie(first, "");
		assertThat(this.scope.get(session.snapshot()).cookieOctets()).isZero();

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(this.scope.tap(12).received()).containsExactly("INIT");
		assertThat(this.seen).isEmpty();
	}

	@Test
	@DisplayName("asap.md 9: a new session begins without a cookie, whatever others were left with")
	void newSessionHasNoCookie() {
		ElementLog first = element(11);
		element(12);
		this.scope.open(WITH_11);
		cookie(first, "state");

		PoolSession other = this.scope.open(SessionOptions.DEFAULT.element(new PoolElementId(12)));
		this.scope.get(other.send(SessionScope.octets("m")));

		assertThat(this.scope.tap(12).received()).containsExactly("INIT", "DATA m");
	}

	@Test
	@DisplayName("asap.md 9: a session that goes back to the same element brings its cookie, too")
	void cookieComesBackToTheSameElement() {
		ElementLog first = element(11);
		PoolSession session = this.scope.open(WITH_11);
		cookie(first, "state");

		this.scope.network.cut(this.scope.userHost, this.scope.elementHosts.get(11));
		this.scope.until("it is back", () -> !this.seen.isEmpty());

		assertThat(this.seen).containsExactly("11 resumes state");
		assertThat(this.scope.with(session)).isEqualTo(11);
	}

	@Test
	@DisplayName("SR-28: a cookie above 60,000 octets is an error to the element's application")
	void tooLongCookieIsRefused() {
		ElementLog first = element(11);
		this.scope.open(WITH_11);

		assertThatThrownBy(() -> first.sessions.get(0).cookie(new byte[60_001]))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("60001");
	}

	@Test
	@DisplayName("asap.md 9: a refused cookie is as none: the session goes on without state, and the refusal is told")
	void refusedCookieRestartsClean() {
		ElementLog first = element(11);
		ElementLog second = new ElementLog(12, this.seen);
		this.scope.element(12, second, (server) -> server.cookies(new Cookies() {
			@Override
			public Octets seal(Octets state, SessionId session) {
				return state;
			}

			@Override
			public int overhead() {
				return 0;
			}

			@Override
			public CookieCheck check(Octets cookie) {
				return new CookieCheck(Octets.EMPTY, SessionId.NONE, "the signature is wrong");
			}
		}));
		PoolSession session = this.scope.open(WITH_11);
		cookie(first, "forged");

		this.scope.kill(11);
		this.scope.untilWith(12, session);
		this.scope.get(session.send(SessionScope.octets("m")));

		assertThat(this.seen).containsExactly("12:m");
		assertThat(this.scope.events(RserpoolEvent.CookieRejected.class)).hasSize(1)
			.first()
			.extracting(RserpoolEvent.CookieRejected::why)
			.isEqualTo("the signature is wrong");
	}

	@Test
	@DisplayName("asap.md 11.4: the new element's application has the cookie before any message")
	void cookieComesBeforeMessages() {
		ElementLog first = new ElementLog(11, this.seen);
		this.scope.element(11, first, (server) -> server.manualAcknowledgement(true));
		List<@Nullable Object> states = new ArrayList<>();
		this.scope.element(12, new SessionHandler() {
			@Override
			public void resumed(ServedSession session, byte[] cookie) {
				session.state(new String(cookie, UTF_8));
			}

			@Override
			public void received(ServedSession session, ReceivedMessage message) {
				states.add(session.state());
			}
		});
		PoolSession session = this.scope.open(WITH_11);
		session.send(SessionScope.octets("a"));
		session.send(SessionScope.octets("b"));
		this.scope.advance(20);
		cookie(first, "state");

		this.scope.kill(11);
		this.scope.untilWith(12, session);

		assertThat(states).containsExactly("state", "state");
	}

}
