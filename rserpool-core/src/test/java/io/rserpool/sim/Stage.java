package io.rserpool.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.rserpool.asap.ElementSpec;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.enrp.Reachability;
import io.rserpool.enrp.TakeoverArbitration;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * Makes the world and the cast of a scenario from its settings.
 */
final class Stage {

	private final World world;

	private final Cast cast = new Cast();

	private final Timing timing;

	private final Map<String, Host> serverHosts = new LinkedHashMap<>();

	private UnaryOperator<PeeringConfig> peering = UnaryOperator.identity();

	Stage(Scenario scenario) {
		this.timing = Timing.of(Profile.valueOf(setting(scenario, "profile", "fast").toUpperCase(Locale.ROOT)));
		this.world = new World(Long.parseLong(setting(scenario, "seed", "1")),
				setting(scenario, "codecs", "off").equals("on"));
		this.world.trace().filter(filter(scenario));
		scenario.settings().forEach(this::meetServers);
		scenario.settings().forEach(this::apply);
	}

	World world() {
		return this.world;
	}

	Cast cast() {
		return this.cast;
	}

	Timing timing() {
		return this.timing;
	}

	private static TraceFilter filter(Scenario scenario) {
		TraceFilter filter = TraceFilter.DEFAULT;
		for (Step setting : scenario.settings()) {
			if (setting.verb().equals("show")) {
				filter = filter.showing(setting.words());
			}
			else if (setting.verb().equals("hide")) {
				filter = filter.hiding(setting.words());
			}
		}
		return filter;
	}

	private static String setting(Scenario scenario, String name, String otherwise) {
		return scenario.settings()
			.stream()
			.filter((setting) -> setting.verb().equals(name))
			.map((setting) -> setting.words().get(0))
			.findFirst()
			.orElse(otherwise);
	}

	/** Servers know each other's addresses, so that these must be known first. */
	private void meetServers(Step setting) {
		if (setting.verb().equals("server")) {
			String name = setting.words().get(0);
			this.serverHosts.put(name, newHost(name));
		}
	}

	private Host newHost(String name) {
		Host host = this.world.network().newHost(name);
		this.world.names().address(host.address.toString(), name);
		return host;
	}

	private void apply(Step setting) {
		List<String> words = setting.words();
		switch (setting.verb()) {
			case "seed", "profile", "codecs", "show", "hide" -> {
			}
			case "delay" -> {
				String[] range = words.get(0).split("-");
				this.world.network().delay(Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]));
			}
			case "peering" -> this.peering = peering(words);
			case "server" -> server(words);
			case "element" -> element(words);
			case "user" -> user(words);
			default -> throw new IllegalArgumentException(
					"Line " + setting.line() + ": there is no setting '" + setting.verb() + "'");
		}
	}

	private static UnaryOperator<PeeringConfig> peering(List<String> words) {
		return (config) -> {
			PeeringConfig changed = config;
			for (int i = 0; i + 1 < words.size(); i += 2) {
				String value = words.get(i + 1);
				changed = switch (words.get(i)) {
					case "arbitration" ->
						changed.withArbitration(TakeoverArbitration.valueOf(value.toUpperCase(Locale.ROOT)));
					case "reachability" ->
						changed.withReachability(Reachability.valueOf(value.toUpperCase(Locale.ROOT)));
					case "strong-digest" -> changed.withStrongDigest(value.equals("on"));
					case "multicast" -> changed.withMulticastPresence(value.equals("on"));
					case "suggestion" -> changed.withTakeoverSuggestion(value.equals("on"));
					case "quorum" -> changed.withTakeoverQuorum(value.equals("on"));
					case "part" -> changed.withTableResponse(16_384, Integer.parseInt(value));
					default -> throw new IllegalArgumentException("There is no peering option " + words.get(i));
				};
			}
			return changed;
		};
	}

	private void server(List<String> words) {
		String name = words.get(0);
		Host host = this.serverHosts.get(name);
		if (host == null) {
			throw new IllegalArgumentException("Server '" + name + "' has no host");
		}
		ServerId id = null;
		List<String> mentors = new ArrayList<>(this.serverHosts.keySet());
		for (int i = 1; i < words.size(); i++) {
			if (words.get(i).equals("mentors")) {
				mentors = words.subList(i + 1, words.size());
				break;
			}
			id = ServerId.of(Integer.parseUnsignedInt(words.get(i).substring(2), 16));
		}
		List<Endpoint> addresses = mentors.stream()
			.filter((mentor) -> !mentor.equals("none") && !mentor.equals(name))
			.map((mentor) -> Server.enrpAddress(hostOf(mentor)))
			.toList();
		this.cast.add(new Server(this.world, name, host, this.timing, this.peering, addresses, id));
	}

	private Host hostOf(String server) {
		Host host = this.serverHosts.get(server);
		if (host == null) {
			throw new IllegalArgumentException("There is no server '" + server + "'");
		}
		return host;
	}

	/** {@code element e1 EchoPool [0x101] servers A,B with e0 deaf life 20 weight 3}. */
	private void element(List<String> words) {
		String name = words.get(0);
		boolean any = words.size() < 3 || !words.get(2).startsWith("0x");
		PoolElementId id = any ? null : new PoolElementId(Integer.parseUnsignedInt(words.get(2).substring(2), 16));
		Options options = new Options(words.subList(2, words.size()));
		String company = options.get("with");
		EndpointProcess endpoint = (company != null) ? this.cast.endpoint(company) : new EndpointProcess(this.world,
				name, newHost(name), this.timing, candidates(options), !options.has("deaf"));
		String life = options.get("life");
		this.cast.add(new Element(this.world, name, endpoint, PoolHandle.parse(words.get(1)), id,
				policy(options.get("weight")), (life != null) ? Integer.parseInt(life) : ElementSpec.DEFAULT_LIFE));
	}

	static MemberSelectionPolicy policy(@Nullable String weight) {
		return (weight != null) ? MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, Integer.parseInt(weight))
				: MemberSelectionPolicy.ROUND_ROBIN;
	}

	private void user(List<String> words) {
		String name = words.get(0);
		Options options = new Options(words.subList(1, words.size()));
		this.cast.add(new User(name,
				new EndpointProcess(this.world, name, newHost(name), this.timing, candidates(options), false)));
	}

	/** The servers that an endpoint may ask. */
	private List<Endpoint> candidates(Options options) {
		String servers = options.get("servers");
		List<String> names = (servers != null) ? List.of(servers.split(",")) : List.copyOf(this.serverHosts.keySet());
		return names.stream().map((server) -> Server.asapAddress(hostOf(server))).toList();
	}

	/**
	 * Words behind a name.
	 */
	private record Options(List<String> words) {

		@Nullable String get(String name) {
			int index = this.words.indexOf(name);
			return (index >= 0 && index + 1 < this.words.size()) ? this.words.get(index + 1) : null;
		}

		boolean has(String name) {
			return this.words.contains(name);
		}

	}

}
