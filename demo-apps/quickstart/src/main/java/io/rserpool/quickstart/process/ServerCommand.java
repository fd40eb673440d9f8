package io.rserpool.quickstart.process;

import java.util.List;

/**
 * Says how an ENRP server is started.
 */
@FunctionalInterface
public interface ServerCommand {

	/**
	 * The program and its arguments.
	 * @param number the server's number
	 * @param address its ports
	 */
	List<String> command(int number, ServerAddress address);

}
