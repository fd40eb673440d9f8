package io.rserpool;

import java.net.InetSocketAddress;
import java.util.Optional;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;

/**
 * A datagram that came to a port of a pool user (RFC 5352 section 6.6, Data.Received).
 * The sender is known by its pool and element identifier if a cached element is reached
 * by UDP where the datagram came from; else by its address only. Nothing proves that the
 * address is true.
 */
public final class ReceivedDatagram {

	private final byte[] bytes;

	private final InetSocketAddress sender;

	private final @Nullable PoolHandle handle;

	private final @Nullable PoolElementId element;

	ReceivedDatagram(byte[] bytes, InetSocketAddress sender, @Nullable PoolHandle handle,
			@Nullable PoolElementId element) {
		this.bytes = bytes;
		this.sender = sender;
		this.handle = handle;
		this.element = element;
	}

	/** The content; not a copy. */
	public byte[] bytes() {
		return this.bytes;
	}

	/** Where it came from. */
	public InetSocketAddress sender() {
		return this.sender;
	}

	/** The sender's pool, if the cache knows the address. */
	public Optional<PoolHandle> handle() {
		return Optional.ofNullable(this.handle);
	}

	/** The sender's identifier in its pool, if the cache knows the address. */
	public Optional<PoolElementId> element() {
		return Optional.ofNullable(this.element);
	}

	@Override
	public String toString() {
		return this.bytes.length + " octets from "
				+ ((this.element != null) ? this.handle + "/" + this.element + " at " : "") + this.sender;
	}

}
