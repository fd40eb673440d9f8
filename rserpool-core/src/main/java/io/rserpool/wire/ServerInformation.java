package io.rserpool.wire;

/**
 * An ENRP server's identifier and address (RFC 5354 section 3.11).
 *
 * <pre>
 *  octet 0..3   0x000b, length
 *        4..7   server identifier
 *        8..    server transport, always of type SCTP (N-7)
 * </pre>
 *
 * @param id never {@link ServerId#NONE} when valid
 * @param transport where ENRP is spoken
 */
public record ServerInformation(ServerId id, SctpTransport transport) {

}
