/**
 * Tests of the ASAP endpoint: recorded effects, virtual time, seeded randomness.
 */
@NullMarked
package io.rserpool.asap;

import org.jspecify.annotations.NullMarked;
