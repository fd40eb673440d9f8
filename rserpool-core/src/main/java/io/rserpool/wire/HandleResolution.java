package io.rserpool.wire;

/**
 * A question for the elements of a pool (RFC 5352 ASAP_HANDLE_RESOLUTION, type 0x05).
 *
 * <pre>
 *  octet 0      type 0x05
 *        1      flags: 0x01 S, updates wanted
 *        2..3   length, padding at the end not counted
 *        4..    Pool Handle
 *         ..    Handle Resolution option, or nothing
 * </pre>
 *
 * @param handle the pool
 * @param updatesWanted flag S: later changes are wanted, too
 * @param items the Handle Resolution option 0x803f: elements wanted, 0 = server's
 * default, 0xffffffff = all; {@link #NO_OPTION} = option absent
 */
public record HandleResolution(PoolHandle handle, boolean updatesWanted, long items) implements AsapMessage {

	/** The option is absent. */
	public static final long NO_OPTION = -1;

	/** As many elements as possible. */
	public static final long ALL = 0xffffffffL;

	@Override
	public AsapMessageType type() {
		return AsapMessageType.HANDLE_RESOLUTION;
	}

}
