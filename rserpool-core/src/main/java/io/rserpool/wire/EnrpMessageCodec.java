package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Turns one type of ENRP message into its record and back. Stateless.
 *
 * @param <M> the record
 */
interface EnrpMessageCodec<M extends EnrpMessage> {

	/**
	 * Decodes what follows the two server identifiers. The order of the parameters that
	 * belong to the message is fixed; known ones that do not are left out [P-14].
	 * @return null only if the message is refused
	 */
	@Nullable M decode(ServerId sender, ServerId receiver, int flags, ParameterReader in);

	/** The flags of the header. */
	default int flags(M message) {
		return 0;
	}

	/**
	 * Appends what follows the two server identifiers.
	 * @return how many octets of padding the last parameter has
	 */
	default int encode(M message, ByteBuf out) {
		return 0;
	}

}
