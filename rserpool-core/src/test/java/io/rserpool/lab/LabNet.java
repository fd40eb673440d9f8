package io.rserpool.lab;

import java.net.InetAddress;
import java.util.List;

/**
 * What joins the hosts of a {@link Lab}, and can be cut. Hosts have the numbers 1 to n.
 */
interface LabNet extends AutoCloseable {

	/** What it is made of, in words for the output. */
	String words();

	InetAddress address(int host);

	/** Chooses a port at which the host's process can be reached by all. */
	int port(int host);

	/**
	 * The beginning of the command of a process that runs on the host.
	 * @return the words before {@code java}, and options of the JVM after it
	 */
	LabCommand command(int host);

	/** Loses whatever one host sends to another from now on. */
	void cut(int from, int to);

	/** Loses nothing any more. */
	void heal();

	/** The host's process begins: its ports are open from now on. */
	default void processStarts(int host) {
	}

	/** The host's process has ended: its ports refuse from now on. */
	default void processEnded(int host) {
	}

	@Override
	void close();

	/**
	 * How a process begins.
	 *
	 * @param prefix words before {@code java}
	 * @param options of the JVM
	 */
	record LabCommand(List<String> prefix, List<String> options) {

	}

}
