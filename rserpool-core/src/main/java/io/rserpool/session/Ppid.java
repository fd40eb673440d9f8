package io.rserpool.session;

/**
 * Payload protocol identifiers: what a message of a session is.
 */
public final class Ppid {

	/** User data of no particular kind. */
	public static final int DATA = 0;

	/** ASAP: the control channel (RFC 5352 section 5). */
	public static final int ASAP = 11;

	/** ENRP, which has no business in a session. */
	public static final int ENRP = 12;

	/** Application acknowledgements over SCTP. */
	public static final int ACKNOWLEDGEMENT = 0x52535001;

	/** User data that wants a reply. */
	public static final int REQUEST = 0x52535002;

	/** A reply: eight octets with the sequence of the request, then user data. */
	public static final int REPLY = 0x52535003;

	/** As a reply, but the user data is the reason, in UTF-8, why there is none. */
	public static final int FAILURE = 0x52535004;

	private Ppid() {
	}

}
