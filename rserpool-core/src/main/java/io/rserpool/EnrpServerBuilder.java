package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.AddressCheck;
import io.rserpool.enrp.AddressScope;
import io.rserpool.enrp.Limits;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.transport.Network;
import io.rserpool.wire.ServerId;

/**
 * Makes an {@link EnrpServer}. Not thread-safe.
 */
public final class EnrpServerBuilder {

	/** The port of ASAP (RFC 5352 section 8). */
	public static final int DEFAULT_ASAP_PORT = 3863;

	/** The port of ENRP (RFC 5353 section 5.3; over TCP it is this project's choice). */
	public static final int DEFAULT_ENRP_PORT = 9901;

	InetSocketAddress asapAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_ASAP_PORT);

	Timing timing = Timing.of(Profile.FAST);

	Limits limits = Limits.DEFAULT;

	EventStream events = new EventStream();

	AddressCheck addressCheck = AddressCheck.INTERSECT;

	boolean strictRfc;

	@Nullable ServerId id;

	@Nullable AddressScope minAddressScope;

	@Nullable Integer maxResolutionItems;

	@Nullable InetSocketAddress announceGroup;

	@Nullable InetSocketAddress enrpAddress;

	List<InetSocketAddress> peers = List.of();

	@Nullable InetSocketAddress presenceGroup;

	@Nullable PeeringConfig peering;

	@Nullable Long seed;

	@Nullable Network network;

	EnrpServerBuilder() {
	}

	/** Where ASAP is served; port 0 = any free one. Default: loopback, port 3863. */
	public EnrpServerBuilder asapAddress(InetSocketAddress asapAddress) {
		this.asapAddress = Objects.requireNonNull(asapAddress);
		return this;
	}

	/** All timers. Default: profile {@link Profile#FAST}. */
	public EnrpServerBuilder timing(Timing timing) {
		this.timing = Objects.requireNonNull(timing);
		return this;
	}

	public EnrpServerBuilder limits(Limits limits) {
		this.limits = Objects.requireNonNull(limits);
		return this;
	}

	/** The stream to publish to. Default: an own one. */
	public EnrpServerBuilder events(EventStream events) {
		this.events = Objects.requireNonNull(events);
		return this;
	}

	public EnrpServerBuilder addressCheck(AddressCheck addressCheck) {
		this.addressCheck = Objects.requireNonNull(addressCheck);
		return this;
	}

	/** Default: loopback if bound to loopback only, else site. */
	public EnrpServerBuilder minAddressScope(AddressScope minAddressScope) {
		this.minAddressScope = Objects.requireNonNull(minAddressScope);
		return this;
	}

	/**
	 * Elements in an answer without option 0x803f, at most. Default: 128; profile rsplib:
	 * 3.
	 */
	public EnrpServerBuilder maxResolutionItems(int maxResolutionItems) {
		this.maxResolutionItems = maxResolutionItems;
		return this;
	}

	public EnrpServerBuilder strictRfc(boolean strictRfc) {
		this.strictRfc = strictRfc;
		return this;
	}

	/** A fixed id, for tests. Default: random at each start (RFC 5353 section 3.2.1). */
	public EnrpServerBuilder id(ServerId id) {
		this.id = Objects.requireNonNull(id);
		return this;
	}

	/** Announces the server to this multicast group. Default: no announcements. */
	public EnrpServerBuilder announceGroup(InetSocketAddress announceGroup) {
		this.announceGroup = Objects.requireNonNull(announceGroup);
		return this;
	}

	/**
	 * Where other ENRP servers are let in; port 0 = any free one. Default: nowhere, the
	 * server stays alone. The usual port is {@link #DEFAULT_ENRP_PORT}.
	 */
	public EnrpServerBuilder enrpAddress(InetSocketAddress enrpAddress) {
		this.enrpAddress = Objects.requireNonNull(enrpAddress);
		return this;
	}

	/**
	 * Where other ENRP servers of the scope may be found: mentors at the start, and
	 * dialled for ever. An unresolved name is resolved at the start and from time to
	 * time; each of its addresses is tried. The server's own address is harmless.
	 * Default: none.
	 */
	public EnrpServerBuilder peers(List<InetSocketAddress> peers) {
		this.peers = List.copyOf(peers);
		return this;
	}

	/**
	 * Tells the server's presence to this multicast group and finds others by it.
	 * Default: no multicast.
	 */
	public EnrpServerBuilder presenceGroup(InetSocketAddress presenceGroup) {
		this.presenceGroup = Objects.requireNonNull(presenceGroup);
		return this;
	}

	/**
	 * How the server behaves towards others. Default: {@link PeeringConfig#DEFAULT}, in
	 * profile rsplib with its order of arbitration.
	 */
	public EnrpServerBuilder peering(PeeringConfig peering) {
		this.peering = Objects.requireNonNull(peering);
		return this;
	}

	/** Makes all choices of the policies repeatable, for tests. */
	public EnrpServerBuilder seed(long seed) {
		this.seed = seed;
		return this;
	}

	/** What carries the messages. Default: TCP. */
	public EnrpServerBuilder network(Network network) {
		this.network = Objects.requireNonNull(network);
		return this;
	}

	/**
	 * Makes the server; it does not start.
	 */
	public EnrpServer build() {
		return new DefaultEnrpServer(this);
	}

}
