package io.rserpool.wire;

/**
 * A request for the known servers (RFC 5353 ENRP_LIST_REQUEST, type 0x05).
 *
 * <pre>
 *  octet 0      type 0x05
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 * </pre>
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 */
public record ListRequest(ServerId sender, ServerId receiver) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.LIST_REQUEST;
	}

}
