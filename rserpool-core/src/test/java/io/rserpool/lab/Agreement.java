package io.rserpool.lab;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it means that servers agree.
 */
final class Agreement {

	private Agreement() {
	}

	/**
	 * Asserts that servers know each other and no others, hold the same elements with the
	 * same homes and say the same of them, and that these are the elements of the given
	 * processes, which name the same homes.
	 */
	static void of(Collection<LabProcess> servers, Collection<LabProcess> elements) {
		List<ServerReport> reports = LabScope.reports(servers);
		assertThat(reports).allSatisfy((server) -> assertThat(server.phase()).isEqualTo("SERVING"));
		Set<String> ids = reports.stream().map(ServerReport::id).collect(Collectors.toCollection(TreeSet::new));
		assertThat(ids).hasSize(servers.size());
		TreeMap<String, Integer> checksums = new TreeMap<>();
		reports.forEach((server) -> checksums.put(server.id(), server.checksum()));
		for (ServerReport server : reports) {
			knowsAllOthers(server, ids, checksums);
			assertThat(server.entries()).as("elements at %s", server.id()).isEqualTo(reports.get(0).entries());
		}
		List<ServerReport.Entry> entries = reports.get(0).entries();
		assertThat(entries).allSatisfy((entry) -> assertThat(ids).contains(entry.home()));
		assertThat(reports).allSatisfy((server) -> assertThat(server.owned())
			.isEqualTo((int) entries.stream().filter((entry) -> entry.home().equals(server.id())).count()));
		List<ElementReport> own = LabScope.elementReports(elements);
		assertThat(own).allSatisfy((element) -> assertThat(element.state()).isEqualTo("REGISTERED"));
		assertThat(entries.stream().map((entry) -> entry.element() + " at " + entry.home()))
			.containsExactlyInAnyOrderElementsOf(
					own.stream().map((element) -> element.element() + " at " + element.home()).toList());
	}

	private static void knowsAllOthers(ServerReport server, Set<String> ids, TreeMap<String, Integer> checksums) {
		Set<String> others = new TreeSet<>(ids);
		others.remove(server.id());
		assertThat(server.peers().stream().map(ServerReport.Peer::id)).as("peers of %s", server.id())
			.containsExactlyElementsOf(others);
		assertThat(server.peers()).as("peers of %s", server.id()).allSatisfy((peer) -> {
			assertThat(peer.status()).isEqualTo("ACTIVE");
			assertThat(peer.connected()).isTrue();
			assertThat(peer.audit()).isEqualTo("AGREED");
			assertThat(peer.expected()).isEqualTo(peer.received()).isEqualTo(checksums.get(peer.id()));
		});
	}

}
