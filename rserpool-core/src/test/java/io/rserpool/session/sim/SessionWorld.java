package io.rserpool.session.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.rserpool.machine.Endpoint;
import io.rserpool.session.ElementSessionKey;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.OctetSlice;

/**
 * One run of one seed: messages and faults by chance, then calm, then the end of
 * everything, with the promises checked all the time.
 */
final class SessionWorld {

	/** The longest that a session without faults may need: retries wait up to 30 s. */
	private static final Duration CALM = Duration.ofMinutes(4);

	/** An element forgets after ten minutes, and looks every minute. */
	private static final Duration FORGETTING = Duration.ofMinutes(12);

	private static final int INSPECTED = 8;

	private static final int MOST_SESSIONS = 9;

	private final MemoryNetwork network = new MemoryNetwork();

	private final SplittableRandom random;

	private final Knobs knobs;

	private final Course course;

	private final SimPools pools;

	private final SimUser user;

	private final List<SimElement> elements = new ArrayList<>();

	private final List<ServedConnection> connections = new ArrayList<>();

	private boolean calm;

	private boolean userFrozen;

	SessionWorld(long seed) {
		this.random = new SplittableRandom(seed);
		this.knobs = Knobs.of(this.random);
		this.course = new Course(seed, this.network.loop());
		this.course.settings(this.knobs.toString());
		this.pools = new SimPools(this, this.random.split());
		this.user = new SimUser(this, this.pools);
		for (int i = 0; i < this.knobs.elements(); i++) {
			this.elements.add(new SimElement(this, 11 + i));
		}
		for (int i = 0; i < this.knobs.sessions(); i++) {
			this.user.all.add(new SimSession(this.user, i, this.random.split()));
		}
	}

	MemoryNetwork network() {
		return this.network;
	}

	SplittableRandom random() {
		return this.random;
	}

	Knobs knobs() {
		return this.knobs;
	}

	Course course() {
		return this.course;
	}

	SimPools pools() {
		return this.pools;
	}

	SimUser user() {
		return this.user;
	}

	List<SimElement> elements() {
		return this.elements;
	}

	/** No more faults. */
	boolean isCalm() {
		return this.calm;
	}

	ServedConnection serve(ElementLife life, ElementSessionKey key, Endpoint remote) {
		ServedConnection served = new ServedConnection(life, key, remote, this.connections.size());
		this.connections.add(served);
		return served;
	}

	ElementMessage elementMessage(OctetSlice body) {
		int connection = body.asByteBuffer().getInt(0);
		this.course.check(connection >= 0 && connection < this.connections.size(), "an element's message is known",
				connection);
		return this.connections.get(connection).sent(body.asByteBuffer().getInt(4));
	}

	void run() {
		this.user.all.forEach(SimSession::open);
		for (int i = 0; i < this.knobs.steps(); i++) {
			advance(this.random.nextInt(this.knobs.gap() + 1));
			step();
			if (i % INSPECTED == 0) {
				inspect();
			}
		}
		becomeCalm();
		boolean quiet = this.network.loop().runUntil(() -> this.user.all.stream().allMatch(SimSession::isQuiet), CALM);
		this.course.check(quiet, "without faults everything is delivered or reported", this.user.all);
		inspect();
		end();
	}

	private void advance(long millis) {
		this.network.loop().advance(Duration.ofMillis(millis));
	}

	private void inspect() {
		this.user.inspect();
		for (SimElement element : this.elements) {
			ElementLife life = element.life();
			if (life != null) {
				life.inspect();
			}
		}
	}

	// What happens

	private void step() {
		int kind = this.random.nextInt(100);
		if (kind < 60) {
			SimSession session = session();
			int burst = (this.random.nextInt(6) == 0) ? 1 + this.random.nextInt(20) : 1;
			for (int i = 0; i < burst && !session.isClosing(); i++) {
				session.send();
			}
		}
		else if (kind < 90) {
			fault(kind);
		}
		else {
			application(kind);
		}
	}

	/** Any session; one that is over makes room for a new one. */
	private SimSession session() {
		SimSession session = this.user.all.get(this.random.nextInt(this.user.all.size()));
		if (session.isClosing() && this.user.all.size() < MOST_SESSIONS) {
			session = new SimSession(this.user, this.user.all.size(), this.random.split());
			this.user.all.add(session);
			session.open();
		}
		return session;
	}

