package io.rserpool.lab;

import java.net.InetAddress;

/**
 * A host of a {@link Lab}; one process runs there at a time.
 *
 * @param number 1 or more
 * @param address its only address
 */
record LabHost(int number, InetAddress address) {

}
