package io.rserpool.wire;

/**
 * An ENRP server's identifier and address (RFC 5354 section 3.11).
 *
 * @param id never {@link ServerId#NONE} when valid
 * @param transport where ENRP is spoken
 */
public record ServerInformation(ServerId id, SctpTransport transport) {

}
