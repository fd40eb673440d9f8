package io.rserpool.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.WireMessage;

/**
 * Everything there is in one simulation: time, network, processes, chance.
 */
final class World {

	/** An odd time, so that nobody relies on 0. */
	static final long START = 1_000_003;

	/** Lines of trace that a failure shows. */
	static final int LINES = 400;

	private final Agenda agenda = new Agenda(START);

	private final Names names = new Names();

	private final Trace trace = new Trace(this, LINES);

	private final SplittableRandom random;

	private final Network network;

	private final List<EventListener> listeners = new ArrayList<>();

	private long messages;

	private final boolean throughCodecs;

	private long disturbedAt = START;

	private long lastEvent;

	/**
	 * Makes an empty world.
	 * @param seed equal seeds and calls give equal courses
	 * @param throughCodecs whether each message is encoded and decoded on its way
	 */
	World(long seed, boolean throughCodecs) {
		this.random = new SplittableRandom(seed);
		this.network = new Network(this.agenda, this.random.split());
		this.throughCodecs = throughCodecs;
	}

	Agenda agenda() {
		return this.agenda;
	}

	Network network() {
		return this.network;
	}

	Trace trace() {
		return this.trace;
	}

	Names names() {
		return this.names;
	}

	/** Chance of the world itself; machines get their own by {@link #newRandom()}. */
	SplittableRandom random() {
		return this.random;
	}

	SplittableRandom newRandom() {
		return this.random.split();
	}

	long now() {
		return this.agenda.now();
	}

	/** Milliseconds since the beginning. */
	long elapsed() {
		return now() - START;
	}

	void send(End from, WireMessage message) {
		this.messages++;
		this.network.send(from, this.throughCodecs ? Codecs.roundTrip(from.protocol, message) : message);
	}

	/** Messages sent so far. */
	long messages() {
		return this.messages;
	}

	long publish(Process<?> source, RserpoolEvent event, long cause) {
		if (cause < 0 || cause > this.lastEvent) {
			throw new AssertionError(source.name() + " gives cause " + cause + " for " + event
					+ ", but the last event is " + this.lastEvent);
		}
		this.trace.event(source, event);
		for (EventListener listener : this.listeners) {
			listener.happened(source, event);
		}
		this.lastEvent++;
		return this.lastEvent;
	}

	void onEvent(EventListener listener) {
		this.listeners.add(listener);
	}

	/** Something was done to the world: agreement may take its time from now. */
	void disturbed() {
		this.disturbedAt = now();
	}

	/** How long nothing was done to the world. */
	long calmMillis() {
		return now() - this.disturbedAt;
	}

	/**
	 * Hears the events of all processes.
	 */
	interface EventListener {

		void happened(Process<?> source, RserpoolEvent event);

	}

}
