package io.rserpool.session.sim;

import java.nio.ByteBuffer;

import io.rserpool.session.LossReason;
import io.rserpool.session.MessageOutcome;
import io.rserpool.wire.OctetSlice;

/**
 * A message of an element to its user.
 */
final class ElementMessage implements MessageOutcome {

	private final Course course;

	private final int connection;

	private final int number;

	private final int stream;

	private final int octets;

	int handed;

	/** The user's application has acknowledged it. */
	boolean finished;

	boolean over;

	ElementMessage(Course course, int connection, int number, int stream, int octets) {
		this.course = course;
		this.connection = connection;
		this.number = number;
		this.stream = stream;
		this.octets = Math.max(8, octets);
	}

	int connection() {
		return this.connection;
	}

	int number() {
		return this.number;
	}

	int stream() {
		return this.stream;
	}

	OctetSlice body() {
		ByteBuffer body = ByteBuffer.allocate(this.octets).putInt(this.connection).putInt(this.number);
		while (body.hasRemaining()) {
			body.put((byte) (this.number + body.position()));
		}
		return OctetSlice.of(body.array());
	}

	@Override
	public void taken() {
		this.course.check(!this.over, "an element's message has one outcome", this);
		this.course.check(this.finished, "what the user has not taken is not acknowledged", this);
		this.over = true;
	}

	@Override
	public void lost(LossReason reason, String why) {
		this.course.check(!this.over, "an element's message has one outcome", this);
		this.over = true;
	}

	@Override
	public String toString() {
		return "message " + this.number + " of connection " + this.connection + ", stream " + this.stream + ", handed "
				+ this.handed + (this.finished ? ", finished" : "") + (this.over ? ", over" : "");
	}

}
