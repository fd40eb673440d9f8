package io.rserpool.asap;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;

/**
 * Legs that failed, of elements that have others (asap.md 11.6). A leg is usable again
 * when it was connected to, or when a resolution newer than the failure shows that its
 * element registered again meanwhile. Answers have no time of registration, so that is
 * seen by one of these: the element has other attributes; an answer left it out; its
 * registration life is over since the failure. Safe for many threads.
 */
final class FailedLegs {

	/** Elements with failed legs remembered at once; one more makes another forgotten. */
	static final int MOST = 4096;

	/** Elements register again after 10 minutes at most (RFC 5352 section 3.2, T4). */
	private static final long LONGEST_MILLIS = 1_200_000;

	private static final long SWEEP_MILLIS = 1000;

	private final boolean lifeInMilliseconds;

	private final ConcurrentMap<Name, Failure> failures = new ConcurrentHashMap<>();

	private final AtomicLong nextSweepAt = new AtomicLong(Long.MIN_VALUE);

	FailedLegs(boolean lifeInMilliseconds) {
		this.lifeInMilliseconds = lifeInMilliseconds;
	}

	boolean isEmpty() {
		return this.failures.isEmpty();
	}

	/** Returns all failed legs of the element. */
	Set<TransportParameter> add(Leg leg, long now) {
		Name name = new Name(leg.handle(), leg.id());
		if (this.failures.size() >= MOST) {
			prune(now, now);
		}
		if (this.failures.size() >= MOST && !this.failures.containsKey(name)) {
			this.failures.keySet().stream().findAny().ifPresent(this.failures::remove);
		}
		return this.failures.compute(name, (same, former) -> {
			Set<TransportParameter> legs = new HashSet<>();
			legs.add(leg.transport());
			if (former != null) {
				legs.addAll(former.legs());
			}
			return new Failure(leg.element().parameter(), Set.copyOf(legs), now);
		}).legs();
	}

	/**
	 * The leg was connected to.
	 * @return whether it was known as failed, not later than that
	 */
	boolean remove(Leg leg, long now) {
		boolean[] known = new boolean[1];
		this.failures.computeIfPresent(new Name(leg.handle(), leg.id()), (name, failure) -> {
			known[0] = failure.at() <= now && failure.legs().contains(leg.transport());
			if (!known[0]) {
				return failure;
			}
			Set<TransportParameter> rest = new HashSet<>(failure.legs());
			rest.remove(leg.transport());
			return rest.isEmpty() ? null : new Failure(failure.element(), Set.copyOf(rest), failure.at());
		});
		return known[0];
	}

	/** The element is dead or gone: when it is back, it begins anew. */
	void forget(PoolHandle handle, PoolElementId id) {
		if (!isEmpty()) {
			this.failures.remove(new Name(handle, id));
		}
	}

	/** What is known now, whatever an answer says. */
	Set<TransportParameter> of(PoolHandle handle, PoolElementId id) {
		Failure failure = this.failures.get(new Name(handle, id));
		return (failure != null) ? failure.legs() : Set.of();
	}

	/**
	 * Returns the legs that are still taken as failed in view of an answer.
	 * @param askedAt when the server was asked
	 */
	Set<TransportParameter> of(PoolHandle handle, PoolElementParameter element, long askedAt) {
		if (isEmpty()) {
			return Set.of();
		}
		Name name = new Name(handle, element.id());
		Failure failure = this.failures.get(name);
		if (failure == null) {
			return Set.of();
		}
		if (askedAt > failure.at() && isRegisteredAgain(failure, element, askedAt)
				&& this.failures.remove(name, failure)) {
			return Set.of();
		}
		return of(handle, element.id());
	}

	private boolean isRegisteredAgain(Failure failure, PoolElementParameter element, long askedAt) {
		// The home changes without a registration, too
		return askedAt - failure.at() >= millisOfLife(failure.element())
				|| !element.withHome(ServerId.NONE).equals(failure.element().withHome(ServerId.NONE));
	}

	private long millisOfLife(PoolElementParameter element) {
		if (element.lifeSeconds() == PoolElementParameter.INFINITE_LIFE) {
			return LONGEST_MILLIS;
		}
		return Math.min(LONGEST_MILLIS, element.lifeSeconds() * (this.lifeInMilliseconds ? 1L : 1000L));
	}

	/** Forgets failures that any answer would end, unless that was done just now. */
	void prune(long now, long oldestQuestionAt) {
		if (isEmpty()) {
			return;
		}
		long due = this.nextSweepAt.get();
		if (now >= due && this.nextSweepAt.compareAndSet(due, now + SWEEP_MILLIS)) {
			this.failures.values()
				.removeIf((failure) -> failure.at() < oldestQuestionAt
						&& now - failure.at() >= millisOfLife(failure.element()));
		}
	}

	private record Name(PoolHandle handle, PoolElementId id) {
	}

	/**
	 * The failures of an element.
	 *
	 * @param element the element as it was then
	 * @param at the last failure
	 */
	private record Failure(PoolElementParameter element, Set<TransportParameter> legs, long at) {
	}

}
