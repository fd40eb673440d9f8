package io.rserpool;

/**
 * Takes the datagrams that come to a port of a pool user. Called one at a time, never on
 * an I/O thread.
 */
@FunctionalInterface
public interface DatagramHandler {

	void received(ReceivedDatagram datagram);

}
