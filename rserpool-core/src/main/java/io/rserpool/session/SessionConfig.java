package io.rserpool.session;

import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * How a session behaves. Times are milliseconds.
 *
 * @param tuning the timers of its connections
 * @param connectTimeoutMillis wait for a connection, 100 to 60,000
 * @param failover who decides when the element is lost
 * @param retrieval what is kept for another element
 * @param limits how much is kept
 * @param giveUpMillis how long the session may be without any element until it ends
 * @param maxSendings how often a message is sent, each time to another element, until it
 * is given back as refused
 * @param headers whether session headers are offered; without them there are no long
 * messages, no duplicates recognised and no requests [T-18]
 * @param leaveOut the flags of the own INIT: 0x01 no TSN, 0x02 no stream, 0x04 no PPID
 */
public record SessionConfig(LinkTuning tuning, long connectTimeoutMillis, FailoverMode failover, Retrieval retrieval,
		SessionLimits limits, long giveUpMillis, int maxSendings, boolean headers, int leaveOut) {

	/** The flag of INIT that leaves out the PPID, and with it the control channel. */
	public static final int NO_PPID = 0x04;

	public SessionConfig {
		if (connectTimeoutMillis < 100 || connectTimeoutMillis > 60_000) {
			throw new IllegalArgumentException(
					"connect-timeout " + connectTimeoutMillis + " ms is out of range, allowed is 100 to 60000");
		}
		if (giveUpMillis < 0) {
			throw new IllegalArgumentException("give-up-after " + giveUpMillis + " ms is negative");
		}
		if (maxSendings < 1) {
			throw new IllegalArgumentException("max-sendings " + maxSendings + " is too small, allowed is 1 or more");
		}
		if ((leaveOut & NO_PPID) != 0) {
			throw new IllegalArgumentException(
					"Failover mode needs the control channel, which a session without PPIDs has not [T-8]");
		}
	}

	/** The defaults of the given timers' profile. */
	public static SessionConfig of(Timing timing) {
		return new SessionConfig(LinkTuning.of(timing), timing.millis(TimerName.SESSION_CONNECT_TIMEOUT),
				FailoverMode.AUTO, Retrieval.APPLICATION_ACK, SessionLimits.DEFAULT, 60_000, 10, true, 0);
	}

	public SessionConfig withTuning(LinkTuning tuning) {
		return new SessionConfig(tuning, this.connectTimeoutMillis, this.failover, this.retrieval, this.limits,
				this.giveUpMillis, this.maxSendings, this.headers, this.leaveOut);
	}

	public SessionConfig withConnectTimeoutMillis(long connectTimeoutMillis) {
		return new SessionConfig(this.tuning, connectTimeoutMillis, this.failover, this.retrieval, this.limits,
				this.giveUpMillis, this.maxSendings, this.headers, this.leaveOut);
	}

	public SessionConfig withFailover(FailoverMode failover) {
		return new SessionConfig(this.tuning, this.connectTimeoutMillis, failover, this.retrieval, this.limits,
				this.giveUpMillis, this.maxSendings, this.headers, this.leaveOut);
	}

	public SessionConfig withRetrieval(Retrieval retrieval) {
		return new SessionConfig(this.tuning, this.connectTimeoutMillis, this.failover, retrieval, this.limits,
				this.giveUpMillis, this.maxSendings, this.headers, this.leaveOut);
	}

	public SessionConfig withLimits(SessionLimits limits) {
		return new SessionConfig(this.tuning, this.connectTimeoutMillis, this.failover, this.retrieval, limits,
				this.giveUpMillis, this.maxSendings, this.headers, this.leaveOut);
	}

	public SessionConfig withGiveUpMillis(long giveUpMillis) {
		return new SessionConfig(this.tuning, this.connectTimeoutMillis, this.failover, this.retrieval, this.limits,
				giveUpMillis, this.maxSendings, this.headers, this.leaveOut);
	}

	public SessionConfig withMaxSendings(int maxSendings) {
		return new SessionConfig(this.tuning, this.connectTimeoutMillis, this.failover, this.retrieval, this.limits,
				this.giveUpMillis, maxSendings, this.headers, this.leaveOut);
	}

	/**
	 * Returns a copy with other words in the data.
	 * @param headers whether session headers are offered
	 * @param leaveOut the flags of the own INIT
	 */
	public SessionConfig withWords(boolean headers, int leaveOut) {
		return new SessionConfig(this.tuning, this.connectTimeoutMillis, this.failover, this.retrieval, this.limits,
				this.giveUpMillis, this.maxSendings, headers, leaveOut);
	}

	/** The flags of the own INIT. */
	int initFlags() {
		return this.leaveOut | (this.headers ? 0x08 : 0);
	}

}
