package io.rserpool.wire;

/**
 * Something was not understood (RFC 5353 ENRP_ERROR, type 0x0a). Never answered by an
 * error.
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
