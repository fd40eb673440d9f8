package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.ServerId;

/**
 * Elements that more than one living server calls its own, as long as those two do not
 * hear each other (enrp.md 10.7). The handlespace's entry is the claim that counts for
 * users; the others are kept here, and in the checksums of their servers, so that audits
 * agree with both and this server does not flip between the two.
 */
final class Claims {

	/** Claims beside the one that counts, at most. */
	private static final int MAX_OTHERS = 3;

	private final EnrpContext context;

	private final Map<PoolElementEntry, List<Claim>> others = new IdentityHashMap<>();

	Claims(EnrpContext context) {
		this.context = context;
	}

	/** Adds or replaces a server's claim on an element that is another's. */
	void add(PoolElementEntry entry, PoolElementParameter element, boolean fresh) {
		ServerId owner = element.home();
		drop(entry, owner);
		List<Claim> claims = this.others.computeIfAbsent(entry, (unknown) -> new ArrayList<>(1));
		if (claims.size() >= MAX_OTHERS) {
			Claim oldest = claims.remove(0);
			this.context.handlespace().unclaim(entry, oldest.owner());
		}
		this.context.handlespace().claim(entry, owner);
		claims.add(new Claim(owner, element, fresh, this.context.handlespace().changes()));
	}

	/** Withdraws a server's claim, if there is one. */
	boolean drop(PoolElementEntry entry, ServerId owner) {
		List<Claim> claims = this.others.get(entry);
		if (claims == null || !claims.removeIf((claim) -> claim.owner().equals(owner))) {
			return false;
		}
		this.context.handlespace().unclaim(entry, owner);
		if (claims.isEmpty()) {
			this.others.remove(entry);
		}
		return true;
	}

	/**
	 * Withdraws all of them: a registration beats them all, and a removed element has
	 * none.
	 */
	boolean dropAll(PoolElementEntry entry) {
		List<Claim> claims = this.others.remove(entry);
		if (claims == null) {
			return false;
		}
		claims.forEach((claim) -> this.context.handlespace().unclaim(entry, claim.owner()));
		return true;
	}

	/**
	 * Takes out the claim that counts when the one that counted is gone: the newest
	 * announced one, else the one of the highest id.
	 */
	@Nullable Claim takeBest(PoolElementEntry entry) {
		List<Claim> claims = this.others.get(entry);
		if (claims == null) {
			return null;
		}
		Claim best = null;
		for (Claim claim : claims) {
			// The list is in the order in which they came.
			boolean better = best == null || claim.fresh()
					|| (!best.fresh() && claim.owner().compareTo(best.owner()) > 0);
			best = better ? claim : best;
		}
		if (best != null) {
			drop(entry, best.owner());
		}
		return best;
	}

	/** Withdraws what a server claims and did not repeat. */
	int dropOlder(ServerId owner, int since) {
		int dropped = 0;
		for (PoolElementEntry entry : List.copyOf(this.others.keySet())) {
			Claim claim = find(entry, owner);
			if (claim != null && claim.isOlderThan(since)) {
				drop(entry, owner);
				dropped++;
			}
		}
		return dropped;
	}

	/** Withdraws all claims of a server that is gone. */
	void dropAllOf(ServerId owner) {
		for (PoolElementEntry entry : List.copyOf(this.others.keySet())) {
			drop(entry, owner);
		}
	}

	private @Nullable Claim find(PoolElementEntry entry, ServerId owner) {
		List<Claim> claims = this.others.get(entry);
		if (claims != null) {
			for (Claim claim : claims) {
				if (claim.owner().equals(owner)) {
					return claim;
				}
			}
		}
		return null;
	}

	/** Hands over every claim with its element. */
	void forEach(BiConsumer<PoolElementEntry, Claim> action) {
		this.others.forEach((entry, claims) -> claims.forEach((claim) -> action.accept(entry, claim)));
	}

	boolean has(PoolElementEntry entry) {
		return this.others.containsKey(entry);
	}

	int size() {
		return this.others.size();
	}

}
