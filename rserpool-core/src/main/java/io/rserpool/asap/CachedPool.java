package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.Collectors;

import io.rserpool.handlespace.LocalPool;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.ParameterType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;
import org.jspecify.annotations.Nullable;

/**
 * One answer about a pool, with the pool user's share of the policy (RFC 5356 section 4).
 * Elements of which a leg failed stand apart: they are chosen when no other is left
 * (asap.md 11.6). The lists never change: a newer answer, or a failure, makes another
 * object. Safe for many threads; a selection neither waits nor allocates.
 */
public final class CachedPool {

	/** Least time between two requests to renew a stale pool. */
	private static final long RENEWAL_GAP_MILLIS = 1000;

	/** Filters whose view of this pool is kept. */
	private static final int MOST_VIEWS = 4;

	private static final View[] NO_VIEWS = {};

	private static final AtomicReferenceFieldUpdater<CachedPool, View[]> VIEWS = AtomicReferenceFieldUpdater
		.newUpdater(CachedPool.class, View[].class, "views");

	private final PoolHandle handle;

	private final ElementList healthy;

	/** The healthy ones' once more: a selection takes the shortest way to them. */
	private final LocalPool pool;

	private final CachedElement[] ready;

	private final ElementList ill;

	private final long filledAt;

	private final long staleAt;

	private final PoolUsage usage;

	/** The first filter that was found to show all. */
	private volatile @Nullable LegFilter showsAll;

	/** Never changed in place. */
	private volatile View[] views;

	/** Made when first asked for. */
	private volatile @Nullable Map<Place, CachedElement> places;

	private CachedPool(PoolHandle handle, ElementList healthy, ElementList ill, long filledAt, long staleAt,
			PoolUsage usage, View[] views) {
		this.handle = handle;
		this.healthy = healthy;
		this.pool = healthy.pool();
		this.ready = healthy.ready();
		this.ill = ill;
		this.filledAt = filledAt;
		this.staleAt = staleAt;
		this.usage = usage;
		this.views = views;
	}

	static CachedPool of(PoolHandle handle, LocalPool pool, FailedLegs failed, long askedAt, long filledAt,
			long staleAt, PoolUsage usage) {
		List<PoolElementParameter> elements = pool.elements();
		CachedElement[] ready = new CachedElement[elements.size()];
		for (int i = 0; i < ready.length; i++) {
			CachedElement element = new CachedElement(handle, elements.get(i), i);
			ready[i] = element.isSingleLegged() ? element
					: element.withFailed(failed.of(handle, elements.get(i), askedAt));
		}
		ElementList all = new ElementList(pool, ready);
		ElementList healthy = all.that((element) -> element.health() == ElementHealth.UP);
		ElementList ill = all.of((healthy == all) ? List.of()
				: all.elements().stream().filter((e) -> e.health() != ElementHealth.UP).toList());
		return new CachedPool(handle, healthy, ill, filledAt, staleAt, usage, NO_VIEWS);
	}

	public PoolHandle handle() {
		return this.handle;
	}

	/**
	 * Chooses an element by the pool's policy: of those of which no leg failed, or, if
	 * none is left, of the others.
	 * @return null if none is left or none may serve: the pool must be resolved again
	 */
	public @Nullable CachedElement select() {
		int index = this.pool.selectIndex();
		CachedElement element = (index >= 0) ? this.ready[index] : this.ill.select();
		if (element == null) {
			return null;
		}
		this.usage.selected();
		return element;
	}

	/**
	 * Chooses an element other than the given one.
	 * @return null if there is no other
	 */
	public @Nullable CachedElement selectOtherThan(PoolElementId id) {
		return without(id).select();
	}

	/**
	 * Chooses a leg by the dead-leg rule (asap.md 11.6): first a preferred element that
	 * is healthy, in the order of the list; then a healthy one by policy; then an ill one
	 * by policy; then another leg of the avoided one. Of an element, the first leg that
	 * can be used.
	 * @param avoid the element that just failed, or null; it is chosen only as the last
	 * resort, and only if a leg of it failed and another did not
	 * @return null if the pool must be resolved again
	 */
	public @Nullable Leg chooseLeg(List<PoolElementId> preferred, LegFilter filter, @Nullable PoolElementId avoid) {
		CachedPool usable = usableBy(filter);
		for (PoolElementId id : preferred) {
			CachedElement element = id.equals(avoid) ? null : usable.healthy.find(id);
			if (element != null) {
				this.usage.selected();
				return element.leg(filter);
			}
		}
		CachedElement chosen = usable.select();
		if (chosen != null && chosen.id().equals(avoid)) {
			CachedElement other = usable.selectOtherThan(chosen.id());
			chosen = (other != null) ? other : usable.ill.find(chosen.id());
		}
		return (chosen != null) ? chosen.leg(filter) : null;
	}

	/**
	 * Returns the elements that have a leg to be used, the same object each time and for
	 * all threads; this pool itself if all have one.
	 */
	public CachedPool usableBy(LegFilter filter) {
		if (this.showsAll == filter) {
			return this;
		}
		for (View view : this.views) {
			if (view.filter() == filter) {
				return view.pool();
			}
		}
		return view(filter);
	}

