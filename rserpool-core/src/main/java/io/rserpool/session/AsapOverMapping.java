package io.rserpool.session;

import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Effects;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * An accepted connection to an ENRP server whose ASAP messages come and go in DATA chunks
 * of the TCP mapping [T-1]. There is no application behind it: user data ends it.
 * Confined to one thread.
 */
public final class AsapOverMapping {

	private final Listener listener;

	private final TcpMappingLink link;

	/**
	 * Makes one that is not open yet.
	 * @param limits what is put up with in ASAP messages
	 * @param random for the spread of heartbeats
	 * @param effects gets chunks, timers, and the end; not asked for anything else
	 */
	public AsapOverMapping(ConnectionId connection, LinkTuning tuning, WireLimits limits, RandomGenerator random,
			Effects<SessionTimer> effects, Listener listener) {
		this.listener = listener;
		this.link = new TcpMappingLink(connection, 0, tuning, new LinkContext(limits, random, effects), new Control());
	}

	/** Greets the other side. */
	public void open(long now) {
		this.link.open(now);
	}

	/**
	 * Sends a message; nothing happens if the other side has not greeted or the
	 * connection has ended.
	 * @throws IllegalArgumentException if the message has no valid form
	 */
	public void send(AsapMessage message, long now) {
		if (this.link.isOpen() && this.link.hasControl()) {
			this.link.sendControl(message, now);
		}
	}

	public void received(WireMessage chunk, long now) {
		this.link.received(chunk, now);
	}

	public void malformed(WireFault fault, long now) {
		this.link.malformed(fault, now);
	}

	public void timerExpired(LinkTimer timer, long now) {
		this.link.timerExpired(timer, now);
	}

	/** The connection has ended, whoever did it: timers end, too. */
	public void ended() {
		this.link.forget();
	}

	/**
	 * Hears of the messages, on the same thread.
	 */
	public interface Listener {

		void received(AsapMessage message);

		/**
		 * A message was damaged, wholly or in part; what has to be answered was answered.
		 */
		void malformed(WireFault fault);

		/**
		 * The connection was broken off because of what the other side did or did not.
		 */
		void dropped(@Nullable WireFault fault, String why);

	}

	private final class Control implements LinkListener {

		@Override
		public void opened(long now) {
			if (!AsapOverMapping.this.link.hasControl()) {
				drop("there is no control channel without PPID", now);
			}
		}

		@Override
		public void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now) {
			drop("user data for a server", now);
		}

		private void drop(String why, long now) {
			AsapOverMapping.this.link.abort(why, now);
			AsapOverMapping.this.listener.dropped(new WireFault(WireFault.Kind.DISCARDED, why), why);
		}

		@Override
		public void controlReceived(AsapMessage message, long now) {
			AsapOverMapping.this.listener.received(message);
		}

		@Override
		public void controlDamaged(WireFault fault, long now) {
			AsapOverMapping.this.listener.malformed(fault);
		}

		@Override
		public void acknowledged(long number, long now) {
		}

		@Override
		public void failed(@Nullable String error, String why, long now) {
			WireFault fault = (error != null) ? new WireFault(WireFault.Kind.FRAMING, why) : null;
			AsapOverMapping.this.listener.dropped(fault, why);
		}

		@Override
		public void closed(long now) {
		}

	}

}
