package io.rserpool.wire;

/**
 * A message of ASAP (RFC 5352 section 2.2).
 */
public sealed interface AsapMessage extends WireMessage permits Registration, Deregistration, RegistrationResponse,
		DeregistrationResponse, HandleResolution, HandleResolutionResponse, EndpointKeepAlive, EndpointKeepAliveAck,
		EndpointUnreachable, ServerAnnounce, Cookie, CookieEcho, BusinessCard, AsapError {

	AsapMessageType type();

}
