package io.rserpool.sim;

import java.util.List;
import java.util.function.UnaryOperator;

import io.rserpool.enrp.EnrpConfig;
import io.rserpool.enrp.EnrpServerMachine;
import io.rserpool.enrp.EnrpTimer;
import io.rserpool.enrp.PeeringConfig;
import io.rserpool.enrp.ServerProbe;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.Timing;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import org.jspecify.annotations.Nullable;

/**
 * An ENRP server of the plan, through all its lives: each start makes a new machine with
 * a new id, on the same host and ports.
 */
final class Server {

	static final int ASAP_PORT = 3863;

	static final int ENRP_PORT = 9901;

	final String name;

	final Host host;

	private final World world;

	private final Timing timing;

	private final UnaryOperator<PeeringConfig> peering;

	private final List<Endpoint> mentors;

	/** The id of the first life, or null = random as all later ones. */
	private final @Nullable ServerId firstId;

	private @Nullable Process<EnrpTimer> process;

	private @Nullable EnrpServerMachine machine;

	private int lives;

	private long startedAt;

	Server(World world, String name, Host host, Timing timing, UnaryOperator<PeeringConfig> peering,
			List<Endpoint> mentors, @Nullable ServerId firstId) {
		this.world = world;
		this.name = name;
		this.host = host;
		this.timing = timing;
		this.peering = peering;
		this.mentors = mentors;
		this.firstId = firstId;
	}

	static Endpoint asapAddress(Host host) {
		return new Endpoint(host.address, ASAP_PORT);
	}

	static Endpoint enrpAddress(Host host) {
		return new Endpoint(host.address, ENRP_PORT);
	}

	/** Starts the server as its shell does; nothing happens while it runs. */
	void start(InputWatch.Maker watch) {
		if (isAlive()) {
			return;
		}
		this.lives++;
		this.startedAt = this.world.now();
		ServerId id = newId();
		String life = (this.lives == 1) ? this.name : this.name + this.lives;
		this.world.names().server(id, life);
		EnrpConfig defaults = EnrpConfig.of(id, this.timing);
		EnrpConfig config = defaults.withPeering(this.peering.apply(defaults.peering()));
		Process<EnrpTimer> born = new Process<>(this.world, this.name, this.host,
				ProcessOptions.server(this.timing, config.peering().multicastPresence()),
				this.world.random().nextInt(1_000_000));
		EnrpServerMachine made = new EnrpServerMachine(config, this.world.newRandom(), born);
		born.run(made);
		this.process = born;
		this.machine = made;
		born.watch(watch.of(this));
		this.host.listen(ASAP_PORT, Protocol.ASAP, born);
		this.host.listen(ENRP_PORT, Protocol.ENRP, born);
		this.world.network().join(born);
		made.peerTransport(new SctpTransport(ENRP_PORT, TransportUse.DATA_ONLY, List.of(this.host.address)));
		made.mentors(this.mentors, born.now());
		made.announceTransports(List.of(new TcpTransport(ASAP_PORT, TransportUse.DATA_ONLY, this.host.address)));
		made.start(born.now());
	}

	private ServerId newId() {
		int random = this.world.random().nextInt();
		if (this.lives == 1 && this.firstId != null) {
			return this.firstId;
		}
		return ServerId.of((random != 0) ? random : 1);
	}

	/** Ends the server in order. */
	void stop() {
		Process<EnrpTimer> running = this.process;
		if (running != null && running.isRunning()) {
			machine().stop(running.now());
			running.exit();
		}
	}

	/**
	 * Kills the server.
	 * @param silently whether its host dies with it
	 */
	void kill(boolean silently) {
		if (this.process != null && isAlive()) {
			this.process.kill(silently);
		}
	}

	/** Whether there is a process, be it frozen. */
	boolean isAlive() {
		return this.process != null && !this.process.isDead();
	}

	boolean isServing() {
		return isAlive() && ServerProbe.isServing(machine());
	}

	EnrpServerMachine machine() {
		EnrpServerMachine known = this.machine;
		if (known == null) {
			throw new IllegalStateException("Server " + this.name + " was never started");
		}
		return known;
	}

	Process<EnrpTimer> process() {
		Process<EnrpTimer> known = this.process;
		if (known == null) {
			throw new IllegalStateException("Server " + this.name + " was never started");
		}
		return known;
	}

	/** The id that the server has now. */
	ServerId id() {
		return ServerProbe.id(machine());
	}

	long ageMillis() {
		return this.world.now() - this.startedAt;
	}

	Timing timing() {
		return this.timing;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