	private void fault(int kind) {
		SimElement element = this.elements.get(this.random.nextInt(this.elements.size()));
		String what = switch (kind) {
			case 60, 61, 62, 63, 64 -> {
				element.kill();
				yield "kill";
			}
			case 65, 66, 67, 68, 69, 70, 71 -> {
				element.start();
				if (this.random.nextBoolean()) {
					this.user.call((now) -> this.user.sessions.poolChanged(Knobs.POOL, now));
				}
				yield "start";
			}
			case 72, 73, 74 -> {
				element.freeze();
				int time = this.random.nextInt(2000) * (this.random.nextInt(3) == 0 ? 15 : 1);
				this.network.loop().schedule(element::thaw, time);
				yield "freeze";
			}
			case 75 -> {
				element.thaw();
				yield "thaw";
			}
			case 76, 77, 78 -> {
				cut(element);
				yield "cut";
			}
			case 79, 80, 81 -> {
				this.network.blackHole(this.user.host, element.host);
				int time = this.random.nextInt(30_000);
				this.network.loop().schedule(() -> this.network.heal(this.user.host, element.host), time);
				yield "black hole";
			}
			case 82, 83 -> {
				element.host.isolate();
				this.network.loop().schedule(element.host::rejoin, this.random.nextInt(30_000));
				yield "isolate";
			}
			case 84 -> {
				overtake(element);
				yield "overtaking connection";
			}
			case 85, 86 -> {
				this.network.delay(this.user.host, element.host, Duration.ofMillis(this.random.nextInt(900)));
				yield "delay";
			}
			case 87 -> {
				freezeUser();
				yield "freeze user";
			}
			default -> {
				leave(element);
				yield "element ends a session";
			}
		};
		this.course.say(what + " " + element);
		this.course.count("fault " + what);
	}

	/** All connections with an element break, and both sides learn of it. */
	void cut(SimElement element) {
		this.course.say("cut " + element);
		this.network.cut(this.user.host, element.host);
	}

	/** What was sent last arrives after what the next connection brings. */
	private void overtake(SimElement element) {
		this.network.delay(this.user.host, element.host, Duration.ofMillis(900));
		SimSession session = session();
		session.send();
		session.send();
		this.network.loop().schedule(() -> {
			this.network.delay(this.user.host, element.host, Duration.ofMillis(1));
			session.forceFailover(false);
		}, 1 + this.random.nextInt(20));
	}

	private void freezeUser() {
		if (!this.userFrozen) {
			this.userFrozen = true;
			this.user.host.freeze();
			this.network.loop().schedule(this::thawUser, this.random.nextInt(12_000));
		}
	}

	private void thawUser() {
		if (this.userFrozen) {
			this.userFrozen = false;
			this.user.host.thaw();
		}
	}

	private void leave(SimElement element) {
		List<ServedConnection> living = this.connections.stream()
			.filter((served) -> served.isAt(element) && !served.isEnded())
			.toList();
		if (!living.isEmpty()) {
			living.get(this.random.nextInt(living.size())).leave(this.random.nextBoolean());
		}
	}

	private void application(int kind) {
		SimSession session = session();
		String what = switch (kind) {
			case 90, 91, 92, 93 -> {
				session.forceFailover(this.random.nextBoolean());
				yield "forced failover";
			}
			case 94 -> {
				session.close();
				yield "close";
			}
			case 95 -> {
				if (this.random.nextInt(3) == 0) {
					session.abort();
				}
				yield "abort";
			}
			default -> {
				for (int i = 0; i < 5 && !session.isClosing(); i++) {
					session.send();
				}
				yield "burst";
			}
		};
		this.course.count("application " + what);
		this.course.say(what + " of " + session);
	}

	private void becomeCalm() {
		this.course.say("calm");
		this.calm = true;
		thawUser();
		for (SimElement element : this.elements) {
			element.thaw();
			element.host.rejoin();
			this.network.heal(this.user.host, element.host);
			this.network.delay(this.user.host, element.host, Duration.ofMillis(1));
			element.start();
		}
		this.user.call((now) -> this.user.sessions.poolChanged(Knobs.POOL, now));
	}

	// The end of everything

	private void end() {
		if (this.knobs.killsUser()) {
			this.user.kill();
		}
		else {
			this.user.all.forEach(SimSession::close);
		}
		advance(15_000);
		if (!this.knobs.killsUser()) {
			inspect();
			this.user.all.forEach(SimSession::checkEnd);
			this.course.check(this.user.sessions.size() == 0, "no session is left", this.user.sessions.size());
		}
		// What elements still work on, and what a silent user leaves
		advance(60_000);
		this.course.check(this.network.connectionEnds() == 0, "no connection is left", this.network.connectionEnds());
		this.elements.forEach(SimElement::checkErrors);
		List<ElementLife> lives = this.elements.stream().map(SimElement::life).toList();
		lives.forEach(ElementLife::checkEnd);
		advance(FORGETTING.toMillis());
		lives.forEach(ElementLife::checkForgotten);
	}

}
