/**
 * The ENRP server as a state machine (RFC 5353, and the server side of RFC 5352). No
 * clock, thread or socket.
 */
@NullMarked
package io.rserpool.enrp;

import org.jspecify.annotations.NullMarked;
