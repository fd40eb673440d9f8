package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Turns one type of ASAP message into its record and back. Stateless.
 *
 * @param <M> the record
 */
interface AsapMessageCodec<M extends AsapMessage> {

	/**
	 * Decodes what follows the header. Known parameters may come in any order [P-14].
	 * @return null only if the message is refused
	 */
	@Nullable M decode(int flags, ParameterReader in);

	/** The flags of the header. */
	default int flags(M message) {
		return 0;
	}

	/**
	 * Appends what follows the header, in the order of the RFC's figures.
	 * @return how many octets of padding the last parameter has
	 */
	int encode(M message, ByteBuf out);

}
