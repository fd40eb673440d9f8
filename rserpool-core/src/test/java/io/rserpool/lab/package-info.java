/**
 * A laboratory of real processes: ENRP servers, elements and users in JVMs of their own,
 * on hosts that a test can cut off from each other, one way or both, and processes that
 * it can freeze, thaw and kill. It must not know what the servers do inside.
 */
@NullMarked
package io.rserpool.lab;

import org.jspecify.annotations.NullMarked;
