package io.rserpool.session;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.wire.OctetSlice;

/**
 * A message whose last piece has not come yet.
 */
final class Reassembly {

	private final long sequence;

	private final boolean again;

	private final List<OctetSlice> pieces = new ArrayList<>();

	private int octets;

	Reassembly(long sequence, boolean again) {
		this.sequence = sequence;
		this.again = again;
	}

	long sequence() {
		return this.sequence;
	}

	boolean isAgain() {
		return this.again;
	}

	int octets() {
		return this.octets;
	}

	void add(OctetSlice piece) {
		this.pieces.add(piece);
		this.octets += piece.length();
	}

	OctetSlice whole() {
		byte[] whole = new byte[this.octets];
		int at = 0;
		for (OctetSlice piece : this.pieces) {
			System.arraycopy(piece.array(), piece.offset(), whole, at, piece.length());
			at += piece.length();
		}
		return OctetSlice.of(whole);
	}

}
