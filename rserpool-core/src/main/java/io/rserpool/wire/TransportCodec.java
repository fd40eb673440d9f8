package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Turns one kind of transport into its record and back. Stateless.
 *
 * @param <T> the record
 */
interface TransportCodec<T extends TransportParameter> {

	/**
	 * Decodes the reader's current parameter and leaves the reader behind it.
	 * @param role what the transport is for, which decides how strictly it is checked
	 * @return null if the message is refused
	 */
	@Nullable T decode(ParameterReader in, TransportRole role);

	/**
	 * Appends the parameter with its padding.
	 * @return how many octets of padding it has
	 */
	int encode(T transport, ByteBuf out);

}
