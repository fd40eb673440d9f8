package io.rserpool.asap;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;

/**
 * Answers keep-alives for the elements of this endpoint (RFC 5352 section 3.4), and
 * notices when those of the home server stop [T-4].
 */
final class KeepAliveResponder {

	/** Answers of one element in a second; more are dropped [SR-15]. */
	static final int MAX_ANSWERS_PER_SECOND = 20;

	/** How many of the longest gaps seen make a silence [T-4]. */
	private static final int SILENCE_GAPS = 3;

	private final AsapContext context;

	private final HomeConnection home;

	private final ElementRegistrations elements;

	private long lastAt = -1;

	private long longestGap;

	KeepAliveResponder(AsapContext context, HomeConnection home, ElementRegistrations elements) {
		this.context = context;
		this.home = home;
		this.elements = elements;
	}

	void received(ConnectionId from, EndpointKeepAlive keepAlive, long now) {
		boolean known = false;
		for (ElementRegistration element : this.elements.of(keepAlive.handle())) {
			boolean meant = keepAlive.target() == null || element.id().equals(keepAlive.target());
			if (meant && element.isMaybeRegistered()) {
				known = true;
				acknowledge(from, element, now);
			}
		}
		// KA1: discarded in silence if the pool is none of ours
		if (!known) {
			return;
		}
		if (keepAlive.homeWanted()) {
			this.home.offered(from, keepAlive.server(), keepAlive.handle(), now);
		}
		else {
			this.home.probed(from, keepAlive.server(), keepAlive.handle(), now);
		}
		if (this.home.isHome(from)) {
			noteGap(now);
		}
	}

	private void acknowledge(ConnectionId from, ElementRegistration element, long now) {
		if (element.keepAliveLimit().allows(now)) {
			this.context.effects().send(from, new EndpointKeepAliveAck(element.handle(), element.id()));
		}
		else if (element.keepAliveLimit().isFirstDenial()) {
			this.context.effects()
				.publish(new RserpoolEvent.LimitReached("keep-alives", this.home.nameOf(from), "dropped"));
		}
	}

	private void noteGap(long now) {
		if (this.lastAt >= 0) {
			this.longestGap = Math.max(this.longestGap, now - this.lastAt);
		}
		this.lastAt = now;
		if (this.longestGap > 0) {
			awaitNext();
		}
	}

	private void awaitNext() {
		this.context.effects()
			.setTimer(new AsapTimer.KeepAliveSilence(), Math.max(SILENCE_GAPS * this.longestGap, leastSilence()));
	}

	/**
	 * The keep-alives have stopped. A server that grants a registration and then falls
	 * silent at once would else not be noticed a second time.
	 */
	void silent() {
		awaitNext();
	}

	/** Keep-alives for several elements may come close together, which is no rhythm. */
	private long leastSilence() {
		return this.context.config().millis(TimerName.KEEP_ALIVE_INTERVAL)
				+ this.context.config().millis(TimerName.KEEP_ALIVE_TIMEOUT);
	}

	/** Another home server has its own rhythm. */
	void forgetRhythm() {
		this.lastAt = -1;
		this.longestGap = 0;
		this.context.effects().cancelTimer(new AsapTimer.KeepAliveSilence());
	}

}
