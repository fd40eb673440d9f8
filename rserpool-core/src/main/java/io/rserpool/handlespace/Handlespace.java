package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * All pools and pool elements that an ENRP server knows (RFC 5351 section 3.1), with who
 * owns them, their checksums and their timers. Confined to one thread. Times are
 * milliseconds of any one monotonic clock. Equal seeds and calls give equal results.
 */
public final class Handlespace {

	private static final long MILLIS_PER_SECOND = 1000L;

	private final Map<PoolHandle, Pool> pools = new HashMap<>();

	private final NavigableMap<PoolHandle, Pool> ordered = new TreeMap<>();

	private final Map<ServerId, Owner> owners = new HashMap<>();

	private final Timers timers = new Timers();

	private final Workspace workspace;

	private final Selection selection;

	private final Owner self;

	/** The owner looked up last: changes of one server come in rows. */
	private Owner recent;

	private int elementCount;

	private int changes;

	/**
	 * Creates an empty handlespace.
	 * @param self the server that it belongs to
	 * @param random for random policies; also makes hash tables unpredictable
	 */
	public Handlespace(ServerId self, RandomGenerator random, SelectionOptions options) {
		this.workspace = new Workspace(random, options.ludIncrement());
		this.selection = new Selection(this.workspace);
		this.self = new Owner(self);
		this.recent = this.self;
		this.owners.put(self, this.self);
	}

	public Selection selection() {
		return this.selection;
	}

	public Timers timers() {
		return this.timers;
	}

	public @Nullable Pool pool(PoolHandle handle) {
		return this.pools.get(handle);
	}

	public @Nullable PoolElementEntry find(PoolHandle handle, PoolElementId id) {
		Pool pool = this.pools.get(handle);
		return (pool != null) ? pool.find(id.value()) : null;
	}

	/**
	 * Says whether a registration would fit the pool: policy type, transport type and
	 * transport use must be those of the pool, also for the only element of a pool (RFC
	 * 5352 section 3.1, [A-11] step 5).
	 * @return what differs, or null
	 */
	public @Nullable Inconsistency check(PoolHandle handle, PoolElementParameter parameter) {
		Pool pool = this.pools.get(handle);
		return (pool != null) ? pool.check(parameter) : null;
	}

	/**
	 * Adds an element or replaces its attributes, and starts its life timer with the
	 * registration life in seconds.
	 * @see #register(PoolHandle, PoolElementParameter, long, long)
	 */
	public PoolElementEntry register(PoolHandle handle, PoolElementParameter parameter, long nowMillis) {
		int life = parameter.lifeSeconds();
		long deadline = (life != PoolElementParameter.INFINITE_LIFE) ? nowMillis + life * MILLIS_PER_SECOND
				: PoolElementEntry.NEVER;
		return register(handle, parameter, deadline, nowMillis);
	}

	/**
	 * Adds an element, creating its pool, or replaces the attributes of a known one. That
	 * one keeps its place in the pool, its flags, attachment and keep-alive deadline, and
	 * loses its degradation. The owner is the home of the parameter. An element that does
	 * not fit the pool is kept and marked {@link ElementFlag#INCONSISTENT}.
	 * @param lifeDeadlineMillis when the registration expires, or
	 * {@link PoolElementEntry#NEVER}
	 * @return the entry, the same object as before for a known element
	 */
	public PoolElementEntry register(PoolHandle handle, PoolElementParameter parameter, long lifeDeadlineMillis,
			long nowMillis) {
		this.timers.start(nowMillis);
		Owner owner = owner(parameter.home());
		PoolElementParameter shared = (parameter.home() != owner.id) ? parameter.withHome(owner.id) : parameter;
		Pool pool = this.pools.get(handle);
		if (pool == null) {
			pool = new Pool(handle, shared, this.workspace);
			this.pools.put(handle, pool);
			this.ordered.put(handle, pool);
		}
		PoolElementEntry entry = pool.find(shared.id().value());
		if (entry == null) {
			entry = new PoolElementEntry(pool, shared, owner, pool.nextSeq(), nowMillis);
			owner.add(entry);
			pool.add(entry);
			this.elementCount++;
		}
		else {
			move(entry, owner);
			pool.replace(entry, shared);
		}
		entry.changed = ++this.changes;
		this.timers.lifeUntil(entry, lifeDeadlineMillis);
		return entry;
	}

	/**
	 * Removes an element, and its pool with the last one.
	 * @return the removed entry, or null if there is none
	 */
	public @Nullable PoolElementEntry remove(PoolHandle handle, PoolElementId id) {
		PoolElementEntry entry = find(handle, id);
		return (entry != null) ? remove(entry) : null;
	}

