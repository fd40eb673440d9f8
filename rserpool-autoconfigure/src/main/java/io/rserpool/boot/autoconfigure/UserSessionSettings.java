package io.rserpool.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.rserpool.FailoverHandler;
import io.rserpool.SessionOptions;
import io.rserpool.SessionTimers;
import io.rserpool.WhenFull;
import io.rserpool.machine.Timing;
import io.rserpool.session.FailoverMode;
import io.rserpool.session.Retrieval;
import io.rserpool.wire.PoolHandle;

/**
 * How the sessions of one pool user behave, pool by pool. All values are checked when it
 * is made.
 */
final class UserSessionSettings {

	private static final int QUEUE_MESSAGES = 16_384;

	private static final DataSize QUEUE_SIZE = DataSize.ofMegabytes(64);

	private static final UserSessionProperties NOTHING = new UserSessionProperties();

	private final Timing timing;

	private final UserSessionProperties all;

	private final Map<PoolHandle, UserSessionProperties> pools = new LinkedHashMap<>();

	private final FailoverHandlers handlers;

	private final @Nullable Executor executor;

	/**
	 * Reads the properties of a user.
	 * @param prefix the name of its properties
	 * @param executor where listeners and handlers run, or null for the core's threads
	 */
	UserSessionSettings(String prefix, RserpoolProperties.User user, Timing timing, FailoverHandlers handlers,
			@Nullable Executor executor) {
		this.timing = timing;
		this.all = user.getSession();
		this.handlers = handlers;
		this.executor = executor;
		check(prefix + ".session", this.all);
		user.getPools().forEach((text, pool) -> {
			String name = prefix + ".pools." + text;
			this.pools.put(RserpoolSettings.handle(name, text), pool.getSession());
			check(name + ".session", pool.getSession());
		});
	}

	private void check(String prefix, UserSessionProperties session) {
		SessionSettings.check(prefix, session);
		if (session.getFailover() == FailoverMode.CALLBACK && !this.handlers.areThere()) {
			throw new InvalidRserpoolPropertyException(prefix + ".failover", "callback",
					"there is no FailoverHandler bean to call back", "'auto' or 'manual', or declare one");
		}
	}

	/** The options of sessions with a pool. */
	SessionOptions options(PoolHandle handle) {
		UserSessionProperties pool = this.pools.getOrDefault(handle, NOTHING);
		SessionOptions options = SessionOptions.DEFAULT.timers(timers(pool))
			.maxUnacknowledged(SessionSettings.unacknowledgedMessages(pool, this.all),
					SessionSettings.unacknowledgedOctets(pool, this.all))
			.maxMessageSize(SessionSettings.messageOctets(pool, this.all))
			.manualAcknowledgement(
					SessionSettings.first(pool.getManualAcknowledgement(), this.all.getManualAcknowledgement(), false))
			.retrieval(SessionSettings.first(pool.getRetrieval(), this.all.getRetrieval(), Retrieval.APPLICATION_ACK))
			.sendOver(SessionSettings.first(pool.getSendOver(), this.all.getSendOver(), true))
			.queue(SessionSettings.first(pool.getQueueMessages(), this.all.getQueueMessages(), QUEUE_MESSAGES),
					SessionSettings.first(pool.getQueueSize(), this.all.getQueueSize(), QUEUE_SIZE).toBytes(),
					SessionSettings.first(pool.getWhenFull(), this.all.getWhenFull(), WhenFull.REJECT));
		options = withLimits(options, pool);
		return withFailover((this.executor != null) ? options.executor(this.executor) : options, pool, handle);
	}

	private SessionTimers timers(UserSessionProperties pool) {
		SessionTimers timers = SessionSettings.timers(this.timing, pool, this.all);
		return timers.withConnectTimeout(
				SessionSettings.first(pool.getConnectTimeout(), this.all.getConnectTimeout(), timers.connectTimeout()));
	}

	private SessionOptions withLimits(SessionOptions options, UserSessionProperties pool) {
		SessionOptions limited = options;
		if (pool.getGiveUpAfter() != null) {
			limited = limited.giveUpAfter(pool.getGiveUpAfter());
		}
		else if (this.all.getGiveUpAfter() != null) {
			limited = limited.giveUpAfter(this.all.getGiveUpAfter());
		}
		if (pool.getMaxSendings() != null) {
			limited = limited.maxSendings(pool.getMaxSendings());
		}
		else if (this.all.getMaxSendings() != null) {
			limited = limited.maxSendings(this.all.getMaxSendings());
		}
		return limited;
	}

	private SessionOptions withFailover(SessionOptions options, UserSessionProperties pool, PoolHandle handle) {
		FailoverMode wanted = (pool.getFailover() != null) ? pool.getFailover() : this.all.getFailover();
		if (wanted != null && wanted != FailoverMode.CALLBACK) {
			return options.failover(wanted);
		}
		FailoverHandler handler = this.handlers.find(handle);
		if (handler == null && wanted != null) {
			throw new IllegalStateException("Failover mode 'callback' of pool '" + handle
					+ "' needs a FailoverHandler bean: the only one, a primary one, or one with the pool as qualifier");
		}
		return (handler != null) ? options.failoverHandler(handler) : options;
	}

}
