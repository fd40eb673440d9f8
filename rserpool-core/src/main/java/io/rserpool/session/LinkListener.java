package io.rserpool.session;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireFault;

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
	 * @param error the rule of the mapping that the other side broke, as a short name for
	 * counters, or null
	 * @param why in words
	 */
	void failed(@Nullable String error, String why, long now);

	/** A chunk of a reserved type was skipped [T-7]. */
	default void skipped(int type, long now) {
	}

	/**
	 * A message on the control channel was damaged, wholly or in part. Whatever has to be
	 * answered was answered; a usable rest follows by {@link #controlReceived}.
	 */
	default void controlDamaged(WireFault fault, long now) {
	}

	/** An orderly end: nothing that was sent is unacknowledged. */
	void closed(long now);

}
