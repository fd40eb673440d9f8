package io.rserpool.session.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.session.FailoverFacts;
import io.rserpool.session.FailoverMode;
import io.rserpool.session.FailoverVerdict;
import io.rserpool.session.InMessage;
import io.rserpool.session.LossReason;
import io.rserpool.session.MessageOutcome;
import io.rserpool.session.OutgoingMessage;
import io.rserpool.session.Ppid;
import io.rserpool.session.RequestOutcome;
import io.rserpool.session.SessionConfig;
import io.rserpool.session.SessionId;
import io.rserpool.session.SessionOpening;
import io.rserpool.session.Target;
import io.rserpool.session.UserSessionListener;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;

/**
 * One session at the pool user, with the application above it.
 */
final class SimSession implements UserSessionListener {

	private final SimUser user;

	private final int number;

	private final FailoverMode failover;

	private final boolean ownCard;

	private final SplittableRandom random;

	private final List<SimMessage> messages = new ArrayList<>();

	/** Those without an outcome. */
	private final Set<SimMessage> open = new LinkedHashSet<>();

	private final Map<String, Integer> highest = new HashMap<>();

	private SessionId id = SessionId.NONE;

	private UserSessionState state = UserSessionState.SEARCHING;

	private @Nullable Octets cookie;

	private List<PoolElementId> card = List.of();

	private boolean closing;

	private boolean ended;

	SimSession(SimUser user, int number, SplittableRandom random) {
		this.user = user;
		this.number = number;
		this.random = random;
		int mode = random.nextInt(4);
		this.failover = (mode == 0) ? FailoverMode.CALLBACK : (mode == 1) ? FailoverMode.MANUAL : FailoverMode.AUTO;
		this.ownCard = random.nextInt(5) == 0;
	}

	void open() {
		SessionConfig config = knobs().user(SessionConfig.of(SimUser.TIMING)).withFailover(this.failover);
		SessionOpening opening = new SessionOpening(Knobs.POOL, null, null, config, this);
		this.user.call((now) -> {
			SessionId opened = this.user.sessions.open(opening, now);
			if (this.ownCard) {
				PoolElementParameter self = this.user.world().elements().get(0).parameter();
				this.user.sessions.ownCard(opened, Knobs.POOL, List.of(self), now);
			}
		});
	}

	int number() {
		return this.number;
	}

	Course course() {
		return this.user.course();
	}

	private Knobs knobs() {
		return this.user.knobs();
	}

	SessionId id() {
		return this.id;
	}

	@Nullable Octets cookie() {
		return this.cookie;
	}

	boolean hasOwnCard() {
		return this.ownCard;
	}

	boolean isEnded() {
		return this.ended;
	}

	boolean isClosing() {
		return this.closing || this.ended;
	}

	/** Whether nothing is waited for. */
	boolean isQuiet() {
		return this.ended || this.open.isEmpty() && this.state == UserSessionState.OPEN;
	}

	/** The message that begins with these octets. */
	SimMessage message(OctetSlice body) {
		int session = body.asByteBuffer().getInt(0);
		int index = body.asByteBuffer().getInt(4);
		course().check(session == this.number && index >= 0 && index < this.messages.size(),
				"a session carries its own messages", "message " + index + " of session " + session + " in " + this);
		return this.messages.get(index);
	}

	// What the application does

	void send() {
		int kind = this.random.nextInt(100);
		boolean sendOver = this.random.nextInt(4) != 0;
		boolean request = kind < 25;
		int stream = this.random.nextInt(3);
		boolean unordered = this.random.nextInt(20) == 0;
		long lifetime = (this.random.nextInt(20) == 0) ? 1 + this.random.nextInt(5000) : 0;
		int octets = octets();
		this.user.call((now) -> {
			SimMessage message = added(stream, sendOver, request, false, octets);
			Outcome outcome = new Outcome(message);
			OutgoingMessage outgoing = new OutgoingMessage(stream, request ? Ppid.REQUEST : Ppid.DATA, unordered,
					sendOver, lifetime, message.body());
			if (request) {
				this.user.sessions.request(this.id, outgoing, outcome, now);
			}
			else {
				this.user.sessions.send(this.id, outgoing, outcome, now);
			}
		});
	}

