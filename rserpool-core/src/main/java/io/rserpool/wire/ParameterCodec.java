package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * Turns one kind of parameter into its record and back. Stateless.
 *
 * @param <P> the record
 */
interface ParameterCodec<P> {

	/**
	 * Decodes the reader's current parameter and leaves the reader behind it.
	 * @throws WireException if it is malformed
	 */
	P decode(ParameterReader in);

	/**
	 * Appends the parameter with its padding.
	 * @return how many octets of padding it has
	 */
	int encode(P parameter, ByteBuf out);

}
