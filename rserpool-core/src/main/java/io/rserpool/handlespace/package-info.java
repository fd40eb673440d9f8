/**
 * Pools, pool elements, ownership index, PE checksum, life timers and selection policies.
 * Confined to one thread; no clock, no I/O.
 */
@NullMarked
package io.rserpool.handlespace;

import org.jspecify.annotations.NullMarked;
