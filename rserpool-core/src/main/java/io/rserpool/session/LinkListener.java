package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.OctetSlice;

/**
 * Hears of one connection of a session, on the machine's thread.
 */
interface LinkListener {

	/** The other side has greeted: data may be sent. */
	void opened(long now);

	/**
	 * A piece of user data, to be acknowledged by {@link SessionLink#delivered}.
	 * @param number its number on this connection
	 * @param data session header included
	 */
	void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now);

	/** A message on the control channel; acknowledged when this returns. */
	void controlReceived(AsapMessage message, long now);

	/**
	 * The other side's application has everything up to a number.
	 * @param number as returned by {@link SessionLink#sendData}
	 */
	void acknowledged(long number, long now);

	/**
	 * The connection is useless: lost, silent, or against the rules.
	 * @param error the rule that the other side broke, or null
	 * @param why in words
	 */
	void failed(@Nullable String error, String why, long now);

	/** An orderly end: nothing that was sent is unacknowledged. */
	void closed(long now);

}
