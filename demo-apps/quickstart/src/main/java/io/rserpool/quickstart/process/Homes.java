package io.rserpool.quickstart.process;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each painter the one ENRP server that it knows: that which was given to the
 * fewest. A painter that is in the pool may lose its server: the others take over what it
 * owned, and the new owner calls the painter. One that is not there yet would look for
 * its server in vain, so it is started again with another one. Safe for use by many
 * threads.
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
		SortedMap<Integer, Long> given = new TreeMap<>();
		given.put(Servers.SELF, 0L);
		this.servers.all()
			.stream()
			.filter((server) -> server.state() == ServerState.UP)
			.forEach((server) -> given.put(server.number(), 0L));
		for (Painter other : this.painters.all()) {
			Integer home = this.homes.get(other.number());
			if (home != null && other.number() != painter && other.isRunning()) {
				given.computeIfPresent(home, (number, count) -> count + 1);
			}
		}
		int home = given.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
		this.homes.put(painter, home);
		return home;
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
