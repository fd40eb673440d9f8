package io.rserpool.handlespace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.ParameterType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import org.jspecify.annotations.Nullable;

/**
 * A pool: its elements by identifier and in the order of its policy. Policy type,
 * transport type and use are those of the first element (RFC 5352 section 3.1); in a pool
 * that a merge has mixed, the policy is that of most elements (enrp.md 10.6).
 */
public final class Pool {

	/** Pools up to this size are sorted anew for each page. */
	private static final int VIEW_ABOVE = 64;

	private static final Comparator<PoolElementEntry> BY_ID = (a, b) -> Integer.compareUnsigned(a.id, b.id);

	/** The handle's share of each element's checksum block. */
	final long handleSum;

	private final PoolHandle handle;

	private final TransportParameter transport;

	private final Workspace workspace;

	private final IdTable table = new IdTable();

	private MemberSelectionPolicy policy;

	private PoolPolicy poolPolicy;

	private MemberIndex usable;

	private @Nullable MemberIndex fallback;

	private @Nullable IdView view;

	private @Nullable PolicyTally tally;

	private long nextSeq;

	/** Positive answers given. */
	long selections;

	Pool(PoolHandle handle, PoolElementParameter first, Workspace workspace) {
		this.handle = handle;
		this.handleSum = handle.wordSum();
		this.transport = first.userTransport();
		this.workspace = workspace;
		this.policy = first.policy();
		this.poolPolicy = PoolPolicy.of(this.policy.code());
		this.usable = this.poolPolicy.newIndex(this);
	}

	public PoolHandle handle() {
		return this.handle;
	}

	/** The overall policy; only its type means something. */
	public MemberSelectionPolicy policy() {
		return this.policy;
	}

	public ParameterType transportType() {
		return this.transport.type();
	}

	public TransportUse transportUse() {
		return this.transport.use();
	}

	/** All elements, selectable or not. */
	public int size() {
		return this.table.size();
	}

	/** How many selections were made: positive answers given. */
	public long selections() {
		return this.selections;
	}

	/**
	 * Elements without a flag that can serve: while there are any, no others are given.
	 */
	public int usableCount() {
		return this.usable.size();
	}

	/** Elements that a selection chooses from now. */
	public int eligibleCount() {
		return eligible().size();
	}

	/**
	 * Returns at most {@code limit} elements in unsigned order of their identifiers,
	 * beginning after the given one, which need not exist. A page of a large pool costs
	 * O(limit + log n), the first one O(n log n).
	 * @param after the last element of the page before, or null
	 */
	public List<PoolElementEntry> elementsAfter(@Nullable PoolElementId after, int limit) {
		long start = (after != null) ? Integer.toUnsignedLong(after.value()) : -1;
		if (this.table.size() <= VIEW_ABOVE) {
			PoolElementEntry[] entries = this.table.above(start);
			Arrays.sort(entries, BY_ID);
			return List.of((entries.length <= limit) ? entries : Arrays.copyOf(entries, limit));
		}
		IdView ids = this.view;
		if (ids == null) {
			ids = new IdView(this.table.sortedIds());
			this.view = ids;
		}
		return ids.page(start, limit, this.table, this.workspace);
	}

	/**
	 * Hands each element to the action, which may not add or remove elements of this
	 * pool. The order means nothing, but is the same for equal seeds.
	 */
	public void forEach(Consumer<PoolElementEntry> action) {
		for (int i = 0; i < this.table.capacity(); i++) {
			PoolElementEntry entry = this.table.slot(i);
			if (entry != null) {
				action.accept(entry);
			}
		}
	}

	@Override
	public String toString() {
		return this.handle + " (" + this.table.size() + ")";
	}

	@Nullable PoolElementEntry find(int id) {
		return this.table.get(id, this.workspace);
	}

	@Nullable Inconsistency check(PoolElementParameter parameter) {
		Inconsistency.Kind kind = inconsistency(parameter);
		return (kind != null) ? new Inconsistency(kind, this.policy, this.transport) : null;
	}

	void add(PoolElementEntry entry) {
		this.table.add(entry, this.workspace);
		if (this.view != null) {
			this.view.add(entry.id);
			dropStaleView();
		}
		attributesChanged(entry, null);
	}

	void remove(PoolElementEntry entry) {
		this.table.remove(entry, this.workspace);
		if (this.view != null) {
			this.view.remove();
			dropStaleView();
		}
		unindex(entry);
		entry.membership = PoolElementEntry.REMOVED;
		if (this.tally != null) {
			this.tally.remove(entry.parameter.policy().code());
			settlePolicy(this.tally);
		}
	}

	/** The entry has new attributes and its degradation counter must be 0 again. */
	void replace(PoolElementEntry entry, PoolElementParameter parameter) {
		MemberSelectionPolicy former = entry.parameter.policy();
		boolean sameValue = entry.counter == 0 && isSame(former, parameter.policy());
		entry.parameter = parameter;
		entry.counter = 0;
		if (sameValue && inconsistency(parameter) == null && !entry.has(ElementFlag.INCONSISTENT)) {
			return;
		}
		attributesChanged(entry, former);
	}

