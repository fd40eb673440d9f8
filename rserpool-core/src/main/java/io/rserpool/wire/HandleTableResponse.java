package io.rserpool.wire;

import java.util.List;

/**
 * A part of the handlespace (RFC 5353 ENRP_HANDLE_TABLE_RESPONSE, type 0x03).
 *
 * <pre>
 *  octet 0      type 0x03
 *        1      flags: 0x01 R, rejected; 0x02 M, more to come
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..    for each pool: Pool Handle, then its Pool Elements
 * </pre>
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
