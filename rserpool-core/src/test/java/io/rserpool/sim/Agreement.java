package io.rserpool.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.rserpool.enrp.ServerProbe;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.ServerId;

/**
 * When nothing has happened for long enough: all servers serve and know the same, which
 * is the truth. Each live element is known once, everywhere, with the same home, which
 * lives; and nothing else is known (I1, I2).
 */
final class Agreement implements Check {

	private final Cast cast;

	Agreement(Cast cast) {
		this.cast = cast;
	}

	@Override
	public void inspect() {
		List<Server> alive = this.cast.servers().stream().filter(Server::isAlive).toList();
		if (alive.isEmpty()) {
			return;
		}
		for (Server server : alive) {
			if (!server.isServing()) {
				throw new AssertionError("Server " + server + " still does not serve");
			}
		}
		Map<String, List<Element>> live = this.cast.elements()
			.stream()
			.filter(Element::isLive)
			.collect(Collectors.groupingBy(Agreement::key, TreeMap::new, Collectors.toList()));
		live.values().forEach((elements) -> require(member(elements), alive));
		for (Server server : alive) {
			int known = ServerProbe.handlespace(server.machine()).elementCount();
			if (known != live.size()) {
				throw new AssertionError("Server " + server + " knows " + known + " elements, not " + live.size() + ": "
						+ describe(server) + ", truly " + live.keySet());
			}
		}
	}

	private static String key(Element element) {
		return element.handle + "/" + element.id();
	}

	/** Of those that insist on the same id one is the member of the pool. */
	private static Element member(List<Element> elements) {
		List<Element> members = elements.stream().filter(Element::isRegistered).toList();
		if (members.size() != 1) {
			throw new AssertionError("Of " + elements + ", " + members + " are registered, which should be one: "
					+ elements.stream().map(Element::state).toList());
		}
		return members.get(0);
	}

	private void require(Element element, List<Server> alive) {
		ServerId home = null;
		for (Server server : alive) {
			Handlespace handlespace = ServerProbe.handlespace(server.machine());
			PoolElementEntry entry = handlespace.find(element.handle, element.id());
			if (entry == null) {
				throw new AssertionError("Server " + server + " does not know " + element + " (" + element.id() + ")");
			}
			if (home != null && !home.equals(entry.home())) {
				throw new AssertionError("Server " + server + " believes that " + entry.home() + " owns " + element
						+ ", server " + alive.get(0) + " believes in " + home);
			}
			home = entry.home();
			if (!entry.parameter().userTransport().equals(element.transport())) {
				throw new AssertionError("Server " + server + " knows a wrong transport of " + element + ": "
						+ entry.parameter().userTransport());
			}
		}
		ServerId owner = home;
		if (alive.stream().noneMatch((server) -> server.id().equals(owner))) {
			throw new AssertionError("All believe that " + owner + " owns " + element + ", but it does not live");
		}
	}

	/** All that a server knows: elements with their homes. */
	static TreeMap<String, String> describe(Server server) {
		TreeMap<String, String> words = new TreeMap<>();
		ServerProbe.handlespace(server.machine())
			.poolsAfter(null, Integer.MAX_VALUE)
			.forEach((pool) -> pool.forEach((entry) -> words.put(entry.toString(), entry.home().toString())));
		return words;
	}

}
