package io.rserpool.enrp;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;

/**
 * Elements whose connection is lost without a deregistration [T-5]: suspended at once.
 * Then those with an ASAP listener are dialled: refused means dead, an acknowledged
 * keep-alive means alive. Those without have a grace to come back by themselves.
 */
final class LostConnections {

	/**
	 * First wait between dials in vain; doubles. Short, because a process that is being
	 * killed often takes one more call before its listener is closed.
	 */
	private static final long FIRST_PAUSE_MILLIS = 10;

	/** Parts of the keep-alive timeout that such a wait may take. */
	private static final int DIALS_PER_TIMEOUT = 4;

	private final EnrpContext context;

	private final Subscriptions subscriptions;

	private final Dials dials;

	private final Removals removals;

	private final long timeout;

	private final long grace;

	LostConnections(EnrpContext context, Subscriptions subscriptions, Dials dials, Removals removals) {
		this.context = context;
		this.subscriptions = subscriptions;
		this.dials = dials;
		this.removals = removals;
		this.timeout = context.millis(TimerName.KEEP_ALIVE_TIMEOUT);
		this.grace = context.millis(TimerName.PE_RECONNECT_GRACE);
	}

	/**
	 * Whether an element's connection is lost and nothing was heard of it since, so that
	 * its identifier may be registered by a process that looks different [P-13].
	 */
	static boolean isSilent(PoolElementEntry entry, ElementWatch watch) {
		return watch.connection == null || entry.has(ElementFlag.SUSPENDED);
	}

	/** A connection is gone; it is no longer among the open ones. */
	void connectionLost(AsapConnection connection, String why, long now) {
		List<PoolElementEntry> elements = List.copyOf(connection.elements);
		connection.elements.clear();
		for (PoolElementEntry entry : elements) {
			suspend(entry, why, now);
		}
	}

	private void suspend(PoolElementEntry entry, String why, long now) {
		PoolHandle handle = entry.pool().handle();
		ElementWatch watch = ElementWatch.of(entry);
		boolean again = entry.has(ElementFlag.SUSPENDED);
		boolean listens = listener(entry, 0) != null;
		watch.connection = null;
		watch.state = listens ? ElementWatch.State.DIALLING : ElementWatch.State.GRACE;
		if (again) {
			// Its listener took the call and hung up: try again, but not at once.
			pause(entry, watch, now);
			return;
		}
		watch.pauses = 0;
		watch.giveUpAt = now + (listens ? this.timeout : this.grace);
		this.context.count(Counter.SUSPENDED);
		this.context.handlespace().setFlag(entry, ElementFlag.SUSPENDED, true);
		watch.cause = this.context.effects()
			.publish(new RserpoolEvent.ElementSuspended(handle, entry.id(), why), watch.cause);
		this.subscriptions.changed(handle);
		deadline(entry, watch.giveUpAt);
		if (listens) {
			dialFirst(entry, watch);
		}
	}

	private void dialFirst(PoolElementEntry entry, ElementWatch watch) {
		watch.dialIndex = 0;
		watch.unanswered = false;
		dialNext(entry, watch);
	}

	private boolean dialNext(PoolElementEntry entry, ElementWatch watch) {
		Endpoint listener = listener(entry, watch.dialIndex);
		if (listener == null) {
			return false;
		}
		watch.dialIndex++;
		this.dials.dial(entry, listener);
		return true;
	}

	/** Whether an element can be dialled [T-6]. */
	static boolean isListening(PoolElementEntry entry) {
		return listener(entry, 0) != null;
	}

	/** An element that was taken over is to be told so: its listener is dialled. */
	void lookFor(PoolElementEntry entry, ElementWatch watch, long now) {
		watch.state = ElementWatch.State.DIALLING;
		watch.pauses = 0;
		watch.giveUpAt = now + this.timeout;
		deadline(entry, watch.giveUpAt);
		dialFirst(entry, watch);
	}

	static @Nullable Endpoint listener(PoolElementEntry entry, int index) {
		SctpTransport asap = entry.parameter().asapTransport();
		if (asap == null || asap.port() == 0) {
			return null;
		}
		List<IpAddress> addresses = asap.addresses();
		return (index < addresses.size()) ? new Endpoint(addresses.get(index), asap.port()) : null;
	}

	/** No connection to a listener. */
	void dialFailed(List<PoolElementEntry> waiting, DialFailure failure, long now) {
		for (PoolElementEntry entry : waiting) {
			ElementWatch watch = ElementWatch.of(entry);
			if (watch.state != ElementWatch.State.DIALLING) {
				continue;
			}
			watch.unanswered |= failure != DialFailure.REFUSED;
			if (dialNext(entry, watch)) {
				continue;
			}
			if (watch.unanswered) {
				pause(entry, watch, now);
			}
			else {
				// Nobody listens at any address: the process is gone.
				this.removals.dead(entry, RemovalReason.UNREACHABLE);
			}
		}
	}

	private void pause(PoolElementEntry entry, ElementWatch watch, long now) {
		long most = Math.max(1, this.timeout / DIALS_PER_TIMEOUT);
		long pause = Math.min(FIRST_PAUSE_MILLIS << Math.min(watch.pauses, 10), most);
		watch.pauses++;
		deadline(entry, Math.min(now + pause, watch.giveUpAt));
	}

	/** The deadline of a lost element has come. */
	void due(PoolElementEntry entry, ElementWatch watch, long now) {
		if (now >= watch.giveUpAt) {
			if (now - watch.giveUpAt > this.timeout) {
				// This server itself slept: what the element did meanwhile is still
				// unread.
				watch.giveUpAt = now + this.timeout;
				deadline(entry, watch.giveUpAt);
				return;
			}
			this.removals.dead(entry, (watch.state == ElementWatch.State.GRACE) ? RemovalReason.NOT_RECONNECTED
					: RemovalReason.UNREACHABLE);
			return;
		}
		deadline(entry, watch.giveUpAt);
		if (watch.state == ElementWatch.State.DIALLING && !this.dials.isDialling(entry)) {
			dialFirst(entry, watch);
		}
	}

	/** The element acknowledged a keep-alive or registered again. */
	void cameBack(PoolElementEntry entry) {
		this.dials.forget(entry);
		this.context.handlespace().setFlag(entry, ElementFlag.UNREACHABLE, false);
		this.context.handlespace().setFlag(entry, ElementFlag.UNVERIFIED, false);
		if (entry.has(ElementFlag.SUSPENDED)) {
			ElementWatch watch = ElementWatch.of(entry);
			PoolHandle handle = entry.pool().handle();
			this.context.handlespace().setFlag(entry, ElementFlag.SUSPENDED, false);
			this.context.count(Counter.RESUMED);
			this.context.effects().publish(new RserpoolEvent.ElementResumed(handle, entry.id()), watch.cause);
			watch.cause = 0;
			this.subscriptions.changed(handle);
		}
	}

	private void deadline(PoolElementEntry entry, long at) {
		this.context.handlespace().timers().keepAliveAt(entry, at);
	}

}
