/**
 * Sessions between pool users and pool elements (RFC 5352 sections 3.8, 3.9 and 6): the
 * TCP mapping, application acknowledgements, cookies, business cards, failover. State
 * machines: no clock, no thread, no socket.
 */
@NullMarked
package io.rserpool.session;

import org.jspecify.annotations.NullMarked;
