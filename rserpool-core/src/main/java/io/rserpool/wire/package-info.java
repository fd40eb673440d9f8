/**
 * ASAP and ENRP messages and parameters as immutable records, and the one codec between
 * them and bytes (RFC 5352, 5353, 5354, 5356). No state, no I/O, no clock.
 */
@NullMarked
package io.rserpool.wire;

import org.jspecify.annotations.NullMarked;
