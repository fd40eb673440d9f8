package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * Makes a {@link PoolElement}. Not thread-safe.
 */
public final class PoolElementBuilder {

	final PoolHandle handle;

	MemberSelectionPolicy policy = MemberSelectionPolicy.ROUND_ROBIN;

	List<TransportParameter> additionalLegs = List.of();

	@Nullable TransportParameter transport;

	@Nullable PoolElementId id;

	@Nullable Duration life;

	@Nullable AsapEndpoint endpoint;

	List<InetSocketAddress> enrpServers = List.of();

	PoolElementBuilder(PoolHandle handle) {
		this.handle = Objects.requireNonNull(handle);
	}

	/** What users connect to. Required. */
	public PoolElementBuilder transport(TransportParameter transport) {
		this.transport = Objects.requireNonNull(transport);
		return this;
	}

	/** Further transports of the same element. */
	public PoolElementBuilder additionalLegs(List<TransportParameter> additionalLegs) {
		this.additionalLegs = List.copyOf(additionalLegs);
		return this;
	}

	/** The pool's policy with this element's values. Default: round robin. */
	public PoolElementBuilder policy(MemberSelectionPolicy policy) {
		this.policy = Objects.requireNonNull(policy);
		return this;
	}

	/**
	 * A fixed id: never replaced, so it must be the only one of its kind in the pool, on
	 * all servers. Default: 32 random bits, and others if a server knows them already.
	 */
	public PoolElementBuilder id(PoolElementId id) {
		this.id = Objects.requireNonNull(id);
		return this;
	}

	/** Registration life. Default: that of the profile. */
	public PoolElementBuilder life(Duration life) {
		this.life = Objects.requireNonNull(life);
		return this;
	}

	/** The endpoint to share. Default: an own one, closed with the element. */
	public PoolElementBuilder endpoint(AsapEndpoint endpoint) {
		this.endpoint = Objects.requireNonNull(endpoint);
		return this;
	}

	/** ASAP addresses of ENRP servers, for an own endpoint. */
	public PoolElementBuilder enrpServers(InetSocketAddress... enrpServers) {
		this.enrpServers = List.of(enrpServers);
		return this;
	}

	/**
	 * Makes the element; it does not register.
	 * @throws IllegalArgumentException if the transport is missing
	 */
	public PoolElement build() {
		if (this.transport == null) {
			throw new IllegalArgumentException("Pool element of '" + this.handle + "' has no transport");
		}
		return new DefaultPoolElement(this, this.transport);
	}

}
