package io.rserpool.wire;

/**
 * Word that a takeover is done (RFC 5353 ENRP_TAKEOVER_SERVER, type 0x09).
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param target the silent server
 */
public record TakeoverServer(ServerId sender, ServerId receiver, ServerId target) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.TAKEOVER_SERVER;
	}

}
