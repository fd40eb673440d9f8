package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of the TCP mapping as octets. User data is copied once in each direction.
 * Stateless and safe for any thread: what a chunk means on its connection is checked by
 * the session.
 */
public final class ChunkCodec {

	private static final int INFO_TYPE = 1;

	private static final int INFO_HEADER = 4;

	private static final int ACK_LENGTH = 8;

	private ChunkCodec() {
	}

	/**
	 * Appends the chunk: header, value, padding.
	 * @param out grows if it must
	 */
	public static void encode(MappingChunk chunk, ByteBuf out) {
		switch (chunk.type()) {
			case DATA -> encode((DataChunk) chunk, out);
			case INIT -> out.writeInt(header(ChunkType.INIT.code(), ((InitChunk) chunk).flags(), 0));
			case ACK -> encode((AckChunk) chunk, out);
			case HEARTBEAT -> encode(chunk.type(), ((HeartbeatChunk) chunk).info(), out);
			case HEARTBEAT_ACK -> encode(chunk.type(), ((HeartbeatAckChunk) chunk).info(), out);
			case UNKNOWN -> out.writeInt(header(((UnknownChunk) chunk).code(), 0, 0));
		}
	}

	private static void encode(DataChunk chunk, ByteBuf out) {
		OctetSlice head = chunk.head();
		OctetSlice body = chunk.body();
		int octets = head.length() + body.length();
		out.ensureWritable(MessageHeader.OCTETS + MessageHeader.padded(octets));
		out.writeInt(header(ChunkType.DATA.code(), chunk.unordered() ? DataChunk.UNORDERED : 0, octets));
		out.writeBytes(head.array(), head.offset(), head.length());
		out.writeBytes(body.array(), body.offset(), body.length());
		pad(octets, out);
	}

	private static void encode(AckChunk chunk, ByteBuf out) {
		if (chunk.hasTsn()) {
			out.writeInt(header(ChunkType.ACK.code(), 0, ACK_LENGTH - MessageHeader.OCTETS)).writeInt(chunk.tsn());
		}
		else {
			out.writeInt(header(ChunkType.ACK.code(), 0, 0));
		}
	}

	private static void encode(ChunkType type, Octets info, ByteBuf out) {
		out.writeInt(header(type.code(), 0, info.length())).writeBytes(info.array());
		pad(info.length(), out);
	}

	private static int header(int code, int flags, int octets) {
		return code << 24 | flags << 16 | (MessageHeader.OCTETS + octets);
	}

	private static void pad(int octets, ByteBuf out) {
		out.writeZero(MessageHeader.padded(octets) - octets);
	}

	/**
	 * Decodes one chunk. There is no answer to a damaged one: the connection must end.
	 * @param frame exactly one chunk from its type to its padding; only looked at,
	 * neither moved on nor released
	 * @param limits what is put up with
	 */
	public static Decoded<MappingChunk> decode(ByteBuf frame, WireLimits limits) {
		WireFault framing = MessageHeader.check(frame, limits);
		if (framing != null) {
			return new Decoded<>(null, null, framing);
		}
		int start = frame.readerIndex();
		int flags = MessageHeader.flags(frame, start);
		int code = MessageHeader.type(frame, start);
		int octets = MessageHeader.length(frame, start) - MessageHeader.OCTETS;
		return switch (ChunkType.of(code)) {
			case DATA -> good(new DataChunk((flags & DataChunk.UNORDERED) != 0, OctetSlice.EMPTY,
					OctetSlice.of(value(frame, start, octets))));
			case INIT -> (octets == 0) ? good(InitChunk.ofOctet(flags)) : bad("INIT of a length other than 4");
			case ACK -> decodeAck(frame, start, octets);
			case HEARTBEAT, HEARTBEAT_ACK -> decodeHeartbeat(code, frame, start, octets);
			case UNKNOWN -> (code != ChunkType.EXTENSION) ? good(new UnknownChunk(code)) : bad("chunk of type 255");
		};
	}

	private static Decoded<MappingChunk> decodeAck(ByteBuf frame, int start, int octets) {
		if (octets == 0) {
			return good(AckChunk.WITHOUT_TSN);
		}
		return (octets == ACK_LENGTH - MessageHeader.OCTETS)
				? good(AckChunk.of(frame.getInt(start + MessageHeader.OCTETS)))
				: bad("ACK of a length other than 4 or 8");
	}

	private static Decoded<MappingChunk> decodeHeartbeat(int code, ByteBuf frame, int start, int octets) {
		String damage = infoDamage(frame, start + MessageHeader.OCTETS, octets);
		if (damage != null) {
			return bad(damage);
		}
		Octets info = Octets.adopt(value(frame, start, octets));
		return good((code == ChunkType.HEARTBEAT.code()) ? new HeartbeatChunk(info) : new HeartbeatAckChunk(info));
	}

	/** The chunk's length may count the padding of the Heartbeat Info or not. */
	private static @Nullable String infoDamage(ByteBuf frame, int start, int octets) {
		if (octets < INFO_HEADER || frame.getUnsignedShort(start) != INFO_TYPE) {
			return "HEARTBEAT without Heartbeat Info";
		}
		int length = frame.getUnsignedShort(start + 2);
		boolean fits = length >= INFO_HEADER && (length == octets || MessageHeader.padded(length) == octets);
		return fits ? null : "Heartbeat Info of a wrong length";
	}

	private static byte[] value(ByteBuf frame, int start, int octets) {
		byte[] value = new byte[octets];
		frame.getBytes(start + MessageHeader.OCTETS, value);
		return value;
	}

	private static Decoded<MappingChunk> good(MappingChunk chunk) {
		return new Decoded<>(chunk, null, null);
	}

	private static Decoded<MappingChunk> bad(String detail) {
		return new Decoded<>(null, null, new WireFault(WireFault.Kind.FRAMING, detail));
	}

}
