package io.rserpool.enrp;

/**
 * What a server thinks of a peer (RFC 5353 section 3.4).
 */
public enum PeerStatus {

	/** An address is known, but who answers there is not. */
	CANDIDATE,

	/** Heard of lately. */
	ACTIVE,

	/** Silent, and asked for a sign of life. */
	PROBING,

	/** No sign of life; what it owns has to be taken over. */
	DEAD,

	/** This server takes it over. */
	TAKEOVER_BY_ME,

	/** Another server takes it over. */
	NOT_ACTIVE

}
