package io.rserpool.wire;

import java.util.List;

/**
 * A part of the handlespace (RFC 5353 ENRP_HANDLE_TABLE_RESPONSE, type 0x03).
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param rejected flag R
 * @param more flag M: further parts are to be asked for
 * @param entries pools with elements; none when rejected
 */
public record HandleTableResponse(ServerId sender, ServerId receiver, boolean rejected, boolean more,
		List<PoolEntry> entries) implements EnrpMessage {

	public HandleTableResponse {
		entries = List.copyOf(entries);
	}

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.HANDLE_TABLE_RESPONSE;
	}

}
