package io.rserpool.machine;

/**
 * What a connection carries.
 */
public enum Protocol {

	/** RFC 5352, port 3863. */
	ASAP,

	/** RFC 5353, port 9901. */
	ENRP,

	/** A session between pool user and pool element: the TCP mapping. */
	SESSION

}
