package io.rserpool.wire;

/**
 * An offer to take the place of a silent server (RFC 5353 ENRP_INIT_TAKEOVER, type 0x07).
 *
 * <pre>
 *  octet 0      type 0x07
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..15  silent server's identifier, never 0
 * </pre>
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
