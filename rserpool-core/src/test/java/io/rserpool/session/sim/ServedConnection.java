package io.rserpool.session.sim;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.session.ElementSessionKey;
import io.rserpool.session.ElementSessionListener;
import io.rserpool.session.InMessage;
import io.rserpool.session.MessageOutcome;
import io.rserpool.session.OutgoingMessage;
import io.rserpool.session.Ppid;
import io.rserpool.session.Processing;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A connection of a session at an element, with the application's handler.
 */
final class ServedConnection implements ElementSessionListener {

	private final ElementLife life;

	private final ElementSessionKey key;

	private final Endpoint remote;

	private final int number;

	private final Deque<InMessage> waiting = new ArrayDeque<>();

	private final Map<Integer, Integer> highest = new HashMap<>();

	private final List<ElementMessage> sent = new ArrayList<>();

	private @Nullable Octets resumed;

	private boolean ownCard;

	private boolean anyData;

	private boolean busy;

	private boolean ended;

	private int cookies;

	ServedConnection(ElementLife life, ElementSessionKey key, Endpoint remote, int number) {
		this.life = life;
		this.key = key;
		this.remote = remote;
		this.number = number;
	}

	int number() {
		return this.number;
	}

	private Course course() {
		return this.life.world().course();
	}

	private Knobs knobs() {
		return this.life.world().knobs();
	}

	private SplittableRandom random() {
		return this.life.random();
	}

	ElementMessage sent(int index) {
		course().check(index >= 0 && index < this.sent.size(), "an element's message is known", index);
		return this.sent.get(index);
	}

	@Override
	public void opened() {
		course().check(!this.anyData, "the greeting is first", this);
		if (random().nextInt(8) == 0) {
			this.life.later(0, (now) -> send(now));
		}
	}

	@Override
	public void cookieEchoed(Octets cookie) {
		course().check(!this.anyData && this.resumed == null, "a cookie comes once, before any data", this);
		course().check(cookie.equals(side().echoed), "a cookie comes as it was echoed", cookie);
		this.resumed = cookie;
		course().count("cookies taken up");
	}

	@Override
	public void cardReceived(BusinessCard card) {
		this.ownCard = true;
	}

	private UserSide side() {
		return this.life.world().user().wire.side(this.remote);
	}

	@Override
	public void received(InMessage message) {
		course().check(!this.ended, "nothing is handed to a session that is over", this);
		if (!this.anyData) {
			this.anyData = true;
			course().check(side().echoed == null || this.resumed != null, "a cookie comes before data", this);
			course().check(!side().ownCard || this.ownCard, "a card comes before data", this);
		}
		this.waiting.add(message);
		next();
	}

	private void next() {
		while (!this.waiting.isEmpty() && !(knobs().serial() && this.busy)) {
			InMessage message = this.waiting.remove();
			if (this.ended) {
				this.life.later(0, (now) -> this.life.sessions.finished(this.key, message, Processing.DISCARDED, now));
			}
			else {
				hand(message);
			}
		}
	}

	private void hand(InMessage in) {
		SimMessage message = side().session.message(in.body());
		course().check(message.body().equals(in.body()), "a message arrives whole", message);
		course().check(in.sequence() == message.sequence || in.session().isNone(), "a message keeps its sequence",
				message + " came as " + in.sequence());
		Integer before = this.highest.get(message.stream);
		if (!message.bound) {
			course().check(before == null || before < message.number, "order is kept within a stream",
					message + " after message " + before + " of " + this);
			this.highest.put(message.stream, message.number);
		}
		else {
			course().check(this.highest.isEmpty(), "a callback's messages come before all that was kept", message);
		}
		this.life.handed(this, message, knobs().deduplicates() && !in.session().isNone());
		course().count("messages handed");
		this.busy = true;
		this.life.later(handlingTime(), (now) -> through(in, message, now));
	}

	private long handlingTime() {
		int kind = random().nextInt(100);
		if (this.life.world().isCalm()) {
			return kind / 25;
		}
		return (kind < 70) ? 0 : (kind < 96) ? random().nextInt(200) : random().nextInt(15_000);
	}

	private void through(InMessage in, SimMessage message, long now) {
		boolean fails = !this.life.world().isCalm() && random().nextInt(100) < knobs().failing();
		boolean request = in.ppid() == Ppid.REQUEST;
		this.life.handled(message, !fails || request);
		if (request) {
			answer(in, message, fails, now);
		}
		this.life.sessions.finished(this.key, in, !fails || request ? Processing.DONE : Processing.FAILED, now);
		if (fails) {
			course().count("handlers failed");
		}
		if (random().nextInt(6) == 0) {
			cookie(now);
		}
		if (random().nextInt(8) == 0) {
			send(now);
		}
		this.busy = false;
		next();
		if (!this.life.world().isCalm() && random().nextInt(100) < knobs().cutting()) {
			// Processed, and the acknowledgement is lost
			this.life.world().cut(this.life.element);
		}
	}

	private void answer(InMessage in, SimMessage message, boolean refused, long now) {
		byte[] words = refused ? ("refused " + message.number).getBytes(UTF_8) : message.body().toByteArray();
		OctetSlice body = OctetSlice
			.of(ByteBuffer.allocate(Long.BYTES + words.length).putLong(in.sequence()).put(words).array());
		this.life.sessions.send(this.key,
				new OutgoingMessage(in.stream(), refused ? Ppid.FAILURE : Ppid.REPLY, false, true, 0, body),
				MessageOutcome.IGNORED, now);
	}

	private void cookie(long now) {
		this.cookies++;
		Octets state = (random().nextInt(12) == 0) ? Octets.EMPTY : Octets
			.of((this.life.element + "/" + this.life.number + "/" + this.number + "/" + this.cookies).getBytes(UTF_8));
		if (this.life.sessions.cookie(this.key, state, now)) {
			course().count("cookies");
		}
	}

	private void send(long now) {
		int stream = random().nextInt(2);
		int octets = (random().nextInt(8) == 0) ? knobs().fragment() * 2 + 1 : random().nextInt(60);
		ElementMessage message = new ElementMessage(course(), this.number, this.sent.size(), stream,
				side().hasHeaders() ? octets : 60);
		this.sent.add(message);
		this.life.sessions.send(this.key, new OutgoingMessage(stream, Ppid.DATA, false, true, 0, message.body()),
				message, now);
	}

	@Override
	public void ended(@Nullable String failure) {
		course().check(!this.ended, "a session is over once", this);
		this.ended = true;
	}

	/** The element ends the session. */
	void leave(boolean orderly) {
		this.life.later(0, (now) -> {
			if (orderly) {
				this.life.sessions.close(this.key, now);
			}
			else {
				this.life.sessions.abort(this.key, "the element does not want it", now);
			}
		});
	}

	boolean isAt(SimElement element) {
		return element.life() == this.life;
	}

	boolean isEnded() {
		return this.ended;
	}

	void checkEnd() {
		course().check(this.ended, "each session ends at its element", this);
		this.sent.forEach((message) -> course().check(message.over, "each message of an element is reported", message));
	}

	@Override
	public String toString() {
		return "connection " + this.number + " at " + this.life.element + (this.ended ? " (over)" : "");
	}

}
