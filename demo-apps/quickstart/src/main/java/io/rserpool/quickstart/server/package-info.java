/**
 * An ENRP server in a process of its own: a small application that tells its parent
 * process what it sees.
 */
@NullMarked
package io.rserpool.quickstart.server;

import org.jspecify.annotations.NullMarked;
