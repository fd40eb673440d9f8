/**
 * A deterministic simulator: many real machines in one thread on a virtual clock, with
 * every kind of fault. No socket, no octets unless asked for, no wall clock.
 */
@NullMarked
package io.rserpool.sim;

import org.jspecify.annotations.NullMarked;
