package io.rserpool.lab;

import java.util.Comparator;
import java.util.List;

import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PoolSnapshot;

/**
 * What an ENRP server knows at one moment.
 *
 * @param id the server
 * @param phase how far it has come
 * @param checksum over what it owns
 * @param owned how many elements it owns
 * @param peers the other servers whose id it knows
 * @param entries all elements, in order
 */
record ServerReport(String id, String phase, int checksum, int owned, List<Peer> peers, List<Entry> entries) {

	static ServerReport of(EnrpSnapshot server, List<PoolSnapshot> pools) {
		List<Peer> peers = server.peers()
			.stream()
			.filter((peer) -> !peer.id().isNone())
			.map(Peer::of)
			.sorted(Comparator.comparing(Peer::id))
			.toList();
		List<Entry> entries = pools.stream()
			.flatMap((pool) -> pool.elements()
				.stream()
				.map((element) -> new Entry(pool.handle().toString(), element.id().toString(),
						element.home().toString())))
			.sorted(Comparator.comparing(Entry::handle).thenComparing(Entry::id))
			.toList();
		return new ServerReport(server.id().toString(), server.phase().name(), server.checksum(), server.ownedCount(),
				peers, entries);
	}

	/** Whether the server has a connection to a live peer with the given id. */
	boolean hears(String peer) {
		return this.peers.stream()
			.anyMatch((each) -> each.id().equals(peer) && each.connected() && each.status().equals("ACTIVE"));
	}

	/** Whether the server thinks nothing of a server with the given id any more. */
	boolean hasForgotten(String peer) {
		return this.peers.stream().noneMatch((each) -> each.id().equals(peer))
				&& this.entries.stream().noneMatch((entry) -> entry.home().equals(peer));
	}

	/**
	 * Another server in its eyes.
	 *
	 * @param id the peer
	 * @param status what it thinks of the peer
	 * @param connected whether there is a connection
	 * @param audit the verdict on what the peer owns
	 * @param expected checksum over what it holds for the peer
	 * @param received checksum that the peer told last
	 */
	record Peer(String id, String status, boolean connected, String audit, int expected, int received) {

		static Peer of(PeerSnapshot peer) {
			return new Peer(peer.id().toString(), peer.status().name(), peer.connected(), peer.audit().state().name(),
					peer.audit().expected(), peer.audit().received());
		}

	}

	/**
	 * An element of a pool.
	 *
	 * @param handle the pool
	 * @param id the element
	 * @param home who owns it
	 */
	record Entry(String handle, String id, String home) {

		/** The same without its home. */
		String element() {
			return this.handle + "/" + this.id;
		}

	}

}