	void flagsChanged(PoolElementEntry entry) {
		byte wanted = wantedMembership(entry);
		if (wanted != entry.membership) {
			unindex(entry);
			index(entry, wanted);
		}
	}

	PoolPolicy poolPolicy() {
		return this.poolPolicy;
	}

	long nextSeq() {
		return this.nextSeq++;
	}

	MemberIndex eligible() {
		MemberIndex others = this.fallback;
		return (this.usable.size() == 0 && others != null) ? others : this.usable;
	}

	private void attributesChanged(PoolElementEntry entry, @Nullable MemberSelectionPolicy former) {
		boolean inconsistent = inconsistency(entry.parameter) != null;
		setInconsistent(entry, inconsistent);
		byte wanted = wantedMembership(entry);
		if (wanted != entry.membership) {
			unindex(entry);
			index(entry, wanted);
		}
		else if (wanted != PoolElementEntry.IN_NO_INDEX && former != null) {
			indexOf(wanted).update(entry, valueOf(entry), this.workspace);
		}
		tally(entry, former);
	}

	private void tally(PoolElementEntry entry, @Nullable MemberSelectionPolicy former) {
		int code = entry.parameter.policy().code();
		PolicyTally counts = this.tally;
		if (counts == null) {
			if (code != this.policy.code()) {
				PolicyTally made = new PolicyTally();
				forEach((member) -> made.add(member.parameter.policy().code()));
				this.tally = made;
				settlePolicy(made);
			}
			return;
		}
		if (former != null) {
			counts.remove(former.code());
		}
		counts.add(code);
		settlePolicy(counts);
	}

	/** The policy of a mixed pool is that of most elements, so equal everywhere. */
	private void settlePolicy(PolicyTally counts) {
		int winner = counts.winner();
		if (winner != this.policy.code() && this.table.size() > 0) {
			forEach(this::unindex);
			forEach((member) -> {
				if (member.parameter.policy().code() == winner) {
					this.policy = member.parameter.policy();
				}
			});
			this.poolPolicy = PoolPolicy.of(winner);
			this.usable = this.poolPolicy.newIndex(this);
			this.fallback = null;
			forEach((member) -> {
				setInconsistent(member, inconsistency(member.parameter) != null);
				index(member, wantedMembership(member));
			});
		}
		if (!counts.isMixed()) {
			this.tally = null;
		}
	}

	private Inconsistency.@Nullable Kind inconsistency(PoolElementParameter parameter) {
		if (parameter.policy().code() != this.policy.code()) {
			return Inconsistency.Kind.POLICY;
		}
		TransportParameter other = parameter.userTransport();
		if (other.type() != this.transport.type()) {
			return Inconsistency.Kind.TRANSPORT_TYPE;
		}
		return (other.use() != this.transport.use()) ? Inconsistency.Kind.DATA_CONTROL : null;
	}

	private void setInconsistent(PoolElementEntry entry, boolean inconsistent) {
		int mask = ElementFlag.INCONSISTENT.mask();
		entry.flags = (byte) (inconsistent ? entry.flags | mask : entry.flags & ~mask);
	}

	private byte wantedMembership(PoolElementEntry entry) {
		if (entry.has(ElementFlag.INCONSISTENT) || this.poolPolicy.isWeighted() && valueOf(entry) == 0) {
			return PoolElementEntry.IN_NO_INDEX;
		}
		return entry.isUnflagged() ? PoolElementEntry.IN_USABLE : PoolElementEntry.IN_FALLBACK;
	}

	private long valueOf(PoolElementEntry entry) {
		return this.poolPolicy.value(entry.parameter.policy(), entry.counter);
	}

	private void index(PoolElementEntry entry, byte membership) {
		entry.membership = membership;
		if (membership != PoolElementEntry.IN_NO_INDEX) {
			indexOf(membership).add(entry, valueOf(entry), this.workspace);
		}
	}

	private void unindex(PoolElementEntry entry) {
		byte membership = entry.membership;
		if (membership != PoolElementEntry.IN_NO_INDEX) {
			indexOf(membership).remove(entry, this.workspace);
			entry.membership = PoolElementEntry.IN_NO_INDEX;
		}
	}

	private MemberIndex indexOf(byte membership) {
		if (membership == PoolElementEntry.IN_USABLE) {
			return this.usable;
		}
		MemberIndex others = this.fallback;
		if (others == null) {
			others = this.poolPolicy.newIndex(this);
			this.fallback = others;
		}
		return others;
	}

	private void dropStaleView() {
		if (this.view != null && this.view.isStale()) {
			this.view = null;
		}
	}

	private static boolean isSame(MemberSelectionPolicy a, MemberSelectionPolicy b) {
		return a == b || a.code() == b.code() && a.word0() == b.word0() && a.word1() == b.word1()
				&& a.word2() == b.word2() && a.word3() == b.word3();
	}

}
