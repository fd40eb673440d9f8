package io.rserpool.enrp;

import java.util.random.RandomGenerator;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.machine.Effects;
import io.rserpool.machine.TimerName;

/**
 * What the parts of one server share.
 *
 * @param config how the server behaves
 * @param handlespace pools and elements
 * @param random the server's randomness
 * @param effects the world
 * @param counters what is counted
 */
record EnrpContext(EnrpConfig config, Handlespace handlespace, RandomGenerator random, Effects<EnrpTimer> effects,
		Counters counters) {

	long millis(TimerName name) {
		return this.config.timing().millis(name);
	}

	Limits limits() {
		return this.config.limits();
	}

	void count(Counter counter) {
		this.counters.add(counter);
	}

}
