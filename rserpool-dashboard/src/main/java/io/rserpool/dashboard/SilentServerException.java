package io.rserpool.dashboard;

/**
 * The ENRP server did not answer in time, or is closed.
 */
class SilentServerException extends RuntimeException {

	private static final long serialVersionUID = 1;

	SilentServerException(Throwable cause) {
		super("The ENRP server did not answer within " + DashboardSource.PATIENCE.toMillis() + " ms", cause);
	}

}
