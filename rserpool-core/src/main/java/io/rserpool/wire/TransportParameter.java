package io.rserpool.wire;

/**
 * Where and how something is reached (RFC 5354 sections 3.3 to 3.7 and 3.16).
 */
public sealed interface TransportParameter
		permits SctpTransport, TcpTransport, UdpTransport, UdpLiteTransport, DccpTransport, OpaqueTransport {

	/** The parameter type, which is also the transport type of a pool. */
	ParameterType type();

	/**
	 * Whether control (ASAP) shares the transport with data.
	 */
	default TransportUse use() {
		return TransportUse.DATA_ONLY;
	}

}
