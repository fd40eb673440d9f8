package io.rserpool.wire;

/**
 * A message of ASAP or ENRP, or a chunk of the TCP mapping.
 */
public sealed interface WireMessage permits AsapMessage, EnrpMessage, MappingChunk {

}
