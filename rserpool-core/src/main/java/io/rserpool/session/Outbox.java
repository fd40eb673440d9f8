package io.rserpool.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;

/**
 * The outgoing messages of one session: keeps each until the other side's application has
 * it, sends as many as may be under way, cuts long ones, and after the loss of the
 * connection has them ready for the next one (asap.md 11.3, tcp-mapping.md 5.4).
 */
final class Outbox {

	/**
	 * Pieces of long messages that are under way at once: what is sent meanwhile waits
	 * behind so much.
	 */
	private static final int MAX_BULK_OCTETS = 1 << 20;

	private final SessionConfig config;

	private final StreamQueues queues = new StreamQueues();

	private final Window window = new Window();

	/** Sent as a whole, not acknowledged, in the order of their last pieces. */
	private final Deque<OutMessage> unacknowledged = new ArrayDeque<>(4);

	/** Kept back until the session is ready, in the order of their sequence. */
	private List<OutMessage> backlog = new ArrayList<>(0);

	private SessionId session;

	private @Nullable SessionLink link;

	private boolean held = true;

	private long nextSequence;

	Outbox(SessionConfig config, SessionId session) {
		this.config = config;
		this.session = session;
	}

	/** The session's id became known. */
	void session(SessionId session) {
		this.session = session;
	}

	/** A connection is open; only bound messages go out until {@link #release}. */
	void attach(SessionLink link) {
		this.link = link;
	}

	/**
	 * Takes a message.
	 * @return its sequence
	 */
	long offer(OutgoingMessage message, MessageOutcome outcome, long now) {
		OutMessage kept = new OutMessage(this.nextSequence, message, this.config.limits().fragmentOctets(), false,
				outcome, now);
		this.nextSequence++;
		if (this.held) {
			this.backlog.add(kept);
		}
		else {
			offerNow(kept, now);
			pump(now);
		}
		return kept.sequence();
	}

	/** What finds nothing before it need not queue. */
	private void offerNow(OutMessage message, long now) {
		SessionLink open = openLink();
		if (open != null && this.queues.size() == 0 && message.octets() <= this.config.limits().fragmentOctets()
				&& fits(message.octets())) {
			if (isSendable(message, open, now)) {
				send(message, message.octets(), open, now);
			}
			return;
		}
		this.queues.add(message);
	}

	/**
	 * Takes a message for the present connection only, before all that is held.
	 * @return its sequence
	 */
	long offerBound(OutgoingMessage message, MessageOutcome outcome, long now) {
		OutMessage kept = new OutMessage(this.nextSequence, message, this.config.limits().fragmentOctets(), true,
				outcome, now);
		this.nextSequence++;
		this.queues.add(kept);
		pump(now);
		return kept.sequence();
	}

	/**
	 * Lets everything go that was held.
	 * @return how many messages are sent again
	 */
	int release(long now) {
		this.held = false;
		List<OutMessage> released = this.backlog;
		this.backlog = new ArrayList<>(0);
		int again = 0;
		for (OutMessage message : released) {
			again += message.wasSent() ? 1 : 0;
			offerNow(message, now);
		}
		pump(now);
		return again;
	}

	/** The connection, unless nothing can be sent on it any more. */
	private @Nullable SessionLink openLink() {
		SessionLink attached = this.link;
		return (attached != null && attached.isOpen()) ? attached : null;
	}

	/** Sends what may go. */
	void pump(long now) {
		SessionLink open = openLink();
		if (open == null) {
			return;
		}
		int passed = 0;
		OutMessage next = this.queues.peek();
		while (next != null && passed < this.queues.streams()) {
			if (next.sentOctets() == 0 && !isSendable(next, open, now)) {
				this.queues.remove();
			}
			else {
				int octets = pieceOctets(next, open);
				if (!fits(octets)) {
					return;
				}
				if (octets < next.octets() && this.window.octets() >= MAX_BULK_OCTETS) {
					this.queues.next();
					passed++;
				}
				else {
					boolean last = octets == next.left();
					send(next, octets, open, now);
					if (last) {
						this.queues.remove();
					}
					else {
						this.queues.next();
					}
					passed = 0;
				}
			}
			next = this.queues.peek();
		}
	}

	private boolean isSendable(OutMessage message, SessionLink open, long now) {
		if (message.isExpired(now)) {
			message.outcome().lost(LossReason.EXPIRED, "It could not be sent within its lifetime");
			return false;
		}
		if (message.stream() != 0 && (this.config.leaveOut() & InitChunk.NO_STREAM) != 0) {
			message.outcome().lost(LossReason.UNSENT, "The session leaves the streams out: there is only stream 0");
			return false;
		}
		if (message.ppid() == Ppid.REQUEST && !open.hasHeaders()) {
			message.outcome().lost(LossReason.UNSENT, "A request needs an element that understands session headers");
			return false;
		}
		int most = open.hasHeaders() ? this.config.limits().maxMessageOctets() : open.maxData();
		if (message.octets() > most) {
			message.outcome()
				.lost(LossReason.UNSENT, "It has " + message.octets() + " octets, and " + most + " are allowed"
						+ (open.hasHeaders() ? "" : " towards an element that does not understand session headers"));
			return false;
		}
		return true;
	}

