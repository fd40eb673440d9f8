package io.rserpool.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;

/**
 * Which words stand before the user data in DATA, as the INIT of its sender says
 * (tcp-mapping.md 3.2): TSN, stream with its number, PPID. There is one for each
 * combination.
 */
final class DataWords {

	private static final int WORD = 4;

	/** Reads without a view in between. */
	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

	private static final int CHOICE = InitChunk.NO_TSN | InitChunk.NO_STREAM | InitChunk.NO_PPID;

	private static final DataWords[] ALL = new DataWords[CHOICE + 1];

	static {
		for (int flags = 0; flags < ALL.length; flags++) {
			ALL[flags] = new DataWords(flags);
		}
	}

	private final boolean tsn;

	private final boolean stream;

	private final boolean ppid;

	private DataWords(int flags) {
		this.tsn = (flags & InitChunk.NO_TSN) == 0;
		this.stream = (flags & InitChunk.NO_STREAM) == 0;
		this.ppid = (flags & InitChunk.NO_PPID) == 0;
	}

	/** Those of a sender whose INIT has the given flags. */
	static DataWords of(int flags) {
		return ALL[flags & CHOICE];
	}

	boolean hasTsn() {
		return this.tsn;
	}

	boolean hasStream() {
		return this.stream;
	}

	boolean hasPpid() {
		return this.ppid;
	}

	/** How long they are together. */
	int octets() {
		return streamAt() + (this.stream ? WORD : 0) + (this.ppid ? WORD : 0);
	}

	private int streamAt() {
		return this.tsn ? WORD : 0;
	}

	/**
	 * Puts the words before other octets, in their array if there is room.
	 * @param sequence the number in the stream
	 */
	OctetSlice before(OctetSlice head, int number, int streamId, int sequence, int ppidValue) {
		if (octets() == 0) {
			return head;
		}
		OctetSlice front = withRoom(head);
		ByteBuffer out = ByteBuffer.wrap(front.array(), front.offset(), octets());
		if (this.tsn) {
			out.putInt(number);
		}
		if (this.stream) {
			out.putInt(streamId << 16 | sequence);
		}
		if (this.ppid) {
			out.putInt(ppidValue);
		}
		return front;
	}

	/** The head with room before it: its own, if it has any. */
	private OctetSlice withRoom(OctetSlice head) {
		int words = octets();
		if (head.offset() >= words) {
			return new OctetSlice(head.array(), head.offset() - words, words + head.length());
		}
		byte[] front = new byte[words + head.length()];
		System.arraycopy(head.array(), head.offset(), front, words, head.length());
		return OctetSlice.of(front);
	}

	/** The TSN of a value that is long enough; only if there is one. */
	int tsn(OctetSlice value) {
		return word(value, 0);
	}

	/** The stream; 0 if none is given. */
	int stream(OctetSlice value) {
		return this.stream ? word(value, streamAt()) >>> 16 : 0;
	}

	/** The number in the stream; only if there is one. */
	int sequence(OctetSlice value) {
		return word(value, streamAt()) & 0xffff;
	}

	/** The PPID; 0 if none is given. */
	int ppid(OctetSlice value) {
		return this.ppid ? word(value, octets() - WORD) : 0;
	}

	private static int word(OctetSlice value, int at) {
		return (int) INT.get(value.array(), value.offset() + at);
	}

}
