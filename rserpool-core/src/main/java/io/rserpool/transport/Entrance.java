package io.rserpool.transport;

import io.rserpool.machine.Protocol;

/**
 * Who takes the connections of one protocol, and how those behave.
 *
 * @param protocol what they carry
 * @param options of accepted connections
 * @param acceptor to be called on the listener's loop
 */
public record Entrance(Protocol protocol, ConnectionOptions options, ConnectionAcceptor acceptor) {
}
