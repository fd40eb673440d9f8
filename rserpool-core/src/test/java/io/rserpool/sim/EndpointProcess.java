package io.rserpool.sim;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.asap.AsapConfig;
import io.rserpool.asap.AsapEndpointMachine;
import io.rserpool.asap.AsapTimer;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.Timing;
import org.jspecify.annotations.Nullable;

/**
 * An application of the plan, through all its lives: pool elements or a pool user over
 * one ASAP endpoint. It may come back on another host.
 */
final class EndpointProcess {

	private static final int ASAP_LISTENER_PORT = 3864;

	final String name;

	private final World world;

	private final Timing timing;

	private final List<Endpoint> servers;

	private final boolean listens;

	private final List<Element> elements = new ArrayList<>();

	private Host host;

	private @Nullable Process<AsapTimer> process;

	private @Nullable AsapEndpointMachine machine;

	EndpointProcess(World world, String name, Host host, Timing timing, List<Endpoint> servers, boolean listens) {
		this.world = world;
		this.name = name;
		this.host = host;
		this.timing = timing;
		this.servers = servers;
		this.listens = listens;
	}

	void add(Element element) {
		this.elements.add(element);
	}

	/** Starts the process; nothing happens while it runs. */
	void start() {
		if (isAlive()) {
			return;
		}
		Process<AsapTimer> born = new Process<>(this.world, this.name, this.host, ProcessOptions.endpoint(this.timing),
				this.world.random().nextInt(1_000_000));
		AsapEndpointMachine made = new AsapEndpointMachine(AsapConfig.of(this.servers, this.timing),
				this.world.newRandom(), born);
		born.run(made);
		this.process = born;
		this.machine = made;
		this.world.network().join(born);
		if (this.listens) {
			this.host.listen(ASAP_LISTENER_PORT, Protocol.ASAP, born);
			made.listenerOpened(new Endpoint(this.host.address, ASAP_LISTENER_PORT));
		}
		made.start(born.now());
	}

	/**
	 * Kills the process with all elements in it.
	 * @param silently whether its host dies with it
	 */
	void kill(boolean silently) {
		if (this.process != null && isAlive()) {
			this.process.kill(silently);
			this.elements.forEach(Element::died);
		}
	}

	/** The next life is on another host. */
	void moveTo(Host newHost) {
		this.host = newHost;
	}

	boolean isAlive() {
		return this.process != null && !this.process.isDead();
	}

	Host host() {
		return this.host;
	}

	boolean listens() {
		return this.listens;
	}

	List<Element> elements() {
		return List.copyOf(this.elements);
	}

	AsapEndpointMachine machine() {
		AsapEndpointMachine known = this.machine;
		if (known == null) {
			throw new IllegalStateException("Process " + this.name + " was never started");
		}
		return known;
	}

	Process<AsapTimer> process() {
		Process<AsapTimer> known = this.process;
		if (known == null) {
			throw new IllegalStateException("Process " + this.name + " was never started");
		}
		return known;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
