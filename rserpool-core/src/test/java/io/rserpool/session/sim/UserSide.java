package io.rserpool.session.sim;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.Ppid;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.AsapOctets;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.CookieEcho;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.WireLimits;

/**
 * The user's end of one connection: reads what the user sends there, and checks what a
 * session promises of it.
 */
final class UserSide {

	private static final int AGAIN = 0x04;

	private static final int LAST = 0x02;

	private static final int FIRST = 0x01;

	private static final int HEADER_OCTETS = 20;

	final SimSession session;

	private final Course course;

	private final Knobs knobs;

	/** Sent and not acknowledged: the message whose last piece it is, or none. */
	private final Deque<Piece> pieces = new ArrayDeque<>();

	private final Map<Integer, Long> highest = new HashMap<>();

	private final Map<Integer, SimMessage> incomplete = new HashMap<>();

	/** The cookie that is held when the element greets. */
	private @Nullable Octets held;

	@Nullable Octets echoed;

	boolean ownCard;

	boolean asked;

	private int flags;

	private int peerFlags = -1;

	private int sent;

	private int userPieces;

	private long userOctets;

	private boolean anyData;

	private boolean anyUnbound;

	UserSide(SimSession session, Knobs knobs) {
		this.session = session;
		this.course = session.course();
		this.knobs = knobs;
	}

	void sent(InitChunk init) {
		this.flags = init.flags();
	}

	void received(InitChunk init) {
		this.peerFlags = init.flags();
		this.held = this.session.cookie();
	}

	boolean hasHeaders() {
		return (this.flags & this.peerFlags & InitChunk.HEADERS) != 0;
	}

	void sent(DataChunk data) {
		int words = 4 * (3 - Integer.bitCount(this.flags & 0x07));
		ByteBuffer head = data.head().asByteBuffer();
		if ((this.flags & InitChunk.NO_TSN) == 0) {
			this.course.check(head.getInt() == this.sent, "each TSN is one more than the last", this.sent);
		}
		int stream = 0;
		if ((this.flags & InitChunk.NO_STREAM) == 0) {
			stream = head.getInt() >>> 16;
		}
		int ppid = head.getInt();
		this.sent++;
		if (ppid == Ppid.ASAP) {
			this.pieces.add(new Piece(null, 0, false));
			control(AsapOctets.decode(data.body(), WireLimits.DEFAULT).message());
		}
		else {
			data(stream, data.head().from(words), data.body());
		}
	}

	private void control(@Nullable AsapMessage message) {
		if (message instanceof CookieEcho echo) {
			this.course.check(this.sent == 1, "a cookie is echoed before all else", this.session);
			this.course.check(echo.data().equals(this.held), "the newest cookie is echoed",
					echo.data() + " in place of " + this.held);
			this.echoed = echo.data();
			this.course.count("cookies echoed");
		}
		else if (message instanceof BusinessCard) {
			if (!this.ownCard) {
				this.course.check(!this.anyData, "the own card goes before user data", this.session);
			}
			this.ownCard = true;
		}
	}

	private void data(int stream, OctetSlice head, OctetSlice body) {
		if (!this.anyData) {
			this.anyData = true;
			this.course.check(this.held == null || this.echoed != null, "a cookie goes before user data", this.session);
			this.course.check(this.ownCard || !this.session.hasOwnCard(), "the own card goes before user data",
					this.session);
		}
		boolean first = true;
		boolean last = true;
		boolean again = false;
		long sequence = -1;
		if (hasHeaders()) {
			ByteBuffer header = head.asByteBuffer();
			this.course.check(header.remaining() == HEADER_OCTETS, "user data has a session header", header);
			int bits = header.getInt() >>> 24;
			first = (bits & FIRST) != 0;
			last = (bits & LAST) != 0;
			again = (bits & AGAIN) != 0;
			this.course.check(header.getLong() == this.session.id().value(), "the header names the session", header);
			sequence = header.getLong();
		}
		SimMessage message = first ? this.session.message(body) : this.incomplete.get(stream);
		if (message == null) {
			throw this.course.broken("a piece continues a message", this.session + ", stream " + stream);
		}
		if (first) {
			begins(message, stream, sequence, again);
		}
		if (last) {
			this.incomplete.remove(stream);
		}
		else {
			this.incomplete.put(stream, message);
		}
		this.course.check(!message.isOver() || !this.knobs.keeps(), "nothing is sent of a message that is over",
				message);
		this.course.check(!message.acknowledged, "an acknowledged message is never sent again", message);
		under(message, body.length(), last);
		if (last) {
			message.sendings++;
			this.course.count((message.sendings > 1) ? "messages sent again" : "messages sent");
		}
	}

	private void begins(SimMessage message, int stream, long sequence, boolean again) {
		this.course.check(!this.incomplete.containsKey(stream), "a message is not sent inside another one", message);
		this.course.check(message.stream == stream || (this.flags & InitChunk.NO_STREAM) != 0,
				"a message keeps its stream", message);
		if (sequence >= 0) {
			this.course.check(message.sequence < 0 || message.sequence == sequence, "a message keeps its sequence",
					message + " is sent as " + sequence);
			message.sequence = sequence;
			this.course.check(again == (message.sendings > 0), "what is sent again says so", message);
		}
		if (message.sendings > 0) {
			this.course.check(message.sendOver, "a message without the send-over flag is sent once", message);
			this.course.check(!message.bound, "a callback's message is for one element", message);
		}
		if (message.bound) {
			this.course.check(!this.anyUnbound, "a callback's messages go before all that was kept", message);
			return;
		}
		this.anyUnbound = true;
		Long before = this.highest.put(message.stream, (long) message.number);
		this.course.check(before == null || before < message.number, "order is kept within a stream",
				message + " after message " + before);
	}

	private void under(SimMessage message, int octets, boolean last) {
		this.course.check(
				this.userPieces == 0 || this.userPieces < this.knobs.window()
						&& this.userOctets + octets <= this.knobs.windowOctets(),
				"no more is under way than may be", this.userPieces + " pieces with " + this.userOctets + " octets");
		this.pieces.add(new Piece(last ? message : null, octets, true));
		this.userPieces++;
		this.userOctets += octets;
	}

	/** An acknowledgement is about to be given to the user. */
	void received(AckChunk ack) {
		int oldest = this.sent - this.pieces.size();
		int count = ack.hasTsn() ? ack.tsn() - oldest + 1 : 1;
		for (int i = 0; i < count && !this.pieces.isEmpty(); i++) {
			Piece piece = this.pieces.remove();
			if (piece.user) {
				this.userPieces--;
				this.userOctets -= piece.octets;
			}
			if (piece.message != null) {
				piece.message.acknowledged = true;
			}
		}
	}

	private record Piece(@Nullable SimMessage message, int octets, boolean user) {
	}

}
