package io.rserpool.quickstart.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.wire.ServerId;

/**
 * What an ENRP server says about itself and the others, as one line of text.
 *
 * @param id the server
 * @param phase how far it has come
 * @param elementCount elements it knows
 * @param ownedCount elements whose home it is
 * @param checksum over the owned elements, 0 to 0xffff
 * @param peers the others that it heard of
 */
public record ServerReport(ServerId id, ServerPhase phase, int elementCount, int ownedCount, int checksum,
		List<PeerReport> peers) {

	private static final String MARK = "@server ";

	public ServerReport {
		peers = List.copyOf(peers);
	}

	/** Sums up a snapshot. */
	public static ServerReport of(EnrpSnapshot snapshot) {
		return new ServerReport(snapshot.id(), snapshot.phase(), snapshot.elementCount(), snapshot.ownedCount(),
				snapshot.checksum(),
				snapshot.peers()
					.stream()
					.filter((peer) -> peer.status() != PeerStatus.CANDIDATE)
					.map(PeerReport::of)
					.toList());
	}

	public boolean isServing() {
		return this.phase == ServerPhase.SERVING;
	}

	/** What it says about another one. */
	public Optional<PeerReport> peer(ServerId id) {
		return this.peers.stream().filter((peer) -> peer.id().equals(id)).findFirst();
	}

	/** The line. */
	public String line() {
		return MARK + this.id + " " + this.phase + " " + this.elementCount + " " + this.ownedCount + " " + this.checksum
				+ " " + this.peers.stream().map(PeerReport::text).collect(Collectors.joining(";"));
	}

	/** Reads a line, if it is one of these. */
	public static Optional<ServerReport> parse(String line) {
		if (!line.startsWith(MARK)) {
			return Optional.empty();
		}
		String[] parts = line.substring(MARK.length()).split(" ", -1);
		List<PeerReport> peers = parts[5].isEmpty() ? List.of()
				: Arrays.stream(parts[5].split(";")).map(PeerReport::parse).toList();
		return Optional.of(new ServerReport(id(parts[0]), ServerPhase.valueOf(parts[1]), Integer.parseInt(parts[2]),
				Integer.parseInt(parts[3]), Integer.parseInt(parts[4]), peers));
	}

	static ServerId id(String text) {
		return new ServerId(Integer.parseUnsignedInt(text.substring(2), 16));
	}

}
