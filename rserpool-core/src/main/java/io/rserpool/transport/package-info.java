/**
 * The shell: Netty TCP and an in-memory network with virtual time, framing, timers, and
 * the loops that drive the state machines.
 */
@NullMarked
package io.rserpool.transport;

import org.jspecify.annotations.NullMarked;
