package io.rserpool.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.rserpool.SessionTimers;
import io.rserpool.machine.Timing;
import io.rserpool.session.Retrieval;
import io.rserpool.session.SessionLimits;

/**
 * Checks what the configuration says of sessions. Each failure names the property.
 */
final class SessionSettings {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private SessionSettings() {
	}

	/** Checks the values that both sides have. */
	static void check(String prefix, SessionProperties session) {
		range(prefix + ".init-timeout", session.getInitTimeout(), SHORTEST, MINUTE, "100ms to 60s");
		orZero(prefix + ".heartbeat-interval", session.getHeartbeatInterval(), SHORTEST, Duration.ofMinutes(5),
				"100ms to 300s, or 0 for none");
		range(prefix + ".heartbeat-timeout", session.getHeartbeatTimeout(), SHORTEST, MINUTE, "100ms to 60s");
		Integer missed = session.getHeartbeatMaxMissed();
		if (missed != null && (missed < 1 || missed > 10)) {
			throw new InvalidRserpoolPropertyException(prefix + ".heartbeat-max-missed", missed.toString(),
					"it is out of range", "a number of 1 to 10");
		}
		orZero(prefix + ".ack-timeout", session.getAckTimeout(), Duration.ofSeconds(1), Duration.ofHours(1),
				"1s to 1h, or 0 for ever");
		positive(prefix + ".max-unacknowledged-messages", session.getMaxUnacknowledgedMessages());
		positive(prefix + ".max-unacknowledged-size", session.getMaxUnacknowledgedSize(), Long.MAX_VALUE);
		positive(prefix + ".max-message-size", session.getMaxMessageSize(), Integer.MAX_VALUE);
	}

	/** Checks the values of a pool user. */
	static void check(String prefix, UserSessionProperties session) {
		check(prefix, (SessionProperties) session);
		range(prefix + ".connect-timeout", session.getConnectTimeout(), SHORTEST, MINUTE, "100ms to 60s");
		Duration giveUpAfter = session.getGiveUpAfter();
		if (giveUpAfter != null && giveUpAfter.isNegative()) {
			throw new InvalidRserpoolPropertyException(prefix + ".give-up-after", giveUpAfter.toString(),
					"it is negative", "0 or a positive duration");
		}
		positive(prefix + ".max-sendings", session.getMaxSendings());
		positive(prefix + ".queue-messages", session.getQueueMessages());
		positive(prefix + ".queue-size", session.getQueueSize(), Long.MAX_VALUE);
		if (session.getRetrieval() == Retrieval.TRANSPORT) {
			throw new InvalidRserpoolPropertyException(prefix + ".retrieval", "transport",
					"it needs SCTP, and sessions go over TCP", "'application-ack' or 'none'");
		}
	}

	private static void range(String property, @Nullable Duration value, Duration least, Duration most, String words) {
		if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
			throw new InvalidRserpoolPropertyException(property, value.toString(), "it is out of range",
					"a duration of " + words);
		}
	}

	private static void orZero(String property, @Nullable Duration value, Duration least, Duration most, String words) {
		if (value != null && !value.isZero()) {
			range(property, value, least, most, words);
		}
	}

	private static void positive(String property, @Nullable Integer value) {
		if (value != null && value < 1) {
			throw new InvalidRserpoolPropertyException(property, value.toString(), "it is too small",
					"a number of 1 or more");
		}
	}

	private static void positive(String property, @Nullable DataSize value, long most) {
		if (value != null && (value.toBytes() < 1 || value.toBytes() > most)) {
			throw new InvalidRserpoolPropertyException(property, value.toString(), "it is out of range",
					"a size of 1B or more" + ((most < Long.MAX_VALUE) ? ", up to " + most + "B" : ""));
		}
	}

	/**
	 * Returns the timers, those of the profile where nothing is said.
	 * @param session what counts
	 * @param otherwise what counts where the first says nothing
	 */
	static SessionTimers timers(Timing timing, SessionProperties session, SessionProperties otherwise) {
		SessionTimers profile = SessionTimers.of(timing);
		return new SessionTimers(profile.connectTimeout(),
				first(session.getInitTimeout(), otherwise.getInitTimeout(), profile.initTimeout()),
				first(session.getHeartbeatInterval(), otherwise.getHeartbeatInterval(), profile.heartbeatInterval()),
				first(session.getHeartbeatTimeout(), otherwise.getHeartbeatTimeout(), profile.heartbeatTimeout()),
				first(session.getHeartbeatMaxMissed(), otherwise.getHeartbeatMaxMissed(), profile.heartbeatMaxMissed()),
				first(session.getAckTimeout(), otherwise.getAckTimeout(), profile.ackTimeout()));
	}

	static int unacknowledgedMessages(SessionProperties session, SessionProperties otherwise) {
		return first(session.getMaxUnacknowledgedMessages(), otherwise.getMaxUnacknowledgedMessages(),
				SessionLimits.DEFAULT.maxUnackedMessages());
	}

	static long unacknowledgedOctets(SessionProperties session, SessionProperties otherwise) {
		return first(session.getMaxUnacknowledgedSize(), otherwise.getMaxUnacknowledgedSize(),
				DataSize.ofBytes(SessionLimits.DEFAULT.maxUnackedOctets()))
			.toBytes();
	}

	static int messageOctets(SessionProperties session, SessionProperties otherwise) {
		return (int) first(session.getMaxMessageSize(), otherwise.getMaxMessageSize(),
				DataSize.ofBytes(SessionLimits.DEFAULT.maxMessageOctets()))
			.toBytes();
	}

	/** The first of three values that is there. */
	static <T> T first(@Nullable T value, @Nullable T otherwise, T last) {
		if (value != null) {
			return value;
		}
		return (otherwise != null) ? otherwise : last;
	}

}
