package io.rserpool.asap;

import io.rserpool.machine.TimerName;

/**
 * The timers of one element (RFC 5352 section 7.1): what starts and what ends them.
 */
final class ElementTimers {

	private final AsapContext context;

	private final AsapTimer t2;

	private final AsapTimer t3;

	private final AsapTimer t4;

	private final AsapTimer policyUpdate;

	private final AsapTimer retry;

	ElementTimers(AsapContext context, ElementKey key) {
		this.context = context;
		this.t2 = new AsapTimer.Registration(key);
		this.t3 = new AsapTimer.Deregistration(key);
		this.t4 = new AsapTimer.Reregistration(key);
		this.policyUpdate = new AsapTimer.PolicyUpdate(key);
		this.retry = new AsapTimer.Retry(key);
	}

	/** A registration waits for its answer, or for a server. */
	void startT2(long millis) {
		start(this.t2, millis);
	}

	/** A deregistration waits for its answer, or for a server. */
	void startT3(long millis) {
		start(this.t3, millis);
	}

	/** The element is registered until it must be registered again. */
	void startT4(long millis) {
		start(this.t4, millis);
	}

	/** New policy values wait until a server may be told. */
	void startPolicyUpdate(long millis) {
		start(this.policyUpdate, millis);
	}

	/** The element failed and tries again after RETRAN-MAX, [A-32]. */
	void startRetry() {
		start(this.retry, millis(TimerName.RETRAN_MAX));
	}

	void cancelT2() {
		cancel(this.t2);
	}

	void cancelT3() {
		cancel(this.t3);
	}

	void cancelT4() {
		cancel(this.t4);
	}

	void cancelPolicyUpdate() {
		cancel(this.policyUpdate);
	}

	void cancelRetry() {
		cancel(this.retry);
	}

	void cancelAll() {
		cancelT2();
		cancelT3();
		cancelT4();
		cancelPolicyUpdate();
		cancelRetry();
	}

	private void start(AsapTimer timer, long millis) {
		this.context.effects().setTimer(timer, millis);
	}

	private void cancel(AsapTimer timer) {
		this.context.effects().cancelTimer(timer);
	}

	private long millis(TimerName name) {
		return this.context.config().millis(name);
	}

}
