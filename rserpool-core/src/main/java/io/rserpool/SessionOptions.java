package io.rserpool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Timing;
import io.rserpool.session.FailoverMode;
import io.rserpool.session.Retrieval;
import io.rserpool.session.SessionConfig;
import io.rserpool.session.SessionLimits;
import io.rserpool.wire.PoolElementId;

/**
 * How a session behaves: the menu of services. Immutable; begin with {@link #DEFAULT}.
 */
public final class SessionOptions {

	/**
	 * Fails over by itself, keeps messages until the application at the element has them,
	 * sends them again.
	 */
	public static final SessionOptions DEFAULT = new SessionOptions(new Values());

	private final Values values;

	private SessionOptions(Values values) {
		this.values = values;
	}

	private SessionOptions with(java.util.function.Consumer<Values> change) {
		Values copy = new Values(this.values);
		change.accept(copy);
		return new SessionOptions(copy);
	}

	/** Who decides when the element is lost. Default: the session itself. */
	public SessionOptions failover(FailoverMode failover) {
		return with((values) -> values.failover = Objects.requireNonNull(failover));
	}

	/** Asks this handler at each failover: mode {@link FailoverMode#CALLBACK}. */
	public SessionOptions failoverHandler(FailoverHandler handler) {
		return with((values) -> {
			values.failover = FailoverMode.CALLBACK;
			values.failoverHandler = Objects.requireNonNull(handler);
		});
	}

	/** What is kept for the next element. Default: what no application acknowledged. */
	public SessionOptions retrieval(Retrieval retrieval) {
		return with((values) -> values.retrieval = Objects.requireNonNull(retrieval));
	}

	/** Whether messages are sent again unless they say otherwise. Default: true. */
	public SessionOptions sendOver(boolean sendOver) {
		return with((values) -> values.sendOver = sendOver);
	}

	/**
	 * Whether received messages are acknowledged by hand. Default: when the listener
	 * returns.
	 */
	public SessionOptions manualAcknowledgement(boolean manualAcknowledgement) {
		return with((values) -> values.manualAcknowledgement = manualAcknowledgement);
	}

	/** The timers. Default: those of the endpoint's profile. */
	public SessionOptions timers(SessionTimers timers) {
		return with((values) -> values.timers = Objects.requireNonNull(timers));
	}

	/**
	 * How long the session may be without any element until it ends. Default: a minute.
	 */
	public SessionOptions giveUpAfter(Duration giveUpAfter) {
		return with((values) -> values.giveUpAfter = Objects.requireNonNull(giveUpAfter));
	}

	/** How often a message is sent until it is given back as refused. Default: 10. */
	public SessionOptions maxSendings(int maxSendings) {
		return with((values) -> values.maxSendings = maxSendings);
	}

	/**
	 * How much is sent without an acknowledgement. Default: 1,024 messages, 4 MiB.
	 * @param messages 1 or more
	 * @param octets 1 or more; a single larger message may go alone
	 */
	public SessionOptions maxUnacknowledged(int messages, long octets) {
		return with((values) -> values.limits = values.limits.withUnacked(messages, octets));
	}

	/** The largest message either way. Default: 16 MiB. */
	public SessionOptions maxMessageSize(int octets) {
		return with((values) -> values.limits = values.limits.withMaxMessageOctets(octets));
	}

	/**
	 * How much is kept in all, sent or not. Default: 16,384 messages, 64 MiB.
	 * @param messages 1 or more
	 * @param octets 1 or more; a single larger message is taken when there is no other
	 * @param whenFull what is answered to more
	 */
	public SessionOptions queue(int messages, long octets, WhenFull whenFull) {
		if (messages < 1 || octets < 1) {
			throw new IllegalArgumentException("A queue of " + messages + " messages and " + octets
					+ " octets is too small, allowed is 1 or more of each");
		}
		return with((values) -> {
			values.maxQueuedMessages = messages;
			values.maxQueuedOctets = octets;
			values.whenFull = Objects.requireNonNull(whenFull);
		});
	}