	private int octets() {
		return switch (this.random.nextInt(12)) {
			case 0 -> knobs().fragment();
			case 1 -> knobs().fragment() + 1;
			case 2 -> knobs().fragment() * (2 + this.random.nextInt(3)) + this.random.nextInt(50);
			case 3 -> this.random.nextInt(20) == 0 ? 66_000 : 2000;
			default -> this.random.nextInt(100);
		};
	}

	private SimMessage added(int stream, boolean sendOver, boolean request, boolean bound, int octets) {
		SimMessage message = new SimMessage(this, this.messages.size(), stream, sendOver, request, bound, octets);
		this.messages.add(message);
		this.open.add(message);
		return message;
	}

	void forceFailover(boolean unreachable) {
		this.user.call((now) -> this.user.sessions.forceFailover(this.id, "the application wants another one",
				unreachable, now));
	}

	void close() {
		this.closing = true;
		this.user.call((now) -> this.user.sessions.close(this.id, now));
	}

	void abort() {
		this.closing = true;
		this.user.call((now) -> this.user.sessions.abort(this.id, "aborted", now));
	}

	// What the wire says

	void cookie(Octets newest) {
		this.cookie = (newest.length() > 0) ? newest : null;
	}

	void card(BusinessCard newest) {
		this.card = newest.elements().stream().map(PoolElementParameter::id).toList();
	}

	/** Acknowledgements were given to the machine. */
	void checkAcknowledged() {
		for (SimMessage message : this.open) {
			course().check(!message.acknowledged || message.request || message.untold(),
					"who sent an acknowledged message is told", message);
		}
	}

	// What the machine says

	@Override
	public void named(SessionId name) {
		this.id = name;
	}

	@Override
	public void stateChanged(UserSessionState next, @Nullable Target target) {
		course().say(this + " is " + next + ((target != null) ? " with " + target : ""));
		course().check(!this.ended, "a session that has ended does nothing", this);
		this.state = next;
		if (next == UserSessionState.CONNECTING && target != null) {
			this.user.connecting(this);
			PoolElementId wanted = this.user.world().pools().firstHealthy(this.card);
			course().check(wanted == null || wanted.equals(target.element()),
					"the business card's first healthy element is next", this + ", card " + this.card);
		}
	}

	@Override
	public void received(InMessage message, Target from) {
		course().check(!this.ended, "nothing is handed to a session that has ended", this);
		ElementMessage received = this.user.world().elementMessage(message.body());
		course().check(received.body().equals(message.body()), "a message arrives whole", received);
		received.handed++;
		course().check(received.handed == 1, "an element's message is delivered once", received);
		Integer before = this.highest.put(received.connection() + "/" + received.stream(), received.number());
		course().check(before == null || before < received.number(), "order is kept within a stream",
				received + " after " + before);
		course().count("messages to users");
		int delay = this.user.world().isCalm() || this.random.nextInt(3) != 0 ? 0 : this.random.nextInt(500);
		this.user.later(delay, (now) -> {
			received.finished = true;
			this.user.sessions.finished(this.id, message, from, now);
		});
	}

	@Override
	public void failoverNeeded(FailoverFacts facts) {
		course().check(this.failover == FailoverMode.MANUAL, "only a manual session asks", this);
		this.user.later(this.random.nextInt(3000), (now) -> {
			if (this.random.nextBoolean()) {
				this.user.sessions.failover(this.id, now);
			}
			else {
				this.user.sessions.forceFailover(this.id, "the application wants another one", false, now);
			}
		});
	}

