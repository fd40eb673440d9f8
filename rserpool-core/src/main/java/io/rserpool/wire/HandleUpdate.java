package io.rserpool.wire;

/**
 * A change of one element, announced by its home (RFC 5353 ENRP_HANDLE_UPDATE, type
 * 0x04).
 *
 * @param sender the sending server
 * @param receiver the receiving server, {@link ServerId#NONE} = any
 * @param takeoverSuggested flag T of the takeover draft (N-5)
 * @param action add or delete
 * @param handle the pool
 * @param element the complete element
 */
public record HandleUpdate(ServerId sender, ServerId receiver, boolean takeoverSuggested, UpdateAction action,
		PoolHandle handle, PoolElementParameter element) implements EnrpMessage {

	@Override
	public EnrpMessageType type() {
		return EnrpMessageType.HANDLE_UPDATE;
	}

}
