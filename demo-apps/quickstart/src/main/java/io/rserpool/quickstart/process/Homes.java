package io.rserpool.quickstart.process;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.rserpool.quickstart.report.ServerReport;

/**
 * Gives each painter the one ENRP server that it knows: that which owns the fewest. A
 * painter that is in the pool may lose its server: the others take over what it owned,
 * and the new owner calls the painter. One that is not there yet would look for its
 * server in vain, so it is started again with another one. Safe for use by many threads.
 */
public final class Homes implements ServerListener {

	private final Servers servers;

	private final Painters painters;

	private final Map<Integer, Integer> homes = new ConcurrentHashMap<>();

	public Homes(Servers servers, Painters painters) {
		this.servers = servers;
		this.painters = painters;
	}

	/**
	 * Chooses the server of a painter that is about to start.
	 * @param painter its number
	 * @return the server's number
	 */
	public int choose(int painter) {
		SortedMap<Integer, Integer> given = new TreeMap<>();
		int elsewhere = 0;
		for (ServerProcess server : this.servers.all()) {
			ServerReport report = server.report();
			if (server.state() == ServerState.UP && report != null) {
				given.put(server.number(), report.ownedCount());
				elsewhere += report.ownedCount();
			}
		}
		int up = 0;
		for (Painter other : this.painters.all()) {
			Integer home = this.homes.get(other.number());
			up += (other.state() == PainterState.UP) ? 1 : 0;
			if (home != null && other.number() != painter && other.state() == PainterState.STARTING) {
				given.computeIfPresent(home, (number, count) -> count + 1);
				elsewhere -= (home == Servers.SELF) ? 1 : 0;
			}
		}
		given.put(Servers.SELF, Math.max(0, up - elsewhere));
		// What a server owns since a moment ago it has not reported yet.
		int home = given.keySet()
			.stream()
			.min(Comparator.<Integer>comparingInt(given::get).thenComparing(this::sent))
			.orElseThrow();
		this.homes.put(painter, home);
		return home;
	}

	private long sent(int server) {
		return this.painters.all()
			.stream()
			.filter((painter) -> painter.isRunning() && this.homes.getOrDefault(painter.number(), 0) == server)
			.count();
	}

	@Override
	public void started(ServerProcess server) {
	}

	@Override
	public void serving(ServerProcess server) {
	}

	@Override
	public void ended(ServerProcess server) {
		for (Painter painter : this.painters.all()) {
			Integer home = this.homes.get(painter.number());
			if (home != null && home == server.number() && painter.state() == PainterState.STARTING) {
				this.painters.restart(painter.number());
			}
		}
	}

}
