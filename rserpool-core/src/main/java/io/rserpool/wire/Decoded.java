package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * What came out of one received message. All four combinations of message and reply
 * occur: a message alone is the usual case; a message with a reply has parameters that
 * must be reported (action bits 11); a reply alone says why the message was refused;
 * neither means silently discarded.
 * <p>
 * A reply must not be sent in answer to multicast or broadcast, and at most ten times a
 * second to one peer [P-15]; both are up to the transport, which knows the peer. The
 * sender of an {@link EnrpError} reply is the server that the message was addressed to,
 * hence {@link ServerId#NONE} for a message to any server: the sending server puts in its
 * own identifier.
 *
 * @param <M> the protocol
 * @param message the message, or null if it must not have any effect
 * @param reply the exact answer about the message's form, or null
 * @param fault what was wrong, or null
 */
public record Decoded<M extends WireMessage>(@Nullable M message, @Nullable M reply, @Nullable WireFault fault) {
}
