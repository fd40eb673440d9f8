package io.rserpool.wire;

/**
 * A message of ASAP or ENRP.
 */
public sealed interface WireMessage permits AsapMessage, EnrpMessage {

}
