package io.rserpool.asap;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;

/**
 * The outcome of a policy update or a deregistration: exactly one of these calls, on the
 * machine's thread, perhaps before the request's call returns. Must not call the machine.
 */
public interface RequestCallback {

	/** The server has done it, or there was nothing to do. */
	void granted();

	/** The server refused. */
	void refused(ErrorCause cause);

	/**
	 * No server answered.
	 * @param tried the servers that were tried
	 * @param waitedMillis since the request
	 */
	void noServer(List<Endpoint> tried, long waitedMillis);

	/** The endpoint stopped, or a later request of the user made this one void. */
	void abandoned();

}
