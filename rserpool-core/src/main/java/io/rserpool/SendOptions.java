package io.rserpool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.OutgoingMessage;
import io.rserpool.wire.OctetSlice;

/**
 * How one message is sent (RFC 5352 6.5.5). Immutable.
 */
public final class SendOptions {

	/** As the session does by default. */
	public static final SendOptions DEFAULT = new SendOptions(null, 0, 0, false, Duration.ZERO);

	private final @Nullable Boolean sendOver;

	private final int stream;

	private final int ppid;

	private final boolean unordered;

	private final Duration lifetime;

	private SendOptions(@Nullable Boolean sendOver, int stream, int ppid, boolean unordered, Duration lifetime) {
		this.sendOver = sendOver;
		this.stream = stream;
		this.ppid = ppid;
		this.unordered = unordered;
		this.lifetime = lifetime;
	}

	/**
	 * ASAP_SEND_FAILOVER: sent again to another element until an application acknowledges
	 * it. At least once.
	 */
	public SendOptions sendOver() {
		return new SendOptions(Boolean.TRUE, this.stream, this.ppid, this.unordered, this.lifetime);
	}

	/**
	 * ASAP_SEND_NO_FAILOVER: better lost than processed twice. If the element is lost
	 * before it acknowledged, the message is given back as uncertain.
	 */
	public SendOptions atMostOnce() {
		return new SendOptions(Boolean.FALSE, this.stream, this.ppid, this.unordered, this.lifetime);
	}

	/**
	 * Sends on a stream; order is kept within each.
	 * @param stream 0 to 65535
	 */
	public SendOptions stream(int stream) {
		return new SendOptions(this.sendOver, stream, this.ppid, this.unordered, this.lifetime);
	}

	/**
	 * Says what the message is.
	 * @param ppid any but 11 and 12
	 */
	public SendOptions ppid(int ppid) {
		return new SendOptions(this.sendOver, this.stream, ppid, this.unordered, this.lifetime);
	}

	/** ASAP_SCTP_UNORDER: may pass others, if the transport can. */
	public SendOptions unordered() {
		return new SendOptions(this.sendOver, this.stream, this.ppid, true, this.lifetime);
	}

	/**
	 * Gives the message back if it is still unsent after this time.
	 * @param lifetime zero = waits as long as it takes
	 */
	public SendOptions lifetime(Duration lifetime) {
		return new SendOptions(this.sendOver, this.stream, this.ppid, this.unordered, lifetime);
	}

	OutgoingMessage message(byte[] body, boolean sendOverByDefault) {
		return message(body, this.ppid, sendOverByDefault);
	}

	OutgoingMessage message(byte[] body, int kind, boolean sendOverByDefault) {
		Boolean wanted = this.sendOver;
		return new OutgoingMessage(this.stream, kind, this.unordered, (wanted != null) ? wanted : sendOverByDefault,
				this.lifetime.toMillis(), OctetSlice.of(body));
	}

}
