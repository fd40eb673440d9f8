package io.rserpool;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * A session that a data sender keeps with one element. Hears for it when the session goes
 * elsewhere, and hands everything on to the application's listener.
 */
final class DataSession implements SessionListener {

	private final Key key;

	private final DefaultDataSender sender;

	private final @Nullable SessionListener listener;

	@Nullable PoolSession session;

	/** Whom a bound session is with, to be reported when it is lost. */
	@Nullable Selection selection;

	/** Messages without an outcome. */
	int outstanding;

	long lastUsedMillis;

	/** Whether no more messages are to be sent on it. */
	boolean retired;

	DataSession(Key key, DefaultDataSender sender, @Nullable SessionListener listener) {
		this.key = key;
		this.sender = sender;
		this.listener = listener;
	}

	Key key() {
		return this.key;
	}

	@Override
	public void received(PoolSession from, ReceivedMessage message) throws Exception {
		if (this.listener != null) {
			this.listener.received(from, message);
		}
		else {
			message.acknowledge();
		}
	}

	@Override
	public void stateChanged(PoolSession from, UserSessionState state) {
		boolean elsewhere = from.element().filter((with) -> !with.equals(this.key.element())).isPresent();
		if (state == UserSessionState.OPEN && elsewhere) {
			this.sender.moved(this);
		}
		if (this.listener != null) {
			this.listener.stateChanged(from, state);
		}
	}

	@Override
	public void failoverNeeded(PoolSession from, FailoverContext failover) {
		if (this.listener != null) {
			this.listener.failoverNeeded(from, failover);
		}
	}

	@Override
	public void failedOver(PoolSession from, FailoverContext failover) {
		if (this.listener != null) {
			this.listener.failedOver(from, failover);
		}
	}

	@Override
	public void ended(PoolSession from, @Nullable String failure) {
		this.sender.ended(this, failure);
		if (this.listener != null) {
			this.listener.ended(from, failure);
		}
	}

	/**
	 * What a session is for.
	 *
	 * @param bound whether it ends with its element
	 */
	record Key(PoolHandle handle, PoolElementId element, boolean bound) {
	}

}
