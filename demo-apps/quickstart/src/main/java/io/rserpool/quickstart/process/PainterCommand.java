package io.rserpool.quickstart.process;

import java.util.List;

import io.rserpool.wire.PoolElementId;

/**
 * Says how a painter is started.
 */
@FunctionalInterface
public interface PainterCommand {

	/**
	 * The program and its arguments.
	 * @param number the painter's number
	 * @param element the id by which it is to register
	 */
	List<String> command(int number, PoolElementId element);

}