	private CachedPool view(LegFilter filter) {
		ElementList usable = this.healthy.that((element) -> element.isUsable(filter));
		ElementList usableIll = this.ill.that((element) -> element.isUsable(filter));
		boolean all = usable == this.healthy && usableIll == this.ill;
		if (all && this.showsAll == null) {
			this.showsAll = filter;
			return this;
		}
		View made = new View(filter, all ? this : with(usable, usableIll, NO_VIEWS));
		View[] known = this.views;
		while (!VIEWS.compareAndSet(this, known, with(known, made))) {
			known = this.views;
			for (View view : known) {
				if (view.filter() == filter) {
					// Another thread was quicker: all walk together
					return view.pool();
				}
			}
		}
		return made.pool();
	}

	private static View[] with(View[] known, View made) {
		List<View> more = new ArrayList<>(List.of(known));
		if (more.size() >= MOST_VIEWS) {
			more.remove(0);
		}
		more.add(made);
		return more.toArray(NO_VIEWS);
	}

	/** This pool without an element; this pool itself if it does not have it. */
	public CachedPool othersThan(PoolElementId id) {
		return without(id);
	}

	/** Whether the answer is so old that the pool is to be resolved again. */
	public boolean isStale(long now) {
		return now >= this.staleAt;
	}

	/**
	 * Says whether the caller is the one to ask for a renewal of this stale pool: of many
	 * threads one a second.
	 */
	public boolean claimRenewal(long now) {
		return this.usage.claimRenewal(now, RENEWAL_GAP_MILLIS);
	}

	/** The elements in the order of the answer; those of which a leg failed come last. */
	public List<CachedElement> elements() {
		List<CachedElement> elements = new ArrayList<>(this.healthy.elements());
		elements.addAll(this.ill.elements());
		return List.copyOf(elements);
	}

	public int size() {
		return this.healthy.size() + this.ill.size();
	}

	/** How many of the elements have a failed leg. */
	public int ill() {
		return this.ill.size();
	}

	/** The pool's overall policy. */
	public MemberSelectionPolicy policy() {
		MemberSelectionPolicy policy = this.healthy.pool().policy();
		return (policy != null) ? policy : MemberSelectionPolicy.ROUND_ROBIN;
	}

	/** The machine's time of the answer. */
	public long filledAt() {
		return this.filledAt;
	}

	/** Selections from this pool since it is in the cache. */
	public long selections() {
		return this.usage.selections();
	}

	PoolUsage usage() {
		return this.usage;
	}

	@Nullable CachedElement find(PoolElementId id) {
		CachedElement element = this.healthy.find(id);
		return (element != null) ? element : this.ill.find(id);
	}

	/** The element that is reached at an address, or null. */
	@Nullable CachedElement elementAt(ParameterType transport, Endpoint at) {
		Map<Place, CachedElement> known = this.places;
		if (known == null) {
			known = places();
			this.places = known;
		}
		return known.get(new Place(transport, at));
	}

	private Map<Place, CachedElement> places() {
		Map<Place, CachedElement> found = new HashMap<>();
		for (CachedElement element : elements()) {
			for (TransportParameter transport : element.transports()) {
				Leg.endpoints(transport).forEach((at) -> found.putIfAbsent(new Place(transport.type(), at), element));
			}
		}
		return found;
	}

	/** The ill elements that a newer answer does not have any more. */
	List<PoolElementId> illLeftOut(List<PoolElementParameter> answer) {
		if (this.ill.size() == 0) {
			return List.of();
		}
		Set<PoolElementId> told = answer.stream().map(PoolElementParameter::id).collect(Collectors.toSet());
		return this.ill.elements().stream().map(CachedElement::id).filter((id) -> !told.contains(id)).toList();
	}

	CachedPool without(PoolElementId id) {
		return (find(id) != null) ? replace(id, null) : this;
	}

	/** Returns this pool with exactly these legs of an element failed. */
	CachedPool withFailedLegs(PoolElementId id, Set<TransportParameter> failed) {
		CachedElement element = find(id);
		CachedElement changed = (element != null) ? element.withFailed(failed) : null;
		return (changed != element) ? replace(id, changed) : this;
	}

	private CachedPool replace(PoolElementId id, @Nullable CachedElement element) {
		ElementList healthyLeft = this.healthy.without(id);
		ElementList illLeft = this.ill.without(id);
		if (element != null && element.health() == ElementHealth.UP) {
			healthyLeft = healthyLeft.with(element);
		}
		else if (element != null) {
			illLeft = illLeft.with(element);
		}
		return with(healthyLeft, illLeft, viewsWith(id, element));
	}

	/** Each view keeps its own place in the walk; one of all is made again. */
	private View[] viewsWith(PoolElementId id, @Nullable CachedElement element) {
		return Arrays.stream(this.views)
			.filter((view) -> view.pool() != this)
			.map((view) -> new View(view.filter(),
					view.pool().replace(id, (element != null && element.isUsable(view.filter())) ? element : null)))
			.toArray(View[]::new);
	}

	private CachedPool with(ElementList healthy, ElementList ill, View[] views) {
		return new CachedPool(this.handle, healthy, ill, this.filledAt, this.staleAt, this.usage, views);
	}

	/**
	 * Where an element is reached.
	 */
	private record Place(ParameterType transport, Endpoint at) {
	}

	/**
	 * The pool as a filter shows it.
	 */
	private record View(LegFilter filter, CachedPool pool) {
	}

}
