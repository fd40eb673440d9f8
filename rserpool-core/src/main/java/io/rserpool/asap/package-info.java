/**
 * Pool element and pool user endpoints as state machines: registration, server hunt,
 * resolution, cache, keep-alive, unreachable reports (RFC 5352).
 */
@NullMarked
package io.rserpool.asap;

import org.jspecify.annotations.NullMarked;
