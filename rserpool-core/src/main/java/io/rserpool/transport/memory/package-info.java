/**
 * A network in memory on virtual time, for tests and simulations: hosts, connections with
 * delay, and every way of losing them. No socket, no thread.
 */
@NullMarked
package io.rserpool.transport.memory;

import org.jspecify.annotations.NullMarked;
