package io.rserpool.wire;

/**
 * A request for a part of the handlespace (RFC 5353 ENRP_HANDLE_TABLE_REQUEST, type
 * 0x02).
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
