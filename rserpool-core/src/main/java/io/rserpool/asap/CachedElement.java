package io.rserpool.asap;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * A pool element as a server's answer showed it, made ready for use once, so that a
 * selection has nothing to make. Immutable, safe for many threads.
 */
public final class CachedElement {

	/** Legs used at most; a server may tell of more. */
	private static final int MOST_LEGS = 16;

	private final PoolHandle handle;

	private final PoolElementParameter element;

	/** Its place in the answer, which is the order of the policy. */
	private final int place;

	/** The transports of this element that failed, usually none. */
	private final Set<TransportParameter> failed;

	/** Made when first asked for: most elements of most answers are never used. */
	private volatile @Nullable List<InetSocketAddress> addresses;

	private volatile @Nullable Object companion;

	CachedElement(PoolHandle handle, PoolElementParameter element, int place) {
		this(handle, element, place, Set.of());
	}

	private CachedElement(PoolHandle handle, PoolElementParameter element, int place, Set<TransportParameter> failed) {
		this.handle = handle;
		this.element = element;
		this.place = place;
		this.failed = failed;
	}

	/** Returns this element with exactly these legs failed, as far as it has them. */
	CachedElement withFailed(Set<TransportParameter> legs) {
		if (legs.isEmpty() && this.failed.isEmpty()) {
			return this;
		}
		Set<TransportParameter> own = transports().stream().filter(legs::contains).collect(Collectors.toSet());
		return own.equals(this.failed) ? this : new CachedElement(this.handle, this.element, this.place, own);
	}

	public PoolHandle handle() {
		return this.handle;
	}

	public PoolElementId id() {
		return this.element.id();
	}

	/** The user transport. */
	public TransportParameter transport() {
		return this.element.userTransport();
	}

	/** Further transports of the same element, usually none. */
	public List<TransportParameter> additionalLegs() {
		return this.element.additionalLegs();
	}

	/** All transports by leg number: the user transport, then the Additional Legs. */
	public List<TransportParameter> transports() {
		return IntStream.range(0, legs()).mapToObj(this::transport).toList();
	}

	boolean isSingleLegged() {
		return this.element.additionalLegs().isEmpty();
	}

	private int legs() {
		return Math.min(MOST_LEGS, 1 + this.element.additionalLegs().size());
	}

	private TransportParameter transport(int leg) {
		return (leg == 0) ? this.element.userTransport() : this.element.additionalLegs().get(leg - 1);
	}

	/**
	 * What is known of it by attempts to reach it. Never changes: a failure makes another
	 * object. In the cache it is not {@link ElementHealth#DEAD}: dead ones are taken out.
	 */
	public ElementHealth health() {
		if (this.failed.isEmpty()) {
			return ElementHealth.UP;
		}
		return (leg(LegFilter.ANY) != null) ? ElementHealth.ILL : ElementHealth.DEAD;
	}

	/** Whether this leg failed and is not usable again. */
	public boolean isFailed(TransportParameter transport) {
		return this.failed.contains(transport);
	}

	/**
	 * Returns the first leg that can be used and did not fail, or null.
	 */
	public @Nullable Leg leg(LegFilter filter) {
		int number = usableLeg(filter);
		return (number >= 0) ? new Leg(this, number, transport(number), filter) : null;
	}

	boolean isUsable(LegFilter filter) {
		return usableLeg(filter) >= 0;
	}

	private int usableLeg(LegFilter filter) {
		for (int i = 0; i < legs(); i++) {
			TransportParameter transport = transport(i);
			if (filter.usable(transport) && !this.failed.contains(transport)) {
				return i;
			}
		}
		return -1;
	}

	int place() {
		return this.place;
	}

	/** Where the user transport is reached; empty if the transport is opaque. */
	public List<InetSocketAddress> addresses() {
		List<InetSocketAddress> known = this.addresses;
		if (known == null) {
			known = Leg.endpoints(this.element.userTransport()).stream().map(Endpoint::toSocketAddress).toList();
			this.addresses = known;
		}
		return known;
	}

	/**
	 * What the endpoint's owner keeps with this element, so that a selection allocates
	 * nothing; null at first.
	 */
	public @Nullable Object companion() {
		return this.companion;
	}

	public void companion(Object companion) {
		this.companion = companion;
	}

	/** The element with the policy values it registered. */
	public PoolElementParameter parameter() {
		return this.element;
	}

	@Override
	public String toString() {
		return this.handle + "/" + this.element.id();
	}

}
