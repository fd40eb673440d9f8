package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Pool handle and PE identifier of a malformed request, as far as they can be read: they
 * decide whether it is answered by a response of its own or by an ASAP_ERROR [P-14]. Only
 * needed after damage was found, so that well-formed messages pay nothing for it.
 */
final class RequestKey {

	private final @Nullable PoolHandle handle;

	private final @Nullable PoolElementId id;

	private final @Nullable PoolElementId elementId;

	private RequestKey(@Nullable PoolHandle handle, @Nullable PoolElementId id, @Nullable PoolElementId elementId) {
		this.handle = handle;
		this.id = id;
		this.elementId = elementId;
	}

	/** The first valid pool handle, or null. */
	@Nullable PoolHandle handle() {
		return this.handle;
	}

	/** The first valid PE Identifier parameter, or null. */
	@Nullable PoolElementId id() {
		return this.id;
	}

	/** The identifier in the first Pool Element whose first octets are there, or null. */
	@Nullable PoolElementId elementId() {
		return this.elementId;
	}

	static RequestKey find(ByteBuf frame, int from, int to, WireLimits limits) {
		PoolHandle handle = null;
		PoolElementId id = null;
		PoolElementId elementId = null;
		int at = from;
		while (to - at >= ParameterReader.HEADER) {
			int header = frame.getInt(at);
			int length = header & 0xffff;
			int type = header >>> 16;
			if (length < ParameterReader.HEADER) {
				break;
			}
			boolean whole = length <= to - at;
			if (type == ParameterType.POOL_HANDLE.code() && handle == null && whole) {
				handle = handle(frame, at, length, limits);
			}
			else if (type == ParameterType.POOL_ELEMENT_IDENTIFIER.code() && id == null && whole && length == 8) {
				id = new PoolElementId(frame.getInt(at + 4));
			}
			else if (type == ParameterType.POOL_ELEMENT.code() && elementId == null && Math.min(length, to - at) >= 8) {
				elementId = new PoolElementId(frame.getInt(at + 4));
			}
			at += MessageHeader.padded(length);
		}
		return new RequestKey(handle, id, elementId);
	}

	private static @Nullable PoolHandle handle(ByteBuf frame, int at, int length, WireLimits limits) {
		int octets = length - ParameterReader.HEADER;
		if (octets == 0 || octets > limits.maxHandleOctets()) {
			return null;
		}
		byte[] bytes = new byte[octets];
		frame.getBytes(at + ParameterReader.HEADER, bytes);
		return PoolHandle.adopt(bytes);
	}

}
