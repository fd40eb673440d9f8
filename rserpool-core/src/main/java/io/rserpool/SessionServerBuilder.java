package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.session.CookieKeys;
import io.rserpool.session.Cookies;
import io.rserpool.session.SessionConfig;
import io.rserpool.session.SessionLimits;
import io.rserpool.session.SignedCookies;
import io.rserpool.transport.Network;
import io.rserpool.wire.PoolHandle;

/**
 * Makes a {@link SessionServer}. Not thread-safe.
 */
public final class SessionServerBuilder {

	/** The largest cookie that is sent, in octets: 4 KiB. */
	public static final int DEFAULT_MAX_COOKIE_SIZE = 4096;

	final SessionHandler handler;

	String name = "sessions";

	PoolHandle pool = PoolHandle.of("sessions");

	InetSocketAddress address = new InetSocketAddress(0);

	@Nullable InetAddress advertise;

	Timing timing = Timing.of(Profile.FAST);

	@Nullable SessionTimers timers;

	SessionLimits limits = SessionLimits.DEFAULT;

	boolean manualAcknowledgement;

	boolean deduplicate = true;

	Cookies cookies = Cookies.PLAIN;

	@Nullable CookieKeys cookieKeys;

	Duration cookieMaxAge = SignedCookies.DEFAULT_MAX_AGE;

	int maxCookieSize = DEFAULT_MAX_COOKIE_SIZE;

	CardDealer cards = CardDealer.BY_POLICY;

	int maxSessions = 10_000;

	@Nullable Executor executor;

	EventStream events = new EventStream();

	@Nullable Network network;

	@Nullable Long seed;

	SessionServerBuilder(SessionHandler handler) {
		this.handler = Objects.requireNonNull(handler);
	}

	/** The source of its events. Default: the element's pool. */
	public SessionServerBuilder name(String name) {
		this.name = Objects.requireNonNull(name);
		return this;
	}

	/** The pool that is served. An element says so by itself. */
	public SessionServerBuilder pool(PoolHandle pool) {
		this.pool = Objects.requireNonNull(pool);
		return this;
	}

	/** Where to listen; port 0 = any free one. Default: all addresses, any port. */
	public SessionServerBuilder address(InetSocketAddress address) {
		this.address = Objects.requireNonNull(address);
		return this;
	}

	/**
	 * The address that users are given. Default: the one it listens on, or for all
	 * addresses the first of this host that others can reach.
	 */
	public SessionServerBuilder advertise(InetAddress advertise) {
		this.advertise = Objects.requireNonNull(advertise);
		return this;
	}

	/** The profile's timers. Default: profile {@link Profile#FAST}. */
	public SessionServerBuilder timing(Timing timing) {
		this.timing = Objects.requireNonNull(timing);
		return this;
	}

	/** The timers of its connections. Default: those of the profile. */
	public SessionServerBuilder timers(SessionTimers timers) {
		this.timers = Objects.requireNonNull(timers);
		return this;
	}

	/**
	 * How much it sends without an acknowledgement. Default: 1,024 messages, 4 MiB.
	 * @param messages 1 or more
	 * @param octets 1 or more
	 */
	public SessionServerBuilder maxUnacknowledged(int messages, long octets) {
		this.limits = this.limits.withUnacked(messages, octets);
		return this;
	}

	/** The largest message either way. Default: 16 MiB. */
	public SessionServerBuilder maxMessageSize(int octets) {
		this.limits = this.limits.withMaxMessageOctets(octets);
		return this;
	}

	/**
	 * Whether messages are acknowledged by {@link ReceivedMessage#acknowledge()} only.
	 * Default: when the handler has returned, requests when they are answered.
	 */
	public SessionServerBuilder manualAcknowledgement(boolean manualAcknowledgement) {
		this.manualAcknowledgement = manualAcknowledgement;
		return this;
	}

	/**
	 * Whether messages that come again are recognised and not given to the handler again.
	 * That is one element's memory; another element knows nothing of it. Default: true.
	 */
	public SessionServerBuilder deduplicate(boolean deduplicate) {
		this.deduplicate = deduplicate;
		return this;
	}

	/**
	 * What is done to cookies. Default: they are neither signed nor checked.
	 */
	public SessionServerBuilder cookies(Cookies cookies) {
		this.cookies = Objects.requireNonNull(cookies);
		this.cookieKeys = null;
		return this;
	}

	/**
	 * Signs cookies and believes only those that an element of this pool has made, see
	 * {@link SignedCookies}: all of them have the same keys.
	 * @param keys the pool's secrets
	 * @param maxAge what is refused when it is older
	 */
	public SessionServerBuilder signedCookies(CookieKeys keys, Duration maxAge) {
		this.cookieKeys = Objects.requireNonNull(keys);
		this.cookieMaxAge = Objects.requireNonNull(maxAge);
		return this;
	}

	/**
	 * The largest cookie that is sent, with its signature. Default: 4096.
	 * @param octets 100 to 60000
	 */
	public SessionServerBuilder maxCookieSize(int octets) {
		if (octets < 100 || octets > Cookies.MAX_OCTETS) {
			throw new IllegalArgumentException("max-cookie-size " + octets + " is out of range, allowed is 100 to "
					+ Cookies.MAX_OCTETS + " octets");
		}
		this.maxCookieSize = octets;
		return this;
	}

	/** Whom users are to turn to (RFC 5352 3.9). Default: the policy's order. */
	public SessionServerBuilder cards(CardDealer cards) {
		this.cards = Objects.requireNonNull(cards);
		return this;
	}

	/** Most sessions at once; more are closed at once, so that users go elsewhere. */
	public SessionServerBuilder maxSessions(int maxSessions) {
		if (maxSessions < 1) {
			throw new IllegalArgumentException("max-sessions " + maxSessions + " is too small, allowed is 1 or more");
		}
		this.maxSessions = maxSessions;
		return this;
	}

	/**
	 * Where the handler runs. Default: threads of the library that may block. With
	 * {@code Runnable::run} it runs on the I/O thread and must not block.
	 */
	public SessionServerBuilder executor(Executor executor) {
		this.executor = Objects.requireNonNull(executor);
		return this;
	}

	/** The stream to publish to. Default: an own one. */
	public SessionServerBuilder events(EventStream events) {
		this.events = Objects.requireNonNull(events);
		return this;
	}

	/** What carries the messages. Default: TCP. */
	public SessionServerBuilder network(Network network) {
		this.network = Objects.requireNonNull(network);
		return this;
	}

	/** Makes all choices repeatable, for tests. */
	public SessionServerBuilder seed(long seed) {
		this.seed = seed;
		return this;
	}

	SessionConfig config() {
		SessionConfig config = SessionConfig.of(this.timing).withLimits(this.limits);
		SessionTimers own = this.timers;
		return (own != null) ? own.applyTo(config) : config;
	}

	/** Makes the server; it does not start. */
	public SessionServer build() {
		return new DefaultSessionServer(this);
	}

}