	@Override
	public void failoverBegun(FailoverFacts facts) {
		ConnectionId asked = facts.connection();
		if (asked == null) {
			throw course().broken("a callback has a connection", this);
		}
		UserSide side = this.user.wire.side(asked);
		course().check(!side.asked, "a callback runs once for each element", this);
		side.asked = true;
		course().check(java.util.Objects.equals(facts.cookie(), this.cookie), "a callback sees the newest cookie",
				facts.cookie());
		long kept = this.messages.stream()
			.filter((message) -> message.sendings > 0 && !message.isOver() && !message.untold())
			.count();
		course().check(facts.unacknowledged().size() == kept, "a callback sees what is sent again",
				facts.unacknowledged().size() + " in place of " + kept);
		course().count("callbacks");
		int verdict = this.user.world().isCalm() ? 0 : this.random.nextInt(20);
		int words = this.random.nextInt(3);
		boolean state = this.random.nextInt(4) == 0;
		this.user.later(this.random.nextInt(4) == 0 ? this.random.nextInt(3000) : 0, (now) -> {
			for (int i = 0; i < words; i++) {
				SimMessage message = added(0, true, false, true, octets());
				this.user.sessions.sendBound(this.id, asked,
						new OutgoingMessage(0, Ppid.DATA, false, false, 0, message.body()), new Outcome(message), now);
			}
			OctetSlice first = null;
			if (state) {
				SimMessage message = added(0, true, false, true, 50);
				message.tellsNobody();
				this.open.remove(message);
				first = message.body();
			}
			this.user.sessions.decided(this.id, asked,
					(verdict == 19) ? FailoverVerdict.END
							: (verdict > 15) ? FailoverVerdict.NEXT_ELEMENT : FailoverVerdict.PROCEED,
					first, "decided", now);
		});
	}

	@Override
	public void failoverDone(FailoverFacts facts, int resent, int lost) {
		course().count("failovers");
		course().say(this + " has gone over, " + resent + " sent again, " + lost + " lost");
	}

	@Override
	public void ended(@Nullable String failure) {
		course().say(this + " has ended: " + failure);
		course().check(!this.ended, "a session ends once", this);
		this.ended = true;
		course().check(this.open.isEmpty(), "each message has an outcome when its session ends", this.open);
		course().count((failure != null) ? "sessions failed" : "sessions closed");
	}

	void inspect() {
		UserSessionSnapshot now = this.user.sessions.snapshot(this.id, 0).orElse(null);
		course().check((now == null) == (this.ended || this.id.isNone()), "a session is known until it ends", this);
		if (now == null) {
			return;
		}
		long kept = this.messages.stream()
			.filter((message) -> !message.acknowledged && (!message.isOver() || message.request || message.untold()))
			.count();
		course().check(now.unacknowledged() + now.queued() <= kept, "what is over is not kept",
				now.unacknowledged() + " + " + now.queued() + " of " + kept);
		course().check(now.requests() <= this.open.stream().filter((message) -> message.request).count(),
				"an answered request is not kept", now.requests());
	}

	/** Everything is over. */
	void checkEnd() {
		course().check(this.ended, "a closed session ends", this + " with " + this.open);
		for (SimMessage message : this.messages) {
			course().check(message.isOver() || message.untold(), "each message is reported", message);
		}
	}

	@Override
	public String toString() {
		return "session " + this.number + " (" + this.failover + ", " + this.state + ")";
	}

	/** What the sender of a message is told. */
	private final class Outcome implements MessageOutcome, RequestOutcome {

		private final SimMessage message;

		Outcome(SimMessage message) {
			this.message = message;
		}

		private void over(String told) {
			this.message.over(told);
			SimSession.this.open.remove(this.message);
			course().count(this.message.request ? "requests " + told : "messages " + told);
		}

		@Override
		public void taken() {
			if (knobs().keeps()) {
				course().check(this.message.acknowledged, "taken means acknowledged", this.message);
				course().check(this.message.processed > 0, "taken means processed", this.message);
			}
			over("taken");
		}

		@Override
		public void lost(LossReason reason, String why) {
			if (reason == LossReason.UNSENT || reason == LossReason.EXPIRED) {
				course().check(this.message.handed == 0, "what is called unsent was not delivered", this.message);
			}
			course().check(!this.message.acknowledged || this.message.request, "what is acknowledged is not lost",
					this.message);
			over("lost " + reason);
			course().say(this.message + ": " + why);
		}

		@Override
		public void replied(OctetSlice reply) {
			course().check(message(reply) == this.message, "a request gets its own answer", this.message);
			course().check(this.message.handed > 0, "an answered request was delivered", this.message);
			over("replied");
		}

		@Override
		public void failed(String why) {
			course().check(why.equals("refused " + this.message.number), "a request gets its own refusal", why);
			over("refused");
		}

	}

}
