/**
 * What happened: one sealed type of events, and the stream that hands them to listeners.
 * Listeners never reach into a state machine.
 */
@NullMarked
package io.rserpool.event;

import org.jspecify.annotations.NullMarked;
