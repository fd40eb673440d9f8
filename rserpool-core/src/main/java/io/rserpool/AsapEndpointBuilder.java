package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.transport.Network;

/**
 * Makes an {@link AsapEndpoint}. Not thread-safe.
 */
public final class AsapEndpointBuilder {

	String name = "asap";

	List<InetSocketAddress> enrpServers = List.of();

	Timing timing = Timing.of(Profile.FAST);

	EventStream events = new EventStream();

	boolean listen = true;

	boolean strictRfc;

	@Nullable InetSocketAddress announceGroup;

	@Nullable Long seed;

	@Nullable Network network;

	boolean completeOnLoop;

	@Nullable Duration policyUpdateInterval;

	AsapEndpointBuilder() {
	}

	/** The source of its events. Default: {@code asap}. */
	public AsapEndpointBuilder name(String name) {
		this.name = Objects.requireNonNull(name);
		return this;
	}

	/**
	 * ASAP addresses of ENRP servers to hunt among. An unresolved name is resolved at the
	 * start and from time to time; each of its addresses is a server.
	 */
	public AsapEndpointBuilder enrpServers(List<InetSocketAddress> enrpServers) {
		this.enrpServers = List.copyOf(enrpServers);
		return this;
	}

	/** All timers. Default: profile {@link Profile#FAST}. */
	public AsapEndpointBuilder timing(Timing timing) {
		this.timing = Objects.requireNonNull(timing);
		return this;
	}

	/** The stream to publish to. Default: an own one. */
	public AsapEndpointBuilder events(EventStream events) {
		this.events = Objects.requireNonNull(events);
		return this;
	}

	/**
	 * Whether elements open an ASAP listener, so that servers can dial them [T-6].
	 * Default: true.
	 */
	public AsapEndpointBuilder listen(boolean listen) {
		this.listen = listen;
		return this;
	}

	public AsapEndpointBuilder strictRfc(boolean strictRfc) {
		this.strictRfc = strictRfc;
		return this;
	}

	/** Learns ENRP servers from announcements to this multicast group. Default: none. */
	public AsapEndpointBuilder announceGroup(InetSocketAddress announceGroup) {
		this.announceGroup = Objects.requireNonNull(announceGroup);
		return this;
	}

	/** Makes all choices repeatable, for tests. */
	public AsapEndpointBuilder seed(long seed) {
		this.seed = seed;
		return this;
	}

	/** What carries the messages. Default: TCP. */
	public AsapEndpointBuilder network(Network network) {
		this.network = Objects.requireNonNull(network);
		return this;
	}

	/**
	 * Whether futures complete on the I/O thread: saves a hand-over, and whoever waits
	 * for anything there stops the protocol. Default: false.
	 */
	public AsapEndpointBuilder completeOnLoop(boolean completeOnLoop) {
		this.completeOnLoop = completeOnLoop;
		return this;
	}

	/** Least time between two policy updates of an element. Default: one second. */
	public AsapEndpointBuilder policyUpdateInterval(Duration policyUpdateInterval) {
		this.policyUpdateInterval = Objects.requireNonNull(policyUpdateInterval);
		return this;
	}

	/**
	 * Makes the endpoint; it does not start.
	 */
	public AsapEndpoint build() {
		return new DefaultAsapEndpoint(this);
	}

}
