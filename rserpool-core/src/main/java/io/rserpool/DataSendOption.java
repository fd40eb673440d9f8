package io.rserpool;

/**
 * How a {@link DataSender} sends a message (RFC 5352 section 6.5.5). None of them: as the
 * sender's sessions do by default.
 */
public enum DataSendOption {

	/**
	 * If the element is lost before its application has the message, another one is
	 * chosen and gets it. At least once.
	 */
	SEND_FAILOVER(0x0001),

	/**
	 * This element or none: if it is lost, the message is given back. At most once.
	 */
	SEND_NO_FAILOVER(0x0002),

	/**
	 * To the element that the last message to this pool went to; chosen by the policy if
	 * there was none, or if it is lost.
	 */
	SEND_TO_LAST(0x0004),

	/**
	 * A copy to each element of the pool, but not to this process's own. No copy goes to
	 * another element when its own is lost.
	 */
	SEND_TO_ALL(0x0008),

	/** With {@link #SEND_TO_ALL}: also to this process's own elements. */
	SEND_TO_SELF(0x0010),

	/** May pass other messages, if the transport can; TCP cannot. */
	SCTP_UNORDER(0x1000);

	private final int code;

	DataSendOption(int code) {
		this.code = code;
	}

	/** The RFC's value. */
	public int code() {
		return this.code;
	}

}
