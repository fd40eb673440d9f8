package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Turns one kind of parameter into its record and back. Stateless.
 *
 * @param <P> the record
 */
interface ParameterCodec<P> {

	/**
	 * Decodes the reader's current parameter and leaves the reader behind it.
	 * @return null if the message is refused
	 */
	@Nullable P decode(ParameterReader in);

	/**
	 * Appends the parameter with its padding.
	 * @return how many octets of padding it has
	 */
	int encode(P parameter, ByteBuf out);

}
