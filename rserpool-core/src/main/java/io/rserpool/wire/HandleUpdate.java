package io.rserpool.wire;

/**
 * A change of one element, announced by its home (RFC 5353 ENRP_HANDLE_UPDATE, type
 * 0x04).
 *
 * <pre>
 *  octet 0      type 0x04
 *        1      flags: 0x01 T, takeover suggested (N-5)
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..13  action: 0 add, 1 delete
 *       14..15  reserved, sent 0, ignored on receipt
 *       16..    Pool Handle
 *         ..    Pool Element
 * </pre>
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
