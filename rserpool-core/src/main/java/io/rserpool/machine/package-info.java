/**
 * What every state machine may see of the world: connection ids, timer profiles, the
 * narrow outbound interface. No clock, no thread, no socket.
 */
@NullMarked
package io.rserpool.machine;

import org.jspecify.annotations.NullMarked;
