package io.rserpool.sim;

import java.util.HashMap;
import java.util.Map;

import io.rserpool.enrp.ServerProbe;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.wire.ServerId;

/**
 * The checksum accumulator of each owner equals a computation from nothing (I4), and the
 * counts of the handlespace are right.
 */
final class Checksums implements Check {

	private final Cast cast;

	Checksums(Cast cast) {
		this.cast = cast;
	}

	@Override
	public void inspect() {
		for (Server server : this.cast.servers()) {
			if (server.isAlive()) {
				inspect(server);
			}
		}
	}

	private static void inspect(Server server) {
		Handlespace handlespace = ServerProbe.handlespace(server.machine());
		Map<ServerId, Sum> sums = new HashMap<>();
		handlespace.poolsAfter(null, Integer.MAX_VALUE).forEach((pool) -> {
			long handle = pool.handle().wordSum();
			pool.forEach(
					(entry) -> sums.computeIfAbsent(entry.home(), (home) -> new Sum()).add(handle, entry.id().value()));
		});
		ServerProbe.forEachClaim(server.machine(), (handle, id,
				claimant) -> sums.computeIfAbsent(claimant, (owner) -> new Sum()).claim(handle.wordSum(), id.value()));
		int elements = 0;
		for (ServerId owner : handlespace.owners()) {
			Sum sum = sums.getOrDefault(owner, new Sum());
			elements += sum.elements;
			if (sum.folded() != handlespace.checksum(owner) || sum.elements != handlespace.elementCount(owner)) {
				throw new AssertionError(
						String.format("Server %s has checksum 0x%04x over %d elements of %s, but it is 0x%04x over %d",
								server, handlespace.checksum(owner), handlespace.elementCount(owner), owner,
								sum.folded(), sum.elements));
			}
		}
		if (elements != handlespace.elementCount()) {
			throw new AssertionError(
					"Server " + server + " counts " + handlespace.elementCount() + " elements, but has " + elements);
		}
	}

	/**
	 * The sum of RFC 5353 section 3.6.2 as it is written there.
	 */
	private static final class Sum {

		private long words;

		private int elements;

		void add(long handle, int id) {
			claim(handle, id);
			this.elements++;
		}

		void claim(long handle, int id) {
			this.words += handle + (id >>> 16) + (id & 0xffff);
		}

		int folded() {
			long sum = this.words;
			while (sum >>> 16 != 0) {
				sum = (sum & 0xffff) + (sum >>> 16);
			}
			return (int) ~sum & 0xffff;
		}

	}

}
