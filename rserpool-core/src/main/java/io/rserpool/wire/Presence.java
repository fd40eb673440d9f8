package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * A server's sign of life (RFC 5353 ENRP_PRESENCE, type 0x01).
 *
 * <pre>
 *  octet 0      type 0x01
 *        1      flags: 0x01 R, reply required
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..    Table Digest, or nothing
 *         ..    PE Checksum, or nothing
 *         ..    Server Information, or nothing
 * </pre>
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param replyRequired flag R
 * @param checksum PE checksum of the sender's own elements, 0 to 0xffff, or
 * {@link #NO_CHECKSUM}
 * @param information the sender's address, or null
 * @param digest 16 octets over all attributes of the sender's own elements, or null
 */
public record Presence(ServerId sender, ServerId receiver, boolean replyRequired, int checksum,
		@Nullable ServerInformation information, @Nullable Octets digest) implements EnrpMessage {

	/** The checksum parameter is absent. */
	public static final int NO_CHECKSUM = -1;

	/** A presence as the RFC has it, without digest. */
	public Presence(ServerId sender, ServerId receiver, boolean replyRequired, int checksum,
			@Nullable ServerInformation information) {
		this(sender, receiver, replyRequired, checksum, information, null);
	}

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.PRESENCE;
	}

}
