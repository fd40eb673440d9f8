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

	@Nullable SessionServerBuilder sessions;

	Duration drain = Duration.ZERO;

	@Nullable PoolElementId id;

	@Nullable Duration life;

	@Nullable AsapEndpoint endpoint;

	List<InetSocketAddress> enrpServers = List.of();

	PoolElementBuilder(PoolHandle handle) {
		this.handle = Objects.requireNonNull(handle);
	}

	/** What users connect to. Required, unless {@link #sessions} says it. */
	public PoolElementBuilder transport(TransportParameter transport) {
		this.transport = Objects.requireNonNull(transport);
		return this;
	}

	/**
	 * Serves sessions (failover mode): the element opens the port when it starts,
	 * registers it, and closes it when it is closed. Pool, name, events and network are
	 * the element's.
	 */
	public PoolElementBuilder sessions(SessionServerBuilder sessions) {
		this.sessions = Objects.requireNonNull(sessions);
		return this;
	}

	/** How long sessions may go on when the element is closed. Default: not at all. */
	public PoolElementBuilder drain(Duration drain) {
		this.drain = Objects.requireNonNull(drain);
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
	 * @throws IllegalArgumentException if there is no transport, or one beside sessions
	 */
	public PoolElement build() {
		if ((this.transport == null) == (this.sessions == null)) {
			throw new IllegalArgumentException("Pool element of '" + this.handle + "' has "
					+ ((this.transport == null) ? "no transport" : "a transport beside its sessions, which are one")
					+ ": give it either a transport or sessions");
		}
		return new DefaultPoolElement(this);
	}

}
