package io.rserpool.wire;

import java.util.List;

/**
 * The known servers (RFC 5353 ENRP_LIST_RESPONSE, type 0x06).
 *
 * <pre>
 *  octet 0      type 0x06
 *        1      flags: 0x01 R, rejected
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..    Server Information of each server
 * </pre>
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param rejected flag R
 * @param servers the servers; none when rejected
 */
public record ListResponse(ServerId sender, ServerId receiver, boolean rejected,
		List<ServerInformation> servers) implements EnrpMessage {

	public ListResponse {
		servers = List.copyOf(servers);
	}

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.LIST_RESPONSE;
	}

}
