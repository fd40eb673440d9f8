package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * A question whether a pool element lives (RFC 5352 ASAP_ENDPOINT_KEEP_ALIVE, type 0x07).
 *
 * <pre>
 *  octet 0      type 0x07
 *        1      flags: 0x01 H, sender wants to be the home
 *        2..3   length, padding at the end not counted
 *        4..7   asking server's identifier
 *        8..    Pool Handle
 *         ..    PE Identifier (rsplib), or nothing
 * </pre>
 *
 * @param server the asking server
 * @param homeWanted flag H: the server wants to be the element's home
 * @param handle the pool
 * @param target the only element asked (rsplib adds it), or null = all of the pool
 */
public record EndpointKeepAlive(ServerId server, boolean homeWanted, PoolHandle handle,
		@Nullable PoolElementId target) implements AsapMessage {

	@Override
	public AsapMessageType type() {
		return AsapMessageType.ENDPOINT_KEEP_ALIVE;
	}

}
