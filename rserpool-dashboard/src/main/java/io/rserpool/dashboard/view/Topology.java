package io.rserpool.dashboard.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PoolSnapshot;

/**
 * A drawing of pools with their elements on the left and their owners on the right, and
 * the same facts for a table.
 *
 * @param height of the drawing; its width is 1016
 * @param pools the boxes on the left
 * @param servers the boxes on the right
 * @param lines who owns what
 * @param label the drawing in words
 */
public record Topology(int height, List<PoolBox> pools, List<ServerBox> servers, List<Line> lines, String label) {

	/** Above this, a drawing tells less than a table. */
	public static final int MOST_ELEMENTS = 24;

	/** As many pools are drawn. */
	public static final int MOST_POOLS = 12;

	private static final int TOP = 26;

	private static final int GAP = 14;

	private static final int HEAD = 28;

	private static final int ROW = 25;

	private static final int SERVER_HEIGHT = 66;

	public Topology {
		pools = List.copyOf(pools);
		servers = List.copyOf(servers);
		lines = List.copyOf(lines);
	}

	/** Whether a scope is small enough to be drawn. */
	public static boolean fits(Reading reading) {
		return reading.hasAllElements() && !reading.pools().isEmpty() && reading.pools().size() <= MOST_POOLS
				&& reading.numbers().elementCount() <= MOST_ELEMENTS;
	}

	/** Draws. Everything has a fixed place, in the order of handles and ids. */
	public static Topology draw(Reading reading, ServerTag self, ServerNames names, Words words) {
		List<PoolBox> pools = new ArrayList<>();
		Map<String, ServerTag> tags = new LinkedHashMap<>();
		tags.put(self.name(), self);
		int y = TOP;
		for (PoolSnapshot pool : reading.pools()) {
			List<ElementBox> elements = new ArrayList<>();
			int row = y + HEAD;
			for (ElementSnapshot element : pool.elements()) {
				ServerTag owner = names.of(element.home());
				tags.putIfAbsent(owner.name(), owner);
				elements.add(new ElementBox(row, String.format("%08x", element.id().value()),
						Transports.address(element.transport()), state(element.state()),
						(element.state() == ElementState.UP) ? "" : words.say("state." + element.state()),
						Transports.name(element.transport()), owner));
				row += ROW;
			}
			int height = row - y + 10;
			pools.add(new PoolBox(y, height, pool.handle().toString(), Handles.slug(pool.handle()),
					Policies.name(pool.policy(), words), elements));
			y += height + GAP;
		}
		Map<String, String> said = new HashMap<>();
		for (PeerSnapshot peer : ServerRows.peers(reading.numbers())) {
			ServerTag tag = names.of(peer.id());
			tags.putIfAbsent(tag.name(), tag);
			said.put(tag.name(), words.say("peer." + peer.status()));
		}
		int height = Math.max(y - GAP, TOP + tags.size() * (SERVER_HEIGHT + GAP)) + 4;
		List<ServerBox> servers = servers(
				tags.values().stream().sorted(Comparator.comparing(ServerTag::order)).toList(), pools, height, said,
				words);
		return new Topology(height, pools, servers, lines(pools, servers),
				words.say("topology.label", pools.size(), reading.numbers().elementCount(), servers.size()));
	}

	private static List<ServerBox> servers(List<ServerTag> tags, List<PoolBox> pools, int height,
			Map<String, String> said, Words words) {
		List<ServerBox> servers = new ArrayList<>();
		int slot = (height - TOP) / tags.size();
		int y = TOP + (slot - SERVER_HEIGHT) / 2;
		for (ServerTag tag : tags) {
			Map<String, Integer> owned = new LinkedHashMap<>();
			for (PoolBox pool : pools) {
				int count = (int) pool.elements().stream().filter((e) -> e.owner().name().equals(tag.name())).count();
				owned.put(pool.handle(), count);
			}
			int total = owned.values().stream().mapToInt(Integer::intValue).sum();
			servers
				.add(new ServerBox(y, tag, words.say("topology.owns", total),
						tag.self() ? words.say("topology.self")
								: said.getOrDefault(tag.name(), words.say("topology.other")),
						List.copyOf(owned.values())));
			y += slot;
		}
		return servers;
	}

	private static List<Line> lines(List<PoolBox> pools, List<ServerBox> servers) {
		List<Line> lines = new ArrayList<>();
		for (ServerBox server : servers) {
			List<ElementBox> owned = pools.stream()
				.flatMap((pool) -> pool.elements().stream())
				.filter((element) -> element.owner().name().equals(server.tag().name()))
				.toList();
			for (int i = 0; i < owned.size(); i++) {
				int from = owned.get(i).y() + ROW / 2 - 1;
				int to = server.y() + 10 + (SERVER_HEIGHT - 20) * (2 * i + 1) / (2 * owned.size());
				lines.add(new Line(server.tag().css(), "M560 " + from + "C680 " + from + " 680 " + to + " 800 " + to));
			}
		}
		return lines;
	}

	static State state(ElementState state) {
		return switch (state) {
			case UP -> State.UP;
			case SUSPENDED -> State.ILL;
			case UNVERIFIED, INCONSISTENT -> State.UNVERIFIED;
		};
	}

	/**
	 * A pool in the drawing.
	 */
	public record PoolBox(int y, int height, String handle, String slug, String policy, List<ElementBox> elements) {

	}

	/**
	 * An element in the drawing.
	 */
	public record ElementBox(int y, String id, String name, State state, String word, String leg, ServerTag owner) {

	}

	/**
	 * A server in the drawing, with the number of its elements in each pool.
	 */
	public record ServerBox(int y, ServerTag tag, String owns, String what, List<Integer> ownedByPool) {

	}

	/**
	 * A line from an element to its owner.
	 */
	public record Line(String css, String path) {

	}

}
