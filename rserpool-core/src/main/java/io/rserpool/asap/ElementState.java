package io.rserpool.asap;

/**
 * Where a pool element stands in its registration life cycle (RFC 5352 section 3.1). The
 * names are those of the public {@code RegistrationState}.
 */
public enum ElementState {

	/** Not registered and not wanting to be. */
	IDLE,

	/** Looking for an ENRP server. */
	HUNTING,

	/** Waiting for the answer to a first registration. */
	REGISTERING,

	/** A member of its pool. */
	REGISTERED,

	/** A member, waiting for the answer to a re-registration. */
	REREGISTERING,

	/** Waiting for the answer to a deregistration. */
	DEREGISTERING,

	/** Refused, or without any server for too long. */
	FAILED

}
