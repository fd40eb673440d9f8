/**
 * Tests of the codec: against vectors, random messages, and fuzzed octets.
 */
@NullMarked
package io.rserpool.wire;

import org.jspecify.annotations.NullMarked;
