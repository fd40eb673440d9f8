package io.rserpool.benchmarks;

import io.netty.buffer.ByteBuf;

/**
 * The floors of rows 8a and 8b: the same registration written by hand, and a walk that
 * reads every field of it and keeps nothing.
 */
final class CodecFloor {

	private CodecFloor() {
	}

	/**
	 * Writes ASAP_REGISTRATION with a TCP user transport, a weight and an ASAP transport.
	 */
	static void encode(ByteBuf out, byte[] handle, int id, int life, int address, int port, int weight) {
		int begin = out.writerIndex();
		out.writeShort(0x0100).writeShort(0);
		out.writeShort(0x0009).writeShort(4 + handle.length).writeBytes(handle);
		out.writeZero((4 - handle.length % 4) % 4);
		out.writeShort(0x000a).writeShort(16 + 16 + 12 + 16);
		out.writeInt(id).writeInt(0).writeInt(life);
		out.writeShort(0x0005).writeShort(16).writeShort(port).writeShort(0);
		out.writeShort(0x0001).writeShort(8).writeInt(address);
		out.writeShort(0x0008).writeShort(12).writeInt(0x00000002).writeInt(weight);
		out.writeShort(0x0004).writeShort(16).writeShort(port).writeShort(0);
		out.writeShort(0x0001).writeShort(8).writeInt(address);
		out.setShort(begin + 2, out.writerIndex() - begin);
	}

	/** Visits all TLVs, nested ones too, and adds up every field. */
	static long walk(ByteBuf in) {
		int end = in.readerIndex() + in.getUnsignedShort(in.readerIndex() + 2);
		return in.getUnsignedShort(in.readerIndex()) + walk(in, in.readerIndex() + 4, end);
	}

	private static long walk(ByteBuf in, int from, int end) {
		long sum = 0;
		int at = from;
		while (at + 4 <= end) {
			int type = in.getUnsignedShort(at);
			int length = in.getUnsignedShort(at + 2);
			int next = at + ((length + 3) & ~3);
			sum += type + length;
			switch (type) {
				case 0x000a ->
					sum += in.getInt(at + 4) + in.getInt(at + 8) + in.getInt(at + 12) + walk(in, at + 16, at + length);
				case 0x0004, 0x0005 -> sum += in.getInt(at + 4) + walk(in, at + 8, at + length);
				default -> {
					int index = at + 4;
					for (; index + 4 <= at + length; index += 4) {
						sum += in.getInt(index);
					}
					for (; index < at + length; index++) {
						sum += in.getByte(index);
					}
				}
			}
			at = next;
		}
		return sum;
	}

}
