package io.rserpool.wire;

/**
 * Something was not understood (RFC 5352 ASAP_ERROR, type 0x0e). Never answered by an
 * error.
 *
 * <pre>
 *  octet 0      type 0x0e
 *        1      flags, sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..    Operation Error
 * </pre>
 *
 * @param error the causes
 */
public record AsapError(OperationError error) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.ERROR;
	}

}
