package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Opaque Transport parameter (RFC 5354 section 3.16).
 *
 * <pre>
 *  octet 0..3   0x0010, length
 *        4..    octets whose meaning is the application's
 * </pre>
 */
final class OpaqueTransportCodec implements TransportCodec<OpaqueTransport> {

	@Override
	public @Nullable OpaqueTransport decode(ParameterReader in, TransportRole role) {
		return new OpaqueTransport(Octets.adopt(in.bytesFrom(4)));
	}

	@Override
	public int encode(OpaqueTransport transport, ByteBuf out) {
		int at = ParameterWriter.begin(ParameterType.OPAQUE_TRANSPORT, out);
		out.writeBytes(transport.data().array());
		return ParameterWriter.end(at, out);
	}

}
