package io.rserpool.wire;

/**
 * A request for the known servers (RFC 5353 ENRP_LIST_REQUEST, type 0x05).
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
