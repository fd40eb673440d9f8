package io.rserpool.wire;

import java.util.List;

/**
 * An ENRP server's announcement of its ASAP addresses (RFC 5352 ASAP_SERVER_ANNOUNCE,
 * type 0x0a).
 *
 * <pre>
 *  octet 0      type 0x0a
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..7   announced server's identifier
 *        8..    SCTP and TCP Transports, or nothing
 * </pre>
 *
 * @param server the announced server
 * @param transports SCTP and TCP transports; none = SCTP at the source address, port 3863
 */
public record ServerAnnounce(ServerId server, List<TransportParameter> transports) implements AsapMessage {

	public ServerAnnounce {
		transports = List.copyOf(transports);
	}

	@Override
	public AsapMessageType type() {
		return AsapMessageType.SERVER_ANNOUNCE;
	}

}
