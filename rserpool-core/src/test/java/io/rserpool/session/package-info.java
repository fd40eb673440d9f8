/**
 * Tests of sessions: virtual time, recorded effects.
 */
@NullMarked
package io.rserpool.session;

import org.jspecify.annotations.NullMarked;
