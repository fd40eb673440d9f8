package io.rserpool.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.rserpool.wire.OctetSlice;

/**
 * The requests of one session that wait for their replies, by sequence.
 */
final class PendingRequests {

	/** Before the user data of a reply: the sequence of the request. */
	static final int PREFIX_OCTETS = 8;

	private Map<Long, PendingRequest> pending = Map.of();

	void add(long sequence, PendingRequest request) {
		if (request.isOver()) {
			return;
		}
		if (this.pending.isEmpty()) {
			this.pending = new HashMap<>(4);
		}
		this.pending.put(sequence, request);
		request.whenLost(() -> this.pending.remove(sequence));
	}

	int size() {
		return this.pending.size();
	}

	/**
	 * Takes a reply. One that nobody waits for came twice, or late, and is dropped.
	 * @throws SessionProtocolException if it is too short
	 */
	void replied(InMessage message) {
		OctetSlice body = message.body();
		if (body.length() < PREFIX_OCTETS) {
			throw new SessionProtocolException("a reply of " + body.length() + " octets does not name its request");
		}
		long sequence = body.slice(0, PREFIX_OCTETS).asByteBuffer().getLong();
		PendingRequest request = this.pending.isEmpty() ? null : this.pending.remove(sequence);
		if (request == null || request.isOver()) {
			return;
		}
		OctetSlice reply = body.from(PREFIX_OCTETS);
		if (message.ppid() == Ppid.FAILURE) {
			request.failed(StandardCharsets.UTF_8.decode(reply.asByteBuffer()).toString());
		}
		else {
			request.replied(reply);
		}
	}

	/** The element is gone: what it took and did not answer is not sent again. */
	int interrupted(String why) {
		List<PendingRequest> lost = new ArrayList<>();
		if (this.pending.isEmpty()) {
			return 0;
		}
		this.pending.values().removeIf((request) -> {
			if (request.isTaken()) {
				lost.add(request);
			}
			return request.isTaken();
		});
		lost.forEach((request) -> request.lost(LossReason.UNCERTAIN,
				"The element acknowledged it, and was lost before it replied: " + why));
		return lost.size();
	}

	void abandon(String why) {
		List<PendingRequest> left = new ArrayList<>(this.pending.values());
		this.pending = new HashMap<>(0);
		left.forEach((request) -> request.lost(request.isTaken() ? LossReason.UNCERTAIN : LossReason.UNSENT,
				"The session ended: " + why));
	}

}
