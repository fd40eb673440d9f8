package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The PE Identifier parameter (RFC 5354 section 3.14).
 *
 * <pre>
 *  octet 0..3   0x000e, length 8
 *        4..7   identifier
 * </pre>
 */
final class PoolElementIdCodec implements ParameterCodec<PoolElementId> {

	private static final int HEADER = ParameterWriter.header(ParameterType.POOL_ELEMENT_IDENTIFIER, 8);

	@Override
	public @Nullable PoolElementId decode(ParameterReader in) {
		if (!in.hasLength(8)) {
			return null;
		}
		return new PoolElementId(in.getInt(4));
	}

	@Override
	public int encode(PoolElementId id, ByteBuf out) {
		out.writeInt(HEADER);
		out.writeInt(id.value());
		return 0;
	}

}