	/**
	 * Removes an element, and its pool with the last one. Does nothing if it is gone.
	 * @return the entry
	 */
	public PoolElementEntry remove(PoolElementEntry entry) {
		if (entry.isRegistered()) {
			Pool pool = entry.pool();
			this.timers.disarm(entry);
			entry.owner.remove(entry);
			dropIfIdle(entry.owner);
			pool.remove(entry);
			this.elementCount--;
			this.changes++;
			if (pool.size() == 0) {
				this.pools.remove(pool.handle());
				this.ordered.remove(pool.handle());
			}
		}
		return entry;
	}

	/** Moves an element to another home server, with its share of the checksum. */
	public void setHome(PoolElementEntry entry, ServerId home) {
		if (entry.isRegistered()) {
			Owner owner = owner(home);
			move(entry, owner);
			entry.changed = ++this.changes;
			if (entry.parameter.home() != owner.id) {
				entry.parameter = entry.parameter.withHome(owner.id);
			}
		}
	}

	/**
	 * Sets or clears what keeps an element out of answers.
	 * @throws IllegalArgumentException for {@link ElementFlag#INCONSISTENT}, which the
	 * handlespace sets itself
	 */
	public void setFlag(PoolElementEntry entry, ElementFlag flag, boolean set) {
		if (flag == ElementFlag.INCONSISTENT) {
			throw new IllegalArgumentException("The handlespace itself finds out which elements are inconsistent");
		}
		if (entry.isRegistered() && entry.has(flag) != set) {
			entry.flags ^= (byte) flag.mask();
			entry.pool().flagsChanged(entry);
		}
	}

	/**
	 * Counts an element in the checksum of another server too, which claims it (enrp.md
	 * 10.7). Each claim must be withdrawn before the element is removed.
	 */
	public void claim(PoolElementEntry entry, ServerId claimant) {
		owner(claimant).claim(entry.blockSum());
		this.changes++;
	}

	/** Withdraws a claim. */
	public void unclaim(PoolElementEntry entry, ServerId claimant) {
		Owner owner = owner(claimant);
		owner.unclaim(entry.blockSum());
		dropIfIdle(owner);
	}

	/**
	 * Returns the PE checksum of what a server owns and claims: 0 to 0xffff, 0xffff for
	 * nothing (RFC 5353 section 3.6.2). Costs no more for many elements.
	 */
	public int checksum(ServerId owner) {
		Owner known = known(owner);
		return (known != null) ? known.checksum() : 0xffff;
	}

	/**
	 * How many elements were registered, registered again, given another home, claimed or
	 * removed: a mark in time for {@link PoolElementEntry#isChangedSince}. Wraps around.
	 */
	public int changes() {
		return this.changes;
	}

	public int poolCount() {
		return this.pools.size();
	}

	public int elementCount() {
		return this.elementCount;
	}

	public int elementCount(ServerId owner) {
		Owner known = known(owner);
		return (known != null) ? known.count : 0;
	}

	/** The servers that own elements, and this server. */
	public List<ServerId> owners() {
		return this.owners.keySet().stream().sorted().toList();
	}

	/**
	 * Returns any element that a server owns, or null: to take over all of them, step by
	 * step.
	 */
	public @Nullable PoolElementEntry anyOf(ServerId owner) {
		Owner known = known(owner);
		return (known != null) ? known.head : null;
	}

	/**
	 * Hands each element of a server to the action, which may remove it or move it to
	 * another home, but no other element. The latest added comes first.
	 */
	public void forEachOf(ServerId owner, Consumer<PoolElementEntry> action) {
		PoolElementEntry entry = anyOf(owner);
		while (entry != null) {
			PoolElementEntry next = entry.ownerNext;
			action.accept(entry);
			entry = next;
		}
	}

	/**
	 * Returns at most {@code limit} pools in the order of their handles' octets,
	 * beginning after the given handle, which need not exist.
	 * @param after the last pool of the page before, or null
	 */
	public List<Pool> poolsAfter(@Nullable PoolHandle after, int limit) {
		NavigableMap<PoolHandle, Pool> rest = (after != null) ? this.ordered.tailMap(after, false) : this.ordered;
		List<Pool> page = new ArrayList<>();
		for (Pool pool : rest.values()) {
			if (page.size() >= limit) {
				break;
			}
			page.add(pool);
		}
		return page;
	}

	/** Comparisons and tree steps so far, for tests that count them. */
	long steps() {
		return this.workspace.steps;
	}

	private void move(PoolElementEntry entry, Owner owner) {
		Owner former = entry.owner;
		if (former != owner) {
			former.remove(entry);
			owner.add(entry);
			dropIfIdle(former);
		}
	}

	private @Nullable Owner known(ServerId id) {
		return this.recent.id.equals(id) ? this.recent : this.owners.get(id);
	}

	private Owner owner(ServerId id) {
		Owner owner = known(id);
		if (owner == null) {
			owner = new Owner(id);
			this.owners.put(id, owner);
		}
		this.recent = owner;
		return owner;
	}

	private void dropIfIdle(Owner owner) {
		if (owner.isIdle() && owner != this.self) {
			this.owners.remove(owner.id);
			if (this.recent == owner) {
				this.recent = this.self;
			}
		}
	}

}
