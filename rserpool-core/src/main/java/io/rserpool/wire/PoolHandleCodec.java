package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Pool Handle parameter (RFC 5354 section 3.9).
 *
 * <pre>
 *  octet 0..3   0x0009, length
 *        4..    1 to 1024 octets of handle [P-6]
 * </pre>
 */
final class PoolHandleCodec implements ParameterCodec<PoolHandle> {

	@Override
	public @Nullable PoolHandle decode(ParameterReader in) {
		int octets = in.valueLength();
		if (octets == 0 || octets > in.limits().maxHandleOctets()) {
			return in.invalid("pool handle without octets or with too many");
		}
		return PoolHandle.adopt(in.bytesFrom(4));
	}

	@Override
	public int encode(PoolHandle handle, ByteBuf out) {
		byte[] octets = handle.array();
		int length = 4 + octets.length;
		out.writeInt(ParameterWriter.header(ParameterType.POOL_HANDLE, length));
		out.writeBytes(octets);
		int padding = -length & 3;
		ParameterWriter.pad(padding, out);
		return padding;
	}

}
