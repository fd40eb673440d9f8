package io.rserpool.session;

import java.util.OptionalLong;

import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * One connection of a session under a transport mapping (asap.md 11.2): control and data
 * side by side, each piece of data numbered from 0 and acknowledged when the application
 * has it. Confined to the machine's thread. It calls its {@link LinkListener} from within
 * inputs only, and after {@link LinkListener#failed} or {@link LinkListener#closed} no
 * more.
 */
interface SessionLink {

	/** The connection is up: greets the other side. */
	void open(long now);

	/** Whether the other side has greeted and neither side has closed. */
	boolean isOpen();

	/** Whether both sides understand session headers [T-18]. */
	boolean hasHeaders();

	/**
	 * Whether there is a control channel: control is told from data by the PPID only
	 * [T-8].
	 */
	boolean hasControl();

	/** Most octets of user data, session header included, in one piece. */
	int maxData();

	/**
	 * Sends a message on the control channel, which no limit holds up.
	 * @throws IllegalStateException if the link is not open or has no control channel
	 * @throws IllegalArgumentException if the message has no valid form
	 */
	void sendControl(AsapMessage message, long now);

	/**
	 * Sends a piece of user data.
	 * @param stream 0 to 65535
	 * @param ppid anything but 11 and 12
	 * @param head octets before the body, such as a session header; may be empty. What is
	 * before them in their array is room for the link's own words
	 * @return its number on this connection: 0, 1, 2, ... over all data and control
	 * @throws IllegalStateException if the link is not open
	 * @throws IllegalArgumentException if a value is out of range
	 */
	long sendData(int stream, int ppid, boolean unordered, OctetSlice head, OctetSlice body, long now);

	/**
	 * Acknowledges a received piece that the application has. Acknowledgements leave in
	 * the order of the numbers: an early one waits [T-11]. Harmless for a number that was
	 * acknowledged or is unknown.
	 */
	void delivered(long number, long now);

	void received(WireMessage message, long now);

	/** A chunk was damaged: a protocol error. */
	void malformed(WireFault fault, long now);

	void timerExpired(LinkTimer timer, long now);

	/**
	 * The connection ended, by the other side or by an error: in order, if each side has
	 * acknowledged all that the other one sent.
	 * @param why in words
	 */
	void lost(String why, long now);

	/**
	 * Closes when all that was sent is acknowledged, or after ten seconds;
	 * {@link LinkListener#closed} or {@link LinkListener#failed} follows, perhaps before
	 * this returns. No more data can be sent; what comes meanwhile is still handed over.
	 */
	void close(long now);

	/**
	 * Closes at once, by a reset. The listener hears nothing of it.
	 * @param why for the log, in words
	 */
	void abort(String why, long now);

	/** Takes other timers, for what is under way, too. */
	void tune(LinkTuning tuning, long now);

	/** The last measured round trip in milliseconds. */
	OptionalLong roundTripMillis();

	/**
	 * Path MTU of the transport in octets.
	 * @throws UnsupportedOperationException if the transport does not tell
	 */
	int pathMtu();

}
