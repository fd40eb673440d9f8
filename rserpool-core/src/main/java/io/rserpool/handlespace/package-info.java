/**
 * Pools, pool elements, ownership index, PE checksum, life timers and selection policies.
 * Confined to one thread, but for {@link io.rserpool.handlespace.LocalPool}; no clock, no
 * I/O.
 */
@NullMarked
package io.rserpool.handlespace;

import org.jspecify.annotations.NullMarked;
