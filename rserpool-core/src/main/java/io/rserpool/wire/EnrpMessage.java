package io.rserpool.wire;

/**
 * A message of ENRP (RFC 5353 section 2).
 */
public sealed interface EnrpMessage extends WireMessage permits Presence, HandleTableRequest, HandleTableResponse,
		HandleUpdate, ListRequest, ListResponse, InitTakeover, InitTakeoverAck, TakeoverServer, EnrpError {

	EnrpMessageType type();

	/** The sending server; never {@link ServerId#NONE} in a valid message. */
	ServerId sender();

	/** The receiving server, {@link ServerId#NONE} = any. */
	ServerId receiver();

}
