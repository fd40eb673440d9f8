package io.rserpool.session.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;
import io.rserpool.session.SessionInsides;
import io.rserpool.session.SessionTimer;
import io.rserpool.session.UserSessions;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.memory.MemoryHost;

/**
 * The pool user: one process with a few sessions.
 */
final class SimUser {

	static final Timing TIMING = Timing.of(Profile.FAST);

	final MemoryHost host;

	final MachineDriver<SessionTimer> driver;

	final UserSessions sessions;

	final UserWire wire;

	final List<SimSession> all = new ArrayList<>();

	private final SessionWorld world;

	private final Loop loop;

	private @Nullable SimSession connecting;

	private boolean killed;

	SimUser(SessionWorld world, SimPools pools) {
		this.world = world;
		this.host = world.network().host("192.0.2.99");
		this.loop = this.host.newLoop();
		this.driver = new MachineDriver<>("user", this.host, this.loop, new EventStream(world.network().loop().clock()),
				ConnectionOptions.ofSession(TIMING));
		this.wire = new UserWire(this, this.driver);
		this.sessions = new UserSessions(pools, world.random().split(), this.wire);
		this.driver.drive(this.wire);
	}

	UserSessions machine() {
		return this.sessions;
	}

	Course course() {
		return this.world.course();
	}

	Knobs knobs() {
		return this.world.knobs();
	}

	SessionWorld world() {
		return this.world;
	}

	/** This session is about to dial. */
	void connecting(SimSession session) {
		this.connecting = session;
	}

	SimSession connecting() {
		SimSession session = this.connecting;
		if (session == null) {
			throw course().broken("a session says that it connects", "a dial");
		}
		return session;
	}

	/** Calls the machine now. */
	void call(LongConsumer call) {
		if (!this.killed) {
			this.driver.execute(call);
		}
	}

	/** Calls the machine after a time. */
	void later(long millis, LongConsumer call) {
		if (!this.killed) {
			this.loop.schedule(() -> this.driver.execute(call), millis);
		}
	}

	void kill() {
		this.killed = true;
		this.host.kill();
	}

	/** What may be looked at in the middle of everything. */
	void inspect() {
		int sessions = this.sessions.size();
		course().check(SessionInsides.connections(this.sessions) <= sessions,
				"a session has at most one connection in the table",
				SessionInsides.connections(this.sessions) + " connections of " + sessions + " sessions");
		this.all.forEach(SimSession::inspect);
		course().check(this.driver.errors() == 0, "the user's machine does not throw", this.driver.errors());
	}

}
