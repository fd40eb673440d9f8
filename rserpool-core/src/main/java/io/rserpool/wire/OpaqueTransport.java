package io.rserpool.wire;

/**
 * A transport whose meaning is private to the application (RFC 5354 section 3.16).
 *
 * <pre>
 *  octet 0..3   0x0010, length
 *        4..    octets whose meaning is the application's
 * </pre>
 *
 * @param data the opaque octets, possibly none
 */
public record OpaqueTransport(Octets data) implements TransportParameter {

	@Override
	public ParameterType type() {
		return ParameterType.OPAQUE_TRANSPORT;
	}

}
