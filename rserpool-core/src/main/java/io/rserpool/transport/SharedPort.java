package io.rserpool.transport;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Protocol;
import io.rserpool.session.LinkTuning;

/**
 * A port on which both a plain ASAP stream and the TCP mapping are spoken: which of them
 * it is on a connection is told by its first four octets [T-16]. Until they are there
 * nobody hears of the connection; one that never says anything, or stops before, counts
 * as a plain one.
 *
 * @param plain who takes the plain streams, and hears of the port itself and of what was
 * refused
 * @param mapping who takes the connections under the TCP mapping
 * @param lenient whether anything that is neither is left to the plain stream, which
 * answers unknown messages [P-2], instead of being closed
 */
public record SharedPort(Entrance plain, Entrance mapping, boolean lenient) {

	public SharedPort {
		check(plain, Protocol.ASAP);
		check(mapping, Protocol.SESSION);
	}

	/**
	 * The port of an ENRP server, whose clients may send their messages either way [T-1].
	 * Unknown messages are answered.
	 * @param plain for the messages, however they come
	 * @param loop the listener's
	 * @param tuning of the connections under the mapping
	 */
	public static SharedPort ofServer(Entrance plain, Loop loop, LinkTuning tuning) {
		return new SharedPort(plain, MappedConnection.entrance(plain, loop, tuning), true);
	}

	/**
	 * The port of a pool element for ENRP servers, which dial it with a plain stream, and
	 * for pool users [T-6]. Anything else is closed.
	 */
	public static SharedPort ofElement(Entrance plain, Entrance mapping) {
		return new SharedPort(plain, mapping, false);
	}

	private static void check(Entrance entrance, Protocol protocol) {
		if (entrance.protocol() != protocol) {
			throw new IllegalArgumentException("Protocol is " + entrance.protocol() + " instead of " + protocol);
		}
	}

	/** Whom a connection belongs to that begins so. */
	public Entrance entrance(FirstOctets first) {
		return (first == FirstOctets.MAPPING) ? this.mapping : this.plain;
	}

	/**
	 * Why a connection is closed that begins so.
	 * @return null if it is not
	 */
	public @Nullable String objection(FirstOctets first) {
		return switch (first) {
			case MAPPING, PLAIN -> null;
			case TLS -> "a TLS record on a port without TLS";
			case STRANGE -> this.lenient ? null : "neither a plain stream nor the TCP mapping";
		};
	}

}
