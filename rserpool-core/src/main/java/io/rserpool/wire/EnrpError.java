package io.rserpool.wire;

/**
 * Something was not understood (RFC 5353 ENRP_ERROR, type 0x0a). Never answered by an
 * error.
 *
 * <pre>
 *  octet 0      type 0x0a
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..    Operation Error
 * </pre>
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param error the causes
 */
public record EnrpError(ServerId sender, ServerId receiver, OperationError error) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.ERROR;
	}

}
