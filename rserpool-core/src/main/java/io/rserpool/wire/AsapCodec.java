package io.rserpool.wire;

import io.netty.buffer.ByteBuf;

/**
 * ASAP messages as octets (RFC 5352 section 2.2, RFC 5354). Encoding is strict, decoding
 * tolerant: lengths that count the last padding, known parameters in any order and
 * misplaced ones are accepted. Stateless and safe for any thread.
 */
public final class AsapCodec {

	private static final AsapMessageCodec<?>[] CODECS = new AsapMessageCodec<?>[AsapMessageType.values().length];

	static {
		register(AsapMessageType.REGISTRATION, new RegistrationCodec());
		register(AsapMessageType.DEREGISTRATION, new DeregistrationCodec());
		register(AsapMessageType.REGISTRATION_RESPONSE, new RegistrationResponseCodec());
		register(AsapMessageType.DEREGISTRATION_RESPONSE, new DeregistrationResponseCodec());
		register(AsapMessageType.HANDLE_RESOLUTION, new HandleResolutionCodec());
		register(AsapMessageType.HANDLE_RESOLUTION_RESPONSE, new HandleResolutionResponseCodec());
		register(AsapMessageType.ENDPOINT_KEEP_ALIVE, new EndpointKeepAliveCodec());
		register(AsapMessageType.ENDPOINT_KEEP_ALIVE_ACK, new EndpointKeepAliveAckCodec());
		register(AsapMessageType.ENDPOINT_UNREACHABLE, new EndpointUnreachableCodec());
		register(AsapMessageType.SERVER_ANNOUNCE, new ServerAnnounceCodec());
		register(AsapMessageType.COOKIE, new CookieCodec());
		register(AsapMessageType.COOKIE_ECHO, new CookieEchoCodec());
		register(AsapMessageType.BUSINESS_CARD, new BusinessCardCodec());
		register(AsapMessageType.ERROR, new AsapErrorCodec());
	}

	private AsapCodec() {
	}

	private static void register(AsapMessageType type, AsapMessageCodec<?> codec) {
		CODECS[type.ordinal()] = codec;
	}

	/**
	 * Appends the message: header, parameters, padding.
	 * @param out grows if it must; nothing is left in it if the call fails
	 * @throws IllegalArgumentException if the message has no valid form, for example
	 * because it is too long
	 */
	public static void encode(AsapMessage message, ByteBuf out) {
		int start = out.writerIndex();
		boolean complete = false;
		try {
			encode(message, codec(message.type()), start, out);
			complete = true;
		}
		finally {
			if (!complete) {
				out.writerIndex(start);
			}
		}
	}

	private static void encode(AsapMessage message, AsapMessageCodec<AsapMessage> codec, int start, ByteBuf out) {
		out.writeInt(message.type().code() << 24 | codec.flags(message) << 16);
		int padding = codec.encode(message, out);
		ParameterWriter.setLength(start, out.writerIndex() - start - padding, out);
	}

	@SuppressWarnings("unchecked") // the table holds each codec at the type of its record
	private static AsapMessageCodec<AsapMessage> codec(AsapMessageType type) {
		return (AsapMessageCodec<AsapMessage>) CODECS[type.ordinal()];
	}

	/**
	 * Decodes one message.
	 * @param frame exactly one message from its type to its padding; only looked at,
	 * neither moved on nor released
	 * @param limits what is put up with
	 */
	public static Decoded<AsapMessage> decode(ByteBuf frame, WireLimits limits) {
		WireFault framing = MessageHeader.check(frame, limits);
		if (framing != null) {
			return new Decoded<>(null, null, framing);
		}
		int start = frame.readerIndex();
		int end = start + MessageHeader.length(frame, start);
		int code = MessageHeader.type(frame, start);
		AsapMessageType type = AsapMessageType.of(code);
		if (type == null) {
			return decodeUnknown(code, frame, start, end);
		}
		ParameterReader in = new ParameterReader(frame, start + MessageHeader.OCTETS, end, limits,
				type != AsapMessageType.REGISTRATION, type == AsapMessageType.ERROR);
		AsapMessage message = CODECS[type.ordinal()].decode(MessageHeader.flags(frame, start), in);
		Refusal refusal = in.refusal();
		if (refusal != null) {
			return AsapReactions.refuse(refusal, type, in, frame, start + MessageHeader.OCTETS, end);
		}
		return (message != null && in.hasIgnoredParts()) ? partly(type, message, in)
				: new Decoded<>(message, null, null);
	}

	private static Decoded<AsapMessage> partly(AsapMessageType type, AsapMessage message, ParameterReader in) {
		OperationError reports = ErrorMessages.of(in.reports(), null);
		AsapMessage reply = (reports != null && AsapReactions.mayBeAnswered(type)) ? new AsapError(reports) : null;
		return new Decoded<>(message, reply, MessageHeader.IGNORED_PARTS);
	}

	private static Decoded<AsapMessage> decodeUnknown(int code, ByteBuf frame, int start, int end) {
		byte[] quoted = MessageHeader.quoteUnknown(code, frame, start, end);
		if (quoted == null) {
			return new Decoded<>(null, null, MessageHeader.UNKNOWN_DISCARDED);
		}
		return new Decoded<>(null, new AsapError(ErrorMessages.ofUnknownMessage(quoted)),
				MessageHeader.UNKNOWN_REPORTED);
	}

}
