/**
 * Tests of the network in memory.
 */
@NullMarked
package io.rserpool.transport.memory;

import org.jspecify.annotations.NullMarked;
