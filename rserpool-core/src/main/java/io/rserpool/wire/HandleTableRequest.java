package io.rserpool.wire;

/**
 * A request for a part of the handlespace (RFC 5353 ENRP_HANDLE_TABLE_REQUEST, type
 * 0x02).
 *
 * <pre>
 *  octet 0      type 0x02
 *        1      flags: 0x01 W, own elements only
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 * </pre>
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param ownOnly flag W: only the receiver's own elements
 */
public record HandleTableRequest(ServerId sender, ServerId receiver, boolean ownOnly) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.HANDLE_TABLE_REQUEST;
	}

}
