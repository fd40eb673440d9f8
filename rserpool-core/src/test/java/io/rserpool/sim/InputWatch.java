package io.rserpool.sim;

import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sees each message before and after a machine gets it.
 */
interface InputWatch {

	void before(WireMessage message);

	void after(WireMessage message);

	/**
	 * Makes a watch for a server that starts.
	 */
	interface Maker {

		@Nullable InputWatch of(Server server);

	}

}
