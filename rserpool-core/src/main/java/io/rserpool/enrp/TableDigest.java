package io.rserpool.enrp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.Octets;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * A digest over all that a server owns, attributes included: the first 16 octets of the
 * SHA-256 over its elements in the order of pool handle and identifier, each as pool
 * handle length, pool handle and Pool Element parameter with home 0 (enrp.md 8.5). Goes
 * through the whole handlespace, so it is for scopes of some thousand elements; nothing
 * is computed again while nothing changes.
 */
final class TableDigest {

	private static final int PAGE = 256;

	private static final int OCTETS = 16;

	private final Handlespace handlespace;

	private final Map<ServerId, Octets> known = new HashMap<>();

	private int changes;

	TableDigest(Handlespace handlespace) {
		this.handlespace = handlespace;
	}

	Octets of(ServerId owner) {
		if (this.changes != this.handlespace.changes()) {
			this.known.clear();
			this.changes = this.handlespace.changes();
		}
		return this.known.computeIfAbsent(owner, this::compute);
	}

	private Octets compute(ServerId owner) {
		MessageDigest digest = sha256();
		PoolHandle last = null;
		List<Pool> pools;
		do {
			pools = this.handlespace.poolsAfter(last, PAGE);
			for (Pool pool : pools) {
				last = pool.handle();
				add(pool, owner, digest);
			}
		}
		while (pools.size() == PAGE);
		return Octets.of(Arrays.copyOf(digest.digest(), OCTETS));
	}

	private static void add(Pool pool, ServerId owner, MessageDigest digest) {
		byte[] handle = pool.handle().toByteArray();
		PoolElementId last = null;
		List<PoolElementEntry> page;
		do {
			page = pool.elementsAfter(last, PAGE);
			for (PoolElementEntry entry : page) {
				last = entry.id();
				if (entry.home().equals(owner)) {
					digest.update((byte) (handle.length >>> 8));
					digest.update((byte) handle.length);
					digest.update(handle);
					digest.update(ParameterOctets.of(entry.parameter().withHome(ServerId.NONE)).toByteArray());
				}
			}
		}
		while (page.size() == PAGE);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	/** Whether a peer's digest, if it sent one, is that of what is held for it here. */
	boolean agrees(ServerId owner, @Nullable Octets digest) {
		return digest == null || digest.equals(of(owner));
	}

}
