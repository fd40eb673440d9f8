package io.rserpool.sim;

import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * What travels from one end of a connection to the other.
 */
final class Packet extends Event {

	final Kind kind;

	final End from;

	final @Nullable WireMessage message;

	private final Network network;

	Packet(Network network, Kind kind, End from, @Nullable WireMessage message) {
		this.network = network;
		this.kind = kind;
		this.from = from;
		this.message = message;
	}

	@Override
	void happen() {
		this.network.arrived(this);
	}

	/**
	 * What a packet says.
	 */
	enum Kind {

		/** The dialled host takes the connection. */
		ACCEPTED,

		/** One message. */
		DATA,

		/** The sender has closed the connection; all its data came before. */
		FIN,

		/** The sender knows no such connection. */
		RST

	}

}
