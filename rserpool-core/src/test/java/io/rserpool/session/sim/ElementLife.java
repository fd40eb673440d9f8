package io.rserpool.session.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventStream;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Protocol;
import io.rserpool.session.ElementConfig;
import io.rserpool.session.ElementSessions;
import io.rserpool.session.SessionConfig;
import io.rserpool.session.SessionInsides;
import io.rserpool.session.SessionTimer;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.PoolElementParameter;

/**
 * An element between its start and its death: a machine and what its application has
 * seen.
 */
final class ElementLife {

	final MachineDriver<SessionTimer> driver;

	final ElementSessions sessions;

	final SimElement element;

	final int number;

	private final SessionWorld world;

	private final Loop loop;

	private final SplittableRandom random;

	private final List<ServedConnection> connections = new ArrayList<>();

	/** What became of each message that was handed to the handler. */
	private final Map<SimMessage, Handling> handled = new HashMap<>();

	/** By session and stream: the highest message of first deliveries. */
	private final Map<String, Integer> firsts = new HashMap<>();

	private final Map<SimSession, ServedConnection> newest = new HashMap<>();

	private boolean dead;

	ElementLife(SessionWorld world, SimElement element, int number) {
		this.world = world;
		this.element = element;
		this.number = number;
		this.random = world.random().split();
		this.loop = element.host.newLoop();
		this.driver = new MachineDriver<>(element.toString(), element.host, this.loop,
				new EventStream(world.network().loop().clock()), ConnectionOptions.ofSession(SimUser.TIMING));
		Knobs knobs = world.knobs();
		ElementConfig config = ElementConfig.of(Knobs.POOL, knobs.element(SessionConfig.of(SimUser.TIMING)))
			.withDeduplicates(knobs.deduplicates())
			.withCards(this::card);
		this.sessions = new ElementSessions(config, this.random.split(), new ElementWire(world, this.driver),
				(key, remote) -> {
					ServedConnection served = world.serve(this, key, remote);
					this.connections.add(served);
					return served;
				});
		this.driver.drive(this.sessions);
		element.targets()
			.forEach((target) -> this.driver.listen(Protocol.SESSION, target.endpoint().toSocketAddress(),
					ConnectionOptions.ofSession(SimUser.TIMING), AcceptLimits.OFF));
	}

	private @Nullable BusinessCard card(ConnectionId connection) {
		List<PoolElementParameter> others = new ArrayList<>();
		for (SimElement other : this.world.elements()) {
			if (other != this.element) {
				others.add(other.parameter());
			}
		}
		Collections.shuffle(others, new Random(this.random.nextLong()));
		return this.world.knobs().cards() && !others.isEmpty() ? new BusinessCard(Knobs.POOL, others) : null;
	}

	SessionWorld world() {
		return this.world;
	}

	SplittableRandom random() {
		return this.random;
	}

	void dies() {
		this.dead = true;
	}

	boolean isDead() {
		return this.dead;
	}

	/** Calls the machine after a time, if this life lasts so long. */
	void later(long millis, LongConsumer call) {
		this.loop.schedule(() -> this.driver.execute(call), millis);
	}

	/** A message is given to the application. */
	void handed(ServedConnection connection, SimMessage message, boolean recognised) {
		Course course = this.world.course();
		course.check(!this.dead, "nothing is handed to a dead element", this.element);
		message.handed++;
		course.check(message.sendOver && !message.bound || message.handed == 1,
				"a message without the send-over flag is delivered at most once", message);
		course.check(message.sequence >= 0 || !recognised, "only what was sent is delivered", message);
		Handling before = this.handled.put(message, Handling.RUNNING);
		if (recognised) {
			course.check(before != Handling.RUNNING, "one message is not handled twice at the same time", message);
			course.check(before != Handling.DONE, "a living element does not process a message twice", message);
		}
		if (before != null) {
			course.count("messages handed again at the same element");
		}
		if (before == null && !message.bound && !isOld(connection, message.session)) {
			Integer highest = this.firsts.merge(message.session.number() + "/" + message.stream, message.number,
					Math::max);
			course.check(highest == message.number, "first deliveries at one element keep the order of a stream",
					message + " after message " + highest);
		}
	}

	private boolean isOld(ServedConnection connection, SimSession session) {
		ServedConnection last = this.newest.get(session);
		if (last != null && last.number() > connection.number()) {
			return true;
		}
		this.newest.put(session, connection);
		return false;
	}

	void handled(SimMessage message, boolean done) {
		this.handled.put(message, done ? Handling.DONE : Handling.FAILED);
		if (done) {
			message.processed++;
		}
	}

	void inspect() {
		Course course = this.world.course();
		int all = this.world.user().all.size();
		course.check(SessionInsides.windows(this.sessions) <= all, "an element has one window for a session",
				SessionInsides.windows(this.sessions));
		course.check(this.driver.errors() == 0, "an element's machine does not throw", this.driver.errors());
	}

	void checkEnd() {
		Course course = this.world.course();
		course.check(this.sessions.size() == 0, "an element forgets sessions that are over",
				this.element + " has " + this.sessions.size());
		this.connections.forEach(ServedConnection::checkEnd);
	}

	/** Long after the end. */
	void checkForgotten() {
		this.world.course()
			.check(SessionInsides.windows(this.sessions) == 0, "windows are forgotten in time",
					SessionInsides.windows(this.sessions));
	}

	private enum Handling {

		RUNNING, DONE, FAILED

	}

}
