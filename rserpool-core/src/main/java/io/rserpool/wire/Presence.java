package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * A server's sign of life (RFC 5353 ENRP_PRESENCE, type 0x01).
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param replyRequired flag R
 * @param checksum PE checksum of the sender's own elements, 0 to 0xffff, or
 * {@link #NO_CHECKSUM}
 * @param information the sender's address, or null
 */
public record Presence(ServerId sender, ServerId receiver, boolean replyRequired, int checksum,
		@Nullable ServerInformation information) implements EnrpMessage {

	/** The checksum parameter is absent. */
	public static final int NO_CHECKSUM = -1;

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.PRESENCE;
	}

}
