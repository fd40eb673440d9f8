package io.rserpool.wire;

/**
 * An offer to take the place of a silent server (RFC 5353 ENRP_INIT_TAKEOVER, type 0x07).
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param target the silent server
 */
public record InitTakeover(ServerId sender, ServerId receiver, ServerId target) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.INIT_TAKEOVER;
	}

}
