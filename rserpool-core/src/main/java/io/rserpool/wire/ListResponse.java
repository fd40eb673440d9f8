package io.rserpool.wire;

import java.util.List;

/**
 * The known servers (RFC 5353 ENRP_LIST_RESPONSE, type 0x06).
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
