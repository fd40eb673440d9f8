package io.rserpool.asap;

import java.util.random.RandomGenerator;

import io.rserpool.machine.Effects;

/**
 * What all parts of an endpoint share.
 */
record AsapContext(AsapConfig config, RandomGenerator random, Effects<AsapTimer> effects) {

}
