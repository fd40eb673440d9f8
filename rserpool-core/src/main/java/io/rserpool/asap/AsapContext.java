package io.rserpool.asap;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import io.rserpool.machine.Effects;

/**
 * What all parts of an endpoint share.
 *
 * @param random for identifiers: as good as the owner wants it
 * @param choices for selections: fast, seeded by the other
 */
record AsapContext(AsapConfig config, RandomGenerator random, RandomGenerator choices, Effects<AsapTimer> effects) {

	AsapContext(AsapConfig config, RandomGenerator random, Effects<AsapTimer> effects) {
		this(config, random, new SplittableRandom(random.nextLong()), effects);
	}

}
