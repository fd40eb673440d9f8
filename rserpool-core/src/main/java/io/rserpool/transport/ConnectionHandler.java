package io.rserpool.transport;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.DialFailure;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * Hears of one connection, on its loop.
 */
public interface ConnectionHandler {

	/** A dialled connection is open. */
	void opened();

	/**
	 * A connection could not be opened; it is closed.
	 * @param why in words
	 */
	void dialFailed(DialFailure failure, String why);

	void received(WireMessage message);

	/**
	 * A message was damaged, wholly or in part; a usable rest comes by
	 * {@link #received(WireMessage)} right after. If the borders are lost the connection
	 * ends.
	 * @param reply what to answer, or null
	 */
	void malformed(WireFault fault, @Nullable WireMessage reply);

	/**
	 * The received messages of one turn have all been handed over: time to flush. Follows
	 * {@link #received(WireMessage)} and {@link #malformed} always, even when the
	 * connection was closed from within; only {@link #lost(String)} may come in its
	 * place.
	 */
	void readComplete();

	/**
	 * An open connection ended other than by {@link Connection#close()}.
	 * @param why in words
	 */
	void lost(String why);

	/**
	 * An open connection was closed by this side's transport because of what the other
	 * side does or does not do: silence, half a message, not reading.
	 * @param why in words
	 */
	default void dropped(String why) {
		lost(why);
	}

}
