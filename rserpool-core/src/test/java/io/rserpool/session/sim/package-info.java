/**
 * Simulates sessions: random schedules of messages and faults in virtual time, with the
 * promises of sessions watched on the wire and at both applications. See
 * {@code docs/simulation.md}.
 */
@NullMarked
package io.rserpool.session.sim;

import org.jspecify.annotations.NullMarked;
