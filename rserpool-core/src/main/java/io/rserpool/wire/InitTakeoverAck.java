package io.rserpool.wire;

/**
 * Consent to a takeover (RFC 5353 ENRP_INIT_TAKEOVER_ACK, type 0x08).
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param target the silent server
 */
public record InitTakeoverAck(ServerId sender, ServerId receiver, ServerId target) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.INIT_TAKEOVER_ACK;
	}

}
