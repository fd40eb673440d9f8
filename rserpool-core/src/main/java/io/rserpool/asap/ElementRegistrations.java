package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;
import org.jspecify.annotations.Nullable;

/**
 * All pool elements of one endpoint, by key and by (handle, id).
 */
final class ElementRegistrations implements ElementIds {

	private final AsapContext context;

	private final HomeConnection home;

	private final AsapListenerAddress listenerAddress;

	private final Map<ElementKey, ElementRegistration> elements = new LinkedHashMap<>();

	private final Map<PoolHandle, Map<PoolElementId, ElementRegistration>> byHandle = new LinkedHashMap<>();

	private long lastKey;

	ElementRegistrations(AsapContext context, HomeConnection home, AsapListenerAddress listenerAddress) {
		this.context = context;
		this.home = home;
		this.listenerAddress = listenerAddress;
	}

	ElementKey register(ElementSpec spec, RegistrationListener listener, long now) {
		PoolElementId wanted = spec.id();
		if (wanted != null && find(spec.handle(), wanted) != null) {
			throw new IllegalArgumentException(
					"Element " + wanted + " of '" + spec.handle() + "' is registered by this endpoint already");
		}
		PoolElementId id = (wanted != null) ? wanted : freeId(spec.handle());
		this.lastKey++;
		ElementKey key = new ElementKey(this.lastKey);
		ElementRegistration element = new ElementRegistration(this.context, this.home, this, key, id,
				new RegistrationMessage(this.context.config(), spec, this.listenerAddress), listener);
		this.elements.put(key, element);
		index(element);
		element.begin(now);
		return key;
	}

	private PoolElementId freeId(PoolHandle handle) {
		PoolElementId id;
		do {
			id = new PoolElementId(this.context.random().nextInt());
		}
		while (id.value() == 0 || find(handle, id) != null);
		return id;
	}

	private void index(ElementRegistration element) {
		this.byHandle.computeIfAbsent(element.handle(), (handle) -> new LinkedHashMap<>()).put(element.id(), element);
	}

	private void unindex(ElementRegistration element, PoolElementId id) {
		Map<PoolElementId, ElementRegistration> same = this.byHandle.get(element.handle());
		if (same != null && same.remove(id) != null && same.isEmpty()) {
			this.byHandle.remove(element.handle());
		}
	}

	@Override
	public PoolElementId replace(ElementRegistration element, PoolElementId old) {
		PoolElementId fresh = freeId(element.handle());
		unindex(element, old);
		this.byHandle.computeIfAbsent(element.handle(), (handle) -> new LinkedHashMap<>()).put(fresh, element);
		return fresh;
	}

	@Override
	public boolean hasOtherMembers(ElementRegistration element) {
		return this.elements.values().stream().anyMatch((other) -> other != element && other.isMember());
	}

	@Override
	public void left(ElementRegistration element) {
		this.elements.remove(element.key());
		unindex(element, element.id());
	}

	void discard(ElementKey key) {
		ElementRegistration element = get(key);
		if (element != null) {
			element.abandon();
			left(element);
		}
	}

	/** The element with the given key, or null if it has left. */
	@Nullable ElementRegistration get(ElementKey key) {
		return this.elements.get(key);
	}

	private @Nullable ElementRegistration find(PoolHandle handle, PoolElementId id) {
		Map<PoolElementId, ElementRegistration> same = this.byHandle.get(handle);
		return (same != null) ? same.get(id) : null;
	}

	/** All elements of a pool. */
	Collection<ElementRegistration> of(PoolHandle handle) {
		return this.byHandle.getOrDefault(handle, Map.of()).values();
	}

	void answered(RegistrationResponse response, long now) {
		ElementRegistration element = find(response.handle(), response.id());
		if (element != null) {
			element.answered(response, now);
		}
	}

	void ended(DeregistrationResponse response, long now) {
		ElementRegistration element = find(response.handle(), response.id());
		if (element != null) {
			element.ended(response, now);
		}
	}

	/** An ASAP_ERROR that means a registration: the oldest request takes it. */
	boolean refuseOldestRegistration(ErrorCause cause, long now) {
		ElementRegistration oldest = oldest(ElementState.REGISTERING, ElementState.REREGISTERING);
		if (oldest != null) {
			oldest.refused(cause, now);
		}
		return oldest != null;
	}

	/** An ASAP_ERROR that means a deregistration: the oldest request takes it. */
	boolean refuseOldestDeregistration(ErrorCause cause) {
		ElementRegistration oldest = oldest(ElementState.DEREGISTERING, ElementState.DEREGISTERING);
		if (oldest != null) {
			oldest.deregistrationRefused(cause);
		}
		return oldest != null;
	}

	private @Nullable ElementRegistration oldest(ElementState one, ElementState other) {
		ElementRegistration oldest = null;
		for (ElementRegistration element : this.elements.values()) {
			boolean waits = element.state() == one || element.state() == other;
			if (waits && (oldest == null || element.lastSentAt() < oldest.lastSentAt())) {
				oldest = element;
			}
		}
		return oldest;
	}

	void homeUp(@Nullable PoolHandle adopter, long event, long now) {
		// A keep-alive names a pool only: which of several elements of it the server has
		// taken over is not said, so each of them registers.
		PoolHandle known = (adopter != null && of(adopter).size() == 1) ? adopter : null;
		for (ElementRegistration element : copy()) {
			element.homeUp(known != null && known.equals(element.handle()), event, now);
		}
	}

	void homeLost(boolean hungUp, long now) {
		copy().forEach((element) -> {
			if (hungUp) {
				element.homeHungUp(now);
			}
			else {
				element.homeLost(now);
			}
		});
	}

	void homeSilent(long now) {
		copy().forEach((element) -> element.homeSilent(now));
	}

	void abandonAll() {
		copy().forEach(ElementRegistration::abandon);
		this.elements.clear();
		this.byHandle.clear();
	}

	List<ElementStatus> status() {
		return this.elements.values().stream().map(ElementRegistration::status).toList();
	}

	private List<ElementRegistration> copy() {
		return new ArrayList<>(this.elements.values());
	}

}
