package io.rserpool.asap;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;

/**
 * The outcome of a resolution: exactly one of these calls, on the machine's thread,
 * perhaps before {@link AsapEndpointMachine#resolve} returns. Must not call the machine.
 */
public interface ResolutionCallback {

	/**
	 * The pool is known.
	 * @param stale whether this is an old answer, given because it is being renewed or no
	 * server can be reached
	 */
	void resolved(CachedPool pool, boolean stale);

	/** The server knows no such pool (cause 0x9). */
	void unknownPool();

	/** The server refused for another reason. */
	void refused(ErrorCause cause);

	/**
	 * No server answered.
	 * @param tried the servers that were tried
	 * @param waitedMillis since the request
	 */
	void noServer(List<Endpoint> tried, long waitedMillis);

	/** The endpoint stopped. */
	void abandoned();

}
