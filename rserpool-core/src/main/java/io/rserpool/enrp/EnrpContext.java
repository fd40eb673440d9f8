package io.rserpool.enrp;

import java.util.random.RandomGenerator;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.Effects;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.ServerId;

/**
 * What the parts of one server share.
 */
final class EnrpContext {

	private final EnrpConfig config;

	private final Handlespace handlespace;

	private final RandomGenerator random;

	private final Effects<EnrpTimer> effects;

	private final Counters counters;

	private volatile ServerId id;

	EnrpContext(EnrpConfig config, Handlespace handlespace, RandomGenerator random, Effects<EnrpTimer> effects,
			Counters counters) {
		this.config = config;
		this.handlespace = handlespace;
		this.random = random;
		this.effects = effects;
		this.counters = counters;
		this.id = config.id();
	}

	EnrpConfig config() {
		return this.config;
	}

	Handlespace handlespace() {
		return this.handlespace;
	}

	RandomGenerator random() {
		return this.random;
	}

	Effects<EnrpTimer> effects() {
		return this.effects;
	}

	Counters counters() {
		return this.counters;
	}

	/** This server; another one than configured only after a clash (enrp.md 10.5). */
	ServerId id() {
		return this.id;
	}

	boolean isMe(ServerId server) {
		return this.id.equals(server);
	}

	/** Draws another id for this server. */
	ServerId takeNewId() {
		int value = this.random.nextInt();
		this.id = ServerId.of((value != 0 && value != this.id.value()) ? value : ~this.id.value());
		return this.id;
	}

	boolean owns(PoolElementEntry entry) {
		return this.id.equals(entry.home());
	}

	long millis(TimerName name) {
		return this.config.timing().millis(name);
	}

	/** The timer's value, give or take a share of it. */
	long around(long millis, int percent) {
		long spread = millis * percent / 100;
		return millis - spread + this.random.nextLong(2 * spread + 1);
	}

	Limits limits() {
		return this.config.limits();
	}

	PeeringConfig peering() {
		return this.config.peering();
	}

	void count(Counter counter) {
		this.counters.add(counter);
	}

}
