package io.rserpool.wire;

/**
 * Something was not understood (RFC 5352 ASAP_ERROR, type 0x0e). Never answered by an
 * error.
 *
 * @param error the causes
 */
public record AsapError(OperationError error) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.ERROR;
	}

}
