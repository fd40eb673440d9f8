package io.rserpool.wire;

/**
 * What a transport is for.
 */
enum TransportRole {

	/** A pool element's service: port 0 is invalid [P-9]. */
	USER(false, true),

	/** A pool element's ASAP side: port 0 says that it cannot be dialled [T-6]. */
	ASAP(true, true),

	/** An ENRP server: whoever dials checks the addresses. */
	SERVER(true, false);

	private final boolean portZeroAllowed;

	private final boolean ofElement;

	TransportRole(boolean portZeroAllowed, boolean ofElement) {
		this.portZeroAllowed = portZeroAllowed;
		this.ofElement = ofElement;
	}

	/** Whether addresses that nobody can be reached at are invalid [P-3]. */
	boolean isOfElement() {
		return this.ofElement;
	}

	/** Reads the port of the reader's current transport; refuses a wrong 0. */
	int port(ParameterReader in) {
		int port = in.getUnsignedShort(4);
		if (port == 0 && !this.portZeroAllowed) {
			in.invalid("user transport with port 0");
		}
		return port;
	}

}