	private int pieceOctets(OutMessage message, SessionLink open) {
		int left = message.left();
		return open.hasHeaders() ? Math.min(left, this.config.limits().fragmentOctets()) : left;
	}

	private boolean fits(int octets) {
		SessionLimits limits = this.config.limits();
		return this.window.isEmpty() || this.window.pieces() < limits.maxUnackedMessages()
				&& this.window.octets() + octets <= limits.maxUnackedOctets();
	}

	private void send(OutMessage message, int octets, SessionLink open, long now) {
		boolean last = octets == message.left();
		boolean whole = last && message.sentOctets() == 0;
		OctetSlice head = open.hasHeaders() ? new SessionHeader(message.sentOctets() == 0, last, message.wasSent(),
				this.session, message.sequence())
			.encode(message.replyTo()) : OctetSlice.EMPTY;
		OctetSlice piece = whole ? message.body() : message.body().slice(message.sentOctets(), octets);
		long number = open.sendData(message.stream(), message.ppid(), message.isUnordered(), head, piece, now);
		this.window.add(number, octets);
		message.sentPiece(octets);
		if (last) {
			sentWhole(message, number);
		}
	}

	private void sentWhole(OutMessage message, long number) {
		message.sentWhole(number);
		if (this.config.retrieval() == Retrieval.NONE) {
			message.outcome().taken();
		}
		else {
			this.unacknowledged.addLast(message);
		}
	}

	/** The other side's application has everything up to a number. */
	void acknowledged(long number, long now) {
		this.window.acknowledged(number);
		OutMessage oldest = this.unacknowledged.peekFirst();
		while (oldest != null && oldest.lastNumber() <= number) {
			this.unacknowledged.removeFirst();
			oldest.outcome().taken();
			oldest = this.unacknowledged.peekFirst();
		}
		pump(now);
	}

	/**
	 * The connection is gone: takes back what is not acknowledged, gives back to the
	 * application what must not be sent again, and holds the rest.
	 * @return how many messages were given back
	 */
	int detach(String why) {
		this.link = null;
		this.held = true;
		List<OutMessage> retrieved = new ArrayList<>(this.unacknowledged);
		retrieved.addAll(this.queues.drain());
		this.unacknowledged.clear();
		this.window.clear();
		if (retrieved.isEmpty()) {
			return 0;
		}
		// Whoever asked has the answer: nobody need work on that again
		retrieved.removeIf(OutMessage::isAnswered);
		int before = retrieved.size();
		List<OutMessage> kept = new ArrayList<>(retrieved.size() + this.backlog.size());
		retrieved.forEach((message) -> {
			if (isKept(message, why)) {
				message.rewind();
				kept.add(message);
			}
		});
		int given = before - kept.size();
		kept.addAll(this.backlog);
		kept.sort(Comparator.comparingLong(OutMessage::sequence));
		this.backlog = kept;
		return given;
	}

	private boolean isKept(OutMessage message, String why) {
		if (message.isUncertain() && (!message.isSendOver() || message.isBound())) {
			message.outcome()
				.lost(LossReason.UNCERTAIN,
						"The connection ended before it was acknowledged (" + why + "), and it may not be sent twice");
			return false;
		}
		if (message.isBound()) {
			message.outcome().lost(LossReason.UNSENT, "The element it was for is lost: " + why);
			return false;
		}
		if (message.isUncertain() && message.sendings() >= this.config.maxSendings()) {
			message.outcome()
				.lost(LossReason.REFUSED,
						"It was sent " + message.sendings() + " times, and no element acknowledged it");
			return false;
		}
		return true;
	}

	/** Gives back what has waited for too long. */
	void expire(long now) {
		this.backlog.removeIf((message) -> {
			boolean expired = message.isExpired(now);
			if (expired) {
				message.outcome().lost(LossReason.EXPIRED, "It could not be sent within its lifetime");
			}
			return expired;
		});
	}

	/**
	 * The session ends: gives back everything.
	 * @return how many messages were given back
	 */
	int abandon(String why) {
		int given = detach(why);
		List<OutMessage> left = this.backlog;
		this.backlog = new ArrayList<>(0);
		left.forEach((message) -> message.outcome()
			.lost(message.wasSent() ? LossReason.UNCERTAIN : LossReason.UNSENT, "The session ended: " + why));
		return given + left.size();
	}

	/** The bodies of messages that another element may have processed already. */
	List<OctetSlice> uncertain() {
		return this.backlog.stream().filter(OutMessage::wasSent).map(OutMessage::body).toList();
	}

	/** The replies that the other side may not have. */
	List<OutMessage> unacknowledgedReplies() {
		List<OutMessage> replies = new ArrayList<>(this.unacknowledged);
		replies.addAll(this.queues.all());
		replies.removeIf((message) -> !message.message().isReply());
		return replies;
	}

	/** Whether nothing is left to be sent or acknowledged. */
	boolean isEmpty() {
		return this.unacknowledged.isEmpty() && this.queues.size() == 0 && this.backlog.isEmpty();
	}

	int unacknowledged() {
		return this.unacknowledged.size();
	}

	int queued() {
		return this.queues.size() + this.backlog.size();
	}

	boolean isHeld() {
		return this.held;
	}

}