	/**
	 * Begins with this element, if it can be reached: a PE handle. Default: the policy's.
	 */
	public SessionOptions element(PoolElementId element) {
		return with((values) -> values.element = Objects.requireNonNull(element));
	}

	/** Who hears of the session. Default: nobody. */
	public SessionOptions listener(SessionListener listener) {
		return with((values) -> values.listener = Objects.requireNonNull(listener));
	}

	/**
	 * Where listener and handlers run. Default: threads of the library that may block.
	 */
	public SessionOptions executor(Executor executor) {
		return with((values) -> values.executor = Objects.requireNonNull(executor));
	}

	/**
	 * What this process is itself: each element gets its card (RFC 5352 3.9), so that it
	 * finds this side's next element when this one is lost.
	 */
	public SessionOptions ownElement(PoolElement ownElement) {
		return with((values) -> values.ownElement = Objects.requireNonNull(ownElement));
	}

	/**
	 * Leaves words out of the data, for peers that ask for it (tcp-mapping.md 3.1).
	 * @param headers whether session headers are offered. Default: true
	 * @param leaveOut 0x01 = no TSN, 0x02 = no stream. Default: 0
	 */
	public SessionOptions words(boolean headers, int leaveOut) {
		return with((values) -> {
			values.headers = headers;
			values.leaveOut = leaveOut;
		});
	}

	SessionConfig config(Timing timing) {
		SessionConfig config = SessionConfig.of(timing)
			.withFailover(this.values.failover)
			.withRetrieval(this.values.retrieval)
			.withLimits(this.values.limits)
			.withGiveUpMillis(this.values.giveUpAfter.toMillis())
			.withMaxSendings(this.values.maxSendings)
			.withWords(this.values.headers, this.values.leaveOut);
		if (this.values.failover == FailoverMode.CALLBACK && this.values.failoverHandler == null) {
			throw new IllegalArgumentException("Failover mode 'callback' needs a failover handler");
		}
		if (this.values.retrieval == Retrieval.TRANSPORT) {
			throw new IllegalArgumentException(
					"Retrieval 'transport' needs SCTP; over TCP choose 'application-ack' or 'none'");
		}
		SessionTimers timers = this.values.timers;
		return (timers != null) ? timers.applyTo(config) : config;
	}

	Values values() {
		return this.values;
	}

	/**
	 * The values, changed on copies only.
	 */
	static final class Values {

		FailoverMode failover = FailoverMode.AUTO;

		@Nullable FailoverHandler failoverHandler;

		Retrieval retrieval = Retrieval.APPLICATION_ACK;

		boolean sendOver = true;

		boolean manualAcknowledgement;

		@Nullable SessionTimers timers;

		Duration giveUpAfter = Duration.ofMinutes(1);

		int maxSendings = 10;

		SessionLimits limits = SessionLimits.DEFAULT;

		int maxQueuedMessages = 16_384;

		long maxQueuedOctets = 64 << 20;

		WhenFull whenFull = WhenFull.REJECT;

		@Nullable PoolElementId element;

		@Nullable SessionListener listener;

		@Nullable Executor executor;

		@Nullable PoolElement ownElement;

		boolean headers = true;

		int leaveOut;

		Values() {
		}

		Values(Values other) {
			this.failover = other.failover;
			this.failoverHandler = other.failoverHandler;
			this.retrieval = other.retrieval;
			this.sendOver = other.sendOver;
			this.manualAcknowledgement = other.manualAcknowledgement;
			this.timers = other.timers;
			this.giveUpAfter = other.giveUpAfter;
			this.maxSendings = other.maxSendings;
			this.limits = other.limits;
			this.maxQueuedMessages = other.maxQueuedMessages;
			this.maxQueuedOctets = other.maxQueuedOctets;
			this.whenFull = other.whenFull;
			this.element = other.element;
			this.listener = other.listener;
			this.executor = other.executor;
			this.ownElement = other.ownElement;
			this.headers = other.headers;
			this.leaveOut = other.leaveOut;
		}

	}

}
