/**
 * The public API: {@link io.rserpool.EnrpServer}, {@link io.rserpool.PoolElement},
 * {@link io.rserpool.PoolUser}, each with a builder, {@code start()} and {@code close()}.
 * Nothing here decides anything about the protocol.
 */
@NullMarked
package io.rserpool;

import org.jspecify.annotations.NullMarked;
