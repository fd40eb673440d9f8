package io.rserpool;

/**
 * The application's part in a failover (requirement S8): called once for each new
 * element, after the cookie was echoed and before anything is sent again. What it sends
 * by the context arrives before everything that was retrieved.
 */
@FunctionalInterface
public interface FailoverHandler {

	/**
	 * Prepares a new element.
	 * @param failover both elements, the reason, the last cookie, what was not
	 * acknowledged
	 * @return how to go on
	 * @throws Exception as {@link FailoverDecision#nextElement(String)}
	 */
	FailoverDecision onFailover(FailoverContext failover) throws Exception;

}
