/**
 * Tests of the shell around the state machines.
 */
@NullMarked
package io.rserpool.transport;

import org.jspecify.annotations.NullMarked;
