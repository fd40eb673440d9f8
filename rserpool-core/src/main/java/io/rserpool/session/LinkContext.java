package io.rserpool.session;

import java.util.random.RandomGenerator;

import io.rserpool.machine.Effects;
import io.rserpool.wire.WireLimits;

/**
 * What all links of a machine share.
 *
 * @param limits what is put up with in messages of the control channel
 * @param random for the spread of heartbeats
 */
record LinkContext(WireLimits limits, RandomGenerator random, Effects<SessionTimer> effects) {
}
