package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.ElementFlag;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * Handle resolution responses: what a user is told of a pool. ASAP transports are left
 * out, loopback addresses stay on their host, and a list that is too long for a
 * message is cut.
 */
final class Answers {

	/** Counted octets of a message, at most. */
	private static final int MAX_OCTETS = 65_535;

	private static final int HEADER_OCTETS = 4;

	private static final OperationError UNKNOWN_POOL = OperationError.of(CauseCode.UNKNOWN_POOL_HANDLE);

	private static final OperationError LACK_OF_RESOURCES = OperationError.of(CauseCode.LACK_OF_RESOURCES);

	private final EnrpContext context;

	/** Used anew for each answer; the record copies it. */
	private final List<PoolElementParameter> elements = new ArrayList<>();

	Answers(EnrpContext context) {
		this.context = context;
	}

	static HandleResolutionResponse unknownPool(PoolHandle handle) {
		return new HandleResolutionResponse(handle, false, null, List.of(), UNKNOWN_POOL);
	}

	static HandleResolutionResponse lackOfResources(PoolHandle handle, boolean updatesGranted) {
		return new HandleResolutionResponse(handle, updatesGranted, null, List.of(), LACK_OF_RESOURCES);
	}

	/**
	 * Answers with the first {@code count} of the selected elements; negatively if none
	 * of them can be told.
	 * @param local whether the user is on this host
	 */
	HandleResolutionResponse of(Pool pool, PoolElementEntry[] selected, int count, boolean updatesGranted,
			boolean local) {
		int room = MAX_OCTETS - HEADER_OCTETS - ParameterOctets.size(pool.handle())
				- ParameterOctets.size(pool.policy());
		for (int i = 0; i < count; i++) {
			PoolElementParameter element = local ? offered(selected[i]) : withoutLoopback(offered(selected[i]));
			if (element != null) {
				room -= ParameterOctets.size(element);
				if (room < 0) {
					break;
				}
				this.elements.add(element);
			}
		}
		return answer(pool, updatesGranted);
	}

	/** An update to subscribers: no selection, so it changes no state. */
	HandleResolutionResponse update(Pool pool, int items, boolean local) {
		PoolElementEntry[] offered = new PoolElementEntry[Math.min(items, pool.size())];
		int count = collect(pool, offered);
		return of(pool, offered, count, true, local);
	}

	/** All that fit; of a larger pool, those from a random identifier on. */
	private int collect(Pool pool, PoolElementEntry[] out) {
		boolean all = pool.size() <= out.length;
		PoolElementId start = all ? null : new PoolElementId(this.context.random().nextInt());
		int count = collect(pool, start, out, 0);
		return (all || count == out.length) ? count : collect(pool, null, out, count);
	}

	private static int collect(Pool pool, @Nullable PoolElementId start, PoolElementEntry[] out, int from) {
		boolean onlyFlagged = pool.usableCount() == 0;
		boolean weighted = isWeighted(pool);
		int count = from;
		PoolElementId after = start;
		while (count < out.length) {
			List<PoolElementEntry> page = pool.elementsAfter(after, out.length);
			for (PoolElementEntry entry : page) {
				if (from > 0 && entry == out[0]) {
					return count;
				}
				boolean offered = onlyFlagged ? !entry.has(ElementFlag.INCONSISTENT) : entry.isUnflagged();
				if (offered && count < out.length && !(weighted && entry.parameter().policy().word0() == 0)) {
					out[count++] = entry;
				}
			}
			if (page.size() < out.length) {
				return count;
			}
			after = page.get(page.size() - 1).id();
		}
		return count;
	}

	private static boolean isWeighted(Pool pool) {
		PolicyType type = pool.policy().type();
		return type == PolicyType.WEIGHTED_ROUND_ROBIN || type == PolicyType.WEIGHTED_RANDOM
				|| type == PolicyType.WEIGHTED_RANDOM_DPF;
	}

	private HandleResolutionResponse answer(Pool pool, boolean updatesGranted) {
		if (this.elements.isEmpty()) {
			return lackOfResources(pool.handle(), updatesGranted);
		}
		try {
			return new HandleResolutionResponse(pool.handle(), updatesGranted, this.elements.get(0).policy(),
					this.elements, null);
		}
		finally {
			this.elements.clear();
		}
	}

	private static PoolElementParameter offered(PoolElementEntry entry) {
		if (!(entry.attachment() instanceof ElementWatch watch)) {
			return replica(entry);
		}
		PoolElementParameter offered = watch.offered;
		if (offered == null) {
			offered = entry.parameter().withAsapTransport(null);
			watch.offered = offered;
		}
		return offered;
	}

	/** Another server's element has nothing else to keep than what users see of it. */
	private static PoolElementParameter replica(PoolElementEntry entry) {
		if (entry.attachment() instanceof PoolElementParameter offered) {
			return offered;
		}
		PoolElementParameter offered = entry.parameter().withAsapTransport(null);
		entry.attach(offered);
		return offered;
	}

	/** Returns the element as another host may see it, or null if it may not. */
	private static @Nullable PoolElementParameter withoutLoopback(PoolElementParameter element) {
		TransportParameter kept = TransportAddresses.keep(element.userTransport(), Answers::isNotLoopback);
		if (kept == null) {
			return null;
		}
		boolean allLegs = true;
		for (TransportParameter leg : element.additionalLegs()) {
			allLegs &= TransportAddresses.keep(leg, Answers::isNotLoopback) == leg;
		}
		if (kept == element.userTransport() && allLegs) {
			return element;
		}
		List<TransportParameter> legs = new ArrayList<>();
		for (TransportParameter leg : element.additionalLegs()) {
			TransportParameter keptLeg = TransportAddresses.keep(leg, Answers::isNotLoopback);
			if (keptLeg != null) {
				legs.add(keptLeg);
			}
		}
		return new PoolElementParameter(element.id(), element.home(), element.lifeSeconds(), kept, element.policy(),
				null, legs);
	}

	private static boolean isNotLoopback(IpAddress address) {
		return !address.isLoopback();
	}

}
