package io.rserpool.wire;

import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * ENRP messages as octets (RFC 5353 section 2, RFC 5354). Makes the receive checks that
 * need no knowledge beyond the message itself; those about the receiver's own identifier,
 * its peers and its handlespace are the state machine's. Stateless and safe for any
 * thread.
 *
 * <pre>
 *  octet 0      type
 *        1      flags, undefined ones sent 0, ignored on receipt
 *        2..3   length, padding at the end not counted
 *        4..7   sending server's identifier, never 0
 *        8..11  receiving server's identifier, 0 = any
 *       12..    what the type says
 * </pre>
 */
public final class EnrpCodec {

	private static final int FIXED = 12;

	private static final WireFault NO_SERVERS = new WireFault(WireFault.Kind.DISCARDED,
			"message ends inside the server identifiers");

	private static final WireFault NO_SENDER = new WireFault(WireFault.Kind.DISCARDED, "sending server 0");

	private static final EnrpMessageCodec<?>[] CODECS = new EnrpMessageCodec<?>[EnrpMessageType.values().length];

	static {
		register(EnrpMessageType.PRESENCE, new PresenceCodec());
		register(EnrpMessageType.HANDLE_TABLE_REQUEST, new HandleTableRequestCodec());
		register(EnrpMessageType.HANDLE_TABLE_RESPONSE, new HandleTableResponseCodec());
		register(EnrpMessageType.HANDLE_UPDATE, new HandleUpdateCodec());
		register(EnrpMessageType.LIST_REQUEST, new ListRequestCodec());
		register(EnrpMessageType.LIST_RESPONSE, new ListResponseCodec());
		register(EnrpMessageType.INIT_TAKEOVER, new InitTakeoverCodec());
		register(EnrpMessageType.INIT_TAKEOVER_ACK, new InitTakeoverAckCodec());
		register(EnrpMessageType.TAKEOVER_SERVER, new TakeoverServerCodec());
		register(EnrpMessageType.ERROR, new EnrpErrorCodec());
	}

	private EnrpCodec() {
	}

	private static void register(EnrpMessageType type, EnrpMessageCodec<?> codec) {
		CODECS[type.ordinal()] = codec;
	}

	/**
	 * Appends the message: header, server identifiers, parameters, padding.
	 * @param out grows if it must; nothing is left in it if the call fails
	 * @throws IllegalArgumentException if the message has no valid form, for example
	 * because it is too long
	 */
	public static void encode(EnrpMessage message, ByteBuf out) {
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

	private static void encode(EnrpMessage message, EnrpMessageCodec<EnrpMessage> codec, int start, ByteBuf out) {
		out.writeInt(message.type().code() << 24 | codec.flags(message) << 16);
		out.writeInt(message.sender().value());
		out.writeInt(message.receiver().value());
		int padding = codec.encode(message, out);
		ParameterWriter.setLength(start, out.writerIndex() - start - padding, out);
	}

	@SuppressWarnings("unchecked") // the table holds each codec at the type of its record
	private static EnrpMessageCodec<EnrpMessage> codec(EnrpMessageType type) {
		return (EnrpMessageCodec<EnrpMessage>) CODECS[type.ordinal()];
	}

	/**
	 * Decodes one message.
	 * @param frame exactly one message from its type to its padding; only looked at,
	 * neither moved on nor released
	 * @param limits what is put up with
	 */
	public static Decoded<EnrpMessage> decode(ByteBuf frame, WireLimits limits) {
		WireFault framing = MessageHeader.check(frame, limits);
		if (framing != null) {
			return new Decoded<>(null, null, framing);
		}
		int start = frame.readerIndex();
		int end = start + MessageHeader.length(frame, start);
		if (end - start < FIXED) {
			return new Decoded<>(null, null, NO_SERVERS);
		}
		int code = MessageHeader.type(frame, start);
		EnrpMessageType type = EnrpMessageType.of(code);
		ServerId sender = ServerId.of(frame.getInt(start + 4));
		ServerId receiver = ServerId.of(frame.getInt(start + 8));
		if (type == null) {
			return decodeUnknown(code, sender, receiver, frame, start, end);
		}
		if (sender.isNone()) {
			return new Decoded<>(null, null, NO_SENDER);
		}
		boolean error = type == EnrpMessageType.ERROR;
		// Elements with a policy that only others know are kept, else audits never agree.
		ParameterReader in = new ParameterReader(frame, start + FIXED, end, limits, true, error);
		EnrpMessage message = CODECS[type.ordinal()].decode(sender, receiver, MessageHeader.flags(frame, start), in);
		Refusal refusal = in.refusal();
		if (refusal != null) {
			return refuse(refusal, type, sender, receiver, in.reports());
		}
		return (message != null && in.hasIgnoredParts()) ? partly(message, in) : new Decoded<>(message, null, null);
	}

	private static Decoded<EnrpMessage> partly(EnrpMessage message, ParameterReader in) {
		EnrpMessage reply = reply(message.sender(), message.receiver(), ErrorMessages.of(in.reports(), null));
		return new Decoded<>(message, reply, MessageHeader.IGNORED_PARTS);
	}

	private static Decoded<EnrpMessage> refuse(Refusal refusal, EnrpMessageType type, ServerId sender,
			ServerId receiver, @Nullable List<ErrorCause> reports) {
		EnrpMessage reply = null;
		if (type != EnrpMessageType.ERROR) {
			ErrorCause cause = switch (refusal.damage()) {
				case TRUNCATED -> null;
				// Unlike ASAP, which says 0x0 [P-11].
				case MISSING_PARAMETER -> ErrorCause.of(CauseCode.INVALID_VALUES);
				default -> refusal.cause();
			};
			reply = reply(sender, receiver, ErrorMessages.of(reports, cause));
		}
		WireFault.Kind kind = (reply != null) ? WireFault.Kind.INVALID : WireFault.Kind.DISCARDED;
		return new Decoded<>(null, reply, new WireFault(kind, refusal.detail()));
	}

	private static Decoded<EnrpMessage> decodeUnknown(int code, ServerId sender, ServerId receiver, ByteBuf frame,
			int start, int end) {
		byte[] quoted = MessageHeader.quoteUnknown(code, frame, start, end);
		if (quoted == null) {
			return new Decoded<>(null, null, MessageHeader.UNKNOWN_DISCARDED);
		}
		return new Decoded<>(null, reply(sender, receiver, ErrorMessages.ofUnknownMessage(quoted)),
				MessageHeader.UNKNOWN_REPORTED);
	}

	/** The answer goes the way back: its sender is whom the message was for. */
	private static @Nullable EnrpMessage reply(ServerId sender, ServerId receiver, @Nullable OperationError error) {
		return (error != null) ? new EnrpError(receiver, sender, error) : null;
	}

}
