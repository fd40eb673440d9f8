package io.rserpool.dashboard.view;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.FailoverSteps;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.CookieRejected;
import io.rserpool.event.RserpoolEvent.SessionAccepted;
import io.rserpool.event.RserpoolEvent.SessionEnded;
import io.rserpool.event.RserpoolEvent.SessionFailedOver;
import io.rserpool.event.RserpoolEvent.SessionInterrupted;
import io.rserpool.event.RserpoolEvent.SessionLegChanged;
import io.rserpool.event.RserpoolEvent.SessionOpened;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * What there is to say of sessions' events beyond element and pool.
 */
final class SessionWords {

	/** Enough of a session's id to tell it from others on a page. */
	private static final int SHOWN_DIGITS = 8;

	private final Words words;

	private final BiFunction<PoolHandle, PoolElementId, String> elementNames;

	SessionWords(Words words, BiFunction<PoolHandle, PoolElementId, String> elementNames) {
		this.words = words;
		this.elementNames = elementNames;
	}

	/** The facts from {2} on; none for other events. */
	Object[] facts(RserpoolEvent event) {
		if (event instanceof SessionOpened e) {
			return new Object[] { shown(e.session()), e.address() };
		}
		if (event instanceof SessionInterrupted e) {
			return new Object[] { shown(e.session()), e.why() };
		}
		if (event instanceof SessionFailedOver e) {
			return new Object[] { shown(e.session()), name(e.handle(), e.from()), millis(e.steps().total()),
					steps(e.steps()), e.cookieOctets(), e.resent(), e.lost() };
		}
		if (event instanceof SessionLegChanged e) {
			return new Object[] { shown(e.session()), e.leg(), millis(e.steps().total()) };
		}
		if (event instanceof SessionEnded e) {
			return new Object[] { shown(e.session()), e.why(), e.lost() };
		}
		if (event instanceof SessionAccepted e) {
			return new Object[] { e.remote(), e.resumed() ? 1 : 0 };
		}
		if (event instanceof CookieRejected e) {
			return new Object[] { e.remote(), e.why() };
		}
		return new Object[0];
	}

	private String steps(FailoverSteps steps) {
		return this.words.say("session.steps", millis(steps.select()), millis(steps.connect()), millis(steps.greet()),
				millis(steps.callback()));
	}

	private String millis(long millis) {
		return this.words.count(millis);
	}

	private String name(PoolHandle handle, @Nullable PoolElementId element) {
		return (element != null) ? this.elementNames.apply(handle, element) : "";
	}

	private static String shown(String session) {
		return session.substring(0, Math.min(SHOWN_DIGITS, session.length()));
	}

}
