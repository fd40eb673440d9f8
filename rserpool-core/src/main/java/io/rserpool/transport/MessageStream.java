package io.rserpool.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Protocol;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.MessageSplitter;
import io.rserpool.wire.WireException;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * The receiving side of one stream: cuts it into messages and decodes them [T-2]. Whole
 * messages are decoded where they lie; only a message that arrives in pieces is put
 * together in a buffer of its own, each octet copied once and memory growing with what
 * has really arrived. Confined to one thread.
 */
final class MessageStream {

	private static final int HEADER = 4;

	private Protocol protocol;

	private WireLimits limits;

	private final Sink sink;

	private @Nullable ByteBuf partial;

	private long partials;

	/** Whether the protocol is told by the first octets, which are not there yet. */
	private boolean undecided;

	private boolean ended;

	MessageStream(Protocol protocol, WireLimits limits, Sink sink) {
		this.protocol = protocol;
		this.limits = limits;
		this.sink = sink;
	}

	/** Lets the sink choose the protocol when four octets are there. */
	void decideLater() {
		this.undecided = true;
	}

	/** Whether the sink was not asked yet for the protocol. */
	boolean isUndecided() {
		return this.undecided;
	}

	/** Gives the stream its protocol; to be called before anything is decoded. */
	void decide(Protocol protocol, WireLimits limits) {
		this.undecided = false;
		this.protocol = protocol;
		this.limits = limits;
	}

	/**
	 * Takes what arrived; the caller still releases it. The sink may end the stream from
	 * within.
	 */
	void feed(ByteBuf in, ByteBufAllocator allocator) {
		if (this.undecided && !decide(in, allocator)) {
			return;
		}
		try {
			if (this.partial != null) {
				complete(this.partial, in);
			}
			while (!this.ended && in.isReadable()) {
				int frame = MessageSplitter.frameLength(in, this.limits.maxMessageOctets());
				if (frame < 0) {
					keep(in, allocator);
					return;
				}
				deliver(in, frame);
			}
		}
		catch (WireException ex) {
			fail(ex.fault());
		}
	}

	private boolean decide(ByteBuf in, ByteBufAllocator allocator) {
		ByteBuf held = this.partial;
		int octets = (held != null) ? held.readableBytes() : 0;
		if (octets + in.readableBytes() < HEADER) {
			if (held != null) {
				held.writeBytes(in);
			}
			else if (in.isReadable()) {
				keep(in, allocator);
			}
			return false;
		}
		int first = 0;
		for (int i = 0; i < HEADER; i++) {
			first = first << 8 | ((held != null && i < octets) ? held.getUnsignedByte(held.readerIndex() + i)
					: in.getUnsignedByte(in.readerIndex() + i - octets));
		}
		this.sink.begun(FirstOctets.of(first));
		return !this.ended;
	}

	private void keep(ByteBuf in, ByteBufAllocator allocator) {
		ByteBuf rest = allocator.buffer(Math.max(64, in.readableBytes()));
		rest.writeBytes(in);
		this.partial = rest;
		this.partials++;
	}

	private void complete(ByteBuf partial, ByteBuf in) {
		if (partial.readableBytes() < HEADER) {
			move(in, partial, HEADER - partial.readableBytes());
			if (partial.readableBytes() < HEADER) {
				return;
			}
		}
		int max = this.limits.maxMessageOctets();
		int frame = MessageSplitter.frameLength(partial, max);
		if (frame < 0) {
			int length = partial.getUnsignedShort(partial.readerIndex() + 2);
			move(in, partial, ((length + 3) & ~3) - partial.readableBytes());
			frame = MessageSplitter.frameLength(partial, max);
		}
		if (frame >= 0) {
			this.partial = null;
			try {
				deliver(partial, frame);
			}
			finally {
				partial.release();
			}
		}
	}

	private static void move(ByteBuf from, ByteBuf to, int octets) {
		to.writeBytes(from, Math.min(octets, from.readableBytes()));
	}

	private void deliver(ByteBuf in, int frame) {
		int writerIndex = in.writerIndex();
		int end = in.readerIndex() + frame;
		// Narrowing the buffer itself spares a slice for each message.
		in.writerIndex(end);
		Decoded<? extends WireMessage> decoded = Messages.decode(this.protocol, in, this.limits);
		in.readerIndex(end);
		in.writerIndex(writerIndex);
		WireFault fault = decoded.fault();
		if (fault != null) {
			if (fault.kind() == WireFault.Kind.FRAMING) {
				fail(fault);
				return;
			}
			this.sink.malformed(fault, decoded.reply());
		}
		WireMessage message = decoded.message();
		if (message != null && !this.ended) {
			this.sink.received(message);
		}
	}

	private void fail(WireFault fault) {
		if (!this.ended) {
			end();
			this.sink.broken(fault);
		}
	}

	/** Whether a message has begun and is not complete. */
	boolean isInsideMessage() {
		return this.partial != null;
	}

	/** Tells one incomplete message from the next. */
	long partials() {
		return this.partials;
	}

	/** Frees what is held; nothing is delivered any more. */
	void end() {
		this.ended = true;
		if (this.partial != null) {
			this.partial.release();
			this.partial = null;
		}
	}

	/**
	 * Takes what the stream brings.
	 */
	interface Sink {

		/**
		 * The first octets of an undecided stream are there: it is to be given its
		 * protocol, or ended.
		 */
		void begun(FirstOctets first);

		void received(WireMessage message);

		void malformed(WireFault fault, @Nullable WireMessage reply);

		/** The borders of messages are lost; the stream has ended. */
		void broken(WireFault fault);

	}

}
