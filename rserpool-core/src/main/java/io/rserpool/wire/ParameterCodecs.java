package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of the parameters; those of transports are found by type.
 */
final class ParameterCodecs {

	static final SctpTransportCodec SCTP_TRANSPORT = new SctpTransportCodec();

	static final PoolHandleCodec HANDLE = new PoolHandleCodec();

	static final PoolElementIdCodec ELEMENT_ID = new PoolElementIdCodec();

	static final MemberSelectionPolicyCodec POLICY = new MemberSelectionPolicyCodec();

	static final AdditionalLegsCodec LEGS = new AdditionalLegsCodec();

	static final PoolElementCodec ELEMENT = new PoolElementCodec();

	static final ServerInformationCodec SERVER_INFORMATION = new ServerInformationCodec();

	static final OperationErrorCodec ERROR = new OperationErrorCodec();

	static final CookieParameterCodec COOKIE = new CookieParameterCodec();

	private static final @Nullable TransportCodec<?>[] TRANSPORTS = new TransportCodec<?>[0x11];

	static {
		register(ParameterType.DCCP_TRANSPORT, new DccpTransportCodec());
		register(ParameterType.SCTP_TRANSPORT, SCTP_TRANSPORT);
		register(ParameterType.TCP_TRANSPORT, new TcpTransportCodec());
		register(ParameterType.UDP_TRANSPORT, new UdpTransportCodec());
		register(ParameterType.UDP_LITE_TRANSPORT, new UdpLiteTransportCodec());
		register(ParameterType.OPAQUE_TRANSPORT, new OpaqueTransportCodec());
	}

	private ParameterCodecs() {
	}

	private static void register(ParameterType type, TransportCodec<?> codec) {
		TRANSPORTS[type.code()] = codec;
	}

	/**
	 * Returns the codec of the given parameter type, or null if that is no transport.
	 */
	static @Nullable TransportCodec<?> transport(int type) {
		return (type < TRANSPORTS.length) ? TRANSPORTS[type] : null;
	}

	@SuppressWarnings("unchecked") // the table holds each codec at the type of its record
	static int encodeTransport(TransportParameter transport, ByteBuf out) {
		TransportCodec<TransportParameter> codec = (TransportCodec<TransportParameter>) TRANSPORTS[transport.type()
			.code()];
		return codec.encode(transport, out);
	}

}
