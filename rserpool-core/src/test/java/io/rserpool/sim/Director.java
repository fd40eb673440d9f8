package io.rserpool.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolHandle;

/**
 * Does to the cast what the steps of a scenario say.
 */
final class Director {

	private final World world;

	private final Cast cast;

	private final Inspector inspector;

	private final Expectations expectations;

	/** How often each kind of thing was done. */
	private final Map<String, Integer> done = new TreeMap<>();

	Director(World world, Cast cast, Timing timing, Inspector inspector) {
		this.world = world;
		this.cast = cast;
		this.inspector = inspector;
		this.expectations = new Expectations(world, cast, timing, inspector);
	}

	Map<String, Integer> done() {
		return Map.copyOf(this.done);
	}

	void perform(Step step) {
		this.world.trace().action(step.action());
		this.done.merge(step.verb(), 1, Integer::sum);
		List<String> words = step.words();
		switch (step.verb()) {
			case "expect" -> {
				this.expectations.check(words);
				return;
			}
			case "end" -> {
				return;
			}
			case "start" -> words.forEach(this::start);
			case "stop" -> words.forEach(this::stop);
			case "kill" -> words.forEach((name) -> kill(name, false));
			case "crash" -> words.forEach((name) -> crash(name));
			case "restart" -> words.forEach(this::restart);
			case "freeze" -> words.forEach((name) -> alive(name).ifPresent(Process::freeze));
			case "thaw" -> words.forEach((name) -> alive(name).ifPresent(this::thaw));
			case "isolate" -> words.forEach((name) -> links().isolate(this.cast.host(name)));
			case "rejoin" -> words.forEach((name) -> links().rejoin(this.cast.host(name)));
			case "cut" -> cut(words);
			case "cut-one-way" -> links().cut(host(words, 0), host(words, 1));
			case "mend" -> mend(words);
			case "partition" -> partition(words);
			case "heal" -> heal();
			case "reset" -> reset(words, true);
			case "half-reset" -> reset(words, false);
			case "jump" -> jump(words);
			case "register" -> words.forEach((name) -> this.cast.element(name).register());
			case "deregister" -> words.forEach((name) -> this.cast.element(name).deregister());
			case "update" -> this.cast.element(words.get(0)).update(Stage.policy(words.get(1)));
			case "move" -> words.forEach(this::move);
			case "audit" -> audit(words);
			case "resolve" -> {
				resolve(words);
				return;
			}
			case "report" -> {
				this.cast.user(words.get(0)).report(this.cast.element(words.get(1)));
			}
			default -> throw new IllegalArgumentException(
					"Line " + step.line() + ": there is no action '" + step.verb() + "'");
		}
		this.world.network().linksChanged();
		this.world.disturbed();
	}

	private Links links() {
		return this.world.network().links();
	}

	private Host host(List<String> words, int index) {
		return this.cast.host(words.get(index));
	}

	/** The process of that name, if there is one now. */
	private Optional<Process<?>> alive(String name) {
		if (this.cast.isServer(name)) {
			Server server = this.cast.server(name);
			return server.isAlive() ? Optional.of(server.process()) : Optional.empty();
		}
		EndpointProcess endpoint = this.cast.endpoint(name);
		return endpoint.isAlive() ? Optional.of(endpoint.process()) : Optional.empty();
	}

	private void thaw(Process<?> process) {
		process.thaw(this.world.random().nextBoolean());
	}

	private void start(String name) {
		if (this.cast.isServer(name)) {
			this.cast.server(name).start(this.inspector::watch);
		}
		else {
			this.cast.endpoint(name).start();
		}
	}

	private void stop(String name) {
		this.cast.server(name).stop();
	}

	private void kill(String name, boolean silently) {
		if (this.cast.isServer(name)) {
			this.cast.server(name).kill(silently);
		}
		else {
			this.cast.endpoint(name).kill(silently);
		}
	}

	/** A power failure: nobody is told, nothing answers. */
	private void crash(String name) {
		kill(name, true);
		links().isolate(this.cast.host(name));
	}

	private void restart(String name) {
		kill(name, false);
		links().rejoin(this.cast.host(name));
		start(name);
	}

	private void cut(List<String> words) {
		links().cut(host(words, 0), host(words, 1));
		links().cut(host(words, 1), host(words, 0));
	}

	private void mend(List<String> words) {
		links().heal(host(words, 0), host(words, 1));
		links().heal(host(words, 1), host(words, 0));
	}

	/** {@code partition A B / C D e1}: who is not named reaches both sides. */
	private void partition(List<String> words) {
		int[] sides = new int[this.world.network().hosts().size()];
		int side = 1;
		for (String word : words) {
			if (word.equals("/")) {
				side++;
			}
			else {
				sides[this.cast.host(word).index] = side;
			}
		}
		links().partition(sides);
	}

	/** Everything can talk again; the dead stay dead. */
	private void heal() {
		links().healAll();
		this.world.network().linksChanged();
		this.cast.servers().forEach((server) -> alive(server.name).ifPresent(this::thaw));
		this.cast.endpoints().forEach((endpoint) -> alive(endpoint.name).ifPresent(this::thaw));
		this.cast.elements().forEach(Element::insist);
	}

	private void reset(List<String> words, boolean bothSee) {
		Host first = host(words, 0);
		for (End end : this.world.network().between(first, host(words, 1))) {
			if (bothSee || end.host() == first) {
				this.world.network().breakEnd(end, "connection reset");
			}
		}
	}

	private void jump(List<String> words) {
		String time = words.get(1);
		long millis = Long.parseLong(time.substring(0, time.length() - 1)) * 1000;
		alive(words.get(0)).ifPresent((process) -> process.jump(millis));
	}

	/** The element's process dies and comes back on another host. */
	private void move(String name) {
		Element element = this.cast.element(name);
		EndpointProcess endpoint = element.endpoint;
		endpoint.kill(false);
		Host host = this.world.network().newHost(endpoint.name);
		this.world.names().address(host.address.toString(), endpoint.name);
		endpoint.moveTo(host);
		element.register();
	}

	private void audit(List<String> words) {
		Server server = this.cast.server(words.get(0));
		Server peer = this.cast.server(words.get(1));
		if (server.isServing() && server.process().isRunning() && peer.isAlive()) {
			server.machine().auditNow(peer.id(), server.process().now());
		}
	}

	private void resolve(List<String> words) {
		User user = this.cast.user(words.get(0));
		List<PoolHandle> handles = (words.size() > 1) ? List.of(PoolHandle.parse(words.get(1))) : this.cast.handles();
		user.endpoint.start();
		handles.forEach((handle) -> this.expectations.asked(user, user.resolve(handle, this.world.now())));
	}

}
