package io.rserpool.session.sim;

import java.util.SplittableRandom;

import io.rserpool.session.LinkTuning;
import io.rserpool.session.Retrieval;
import io.rserpool.session.SessionConfig;
import io.rserpool.session.SessionLimits;
import io.rserpool.wire.PoolHandle;

/**
 * What one seed has.
 *
 * @param elements how many elements
 * @param sessions how many sessions of the one pool user
 * @param steps how many messages and faults
 * @param gap most milliseconds between two steps
 * @param deduplicates whether elements recognise duplicates
 * @param serial whether elements give their handler one message at a time, else all at
 * once with acknowledgements by hand
 * @param cards whether elements deal business cards
 * @param legs addresses of each element
 * @param headers whether the user offers session headers
 * @param leaveOut the flags of the user's INIT
 * @param retrieval what sessions keep
 * @param failing of a hundred messages, how many the handler fails on
 * @param cutting of a hundred processed messages, after how many the connection is cut
 * @param fragment octets of a piece
 * @param window most pieces under way
 * @param windowOctets most octets under way
 * @param heartbeat milliseconds of silence until a heartbeat
 * @param giveUp how long a session may be without an element, 0 = for ever
 * @param killsUser whether the user's process is killed at the end in place of an orderly
 * end
 */
record Knobs(int elements, int sessions, int steps, int gap, boolean deduplicates, boolean serial, boolean cards,
		int legs, boolean headers, int leaveOut, Retrieval retrieval, int failing, int cutting, int fragment,
		int window, int windowOctets, int heartbeat, int giveUp, boolean killsUser) {

	static final PoolHandle POOL = PoolHandle.of("SimPool");

	private static final int[] FRAGMENTS = { 64, 1000, 16 << 10 };

	private static final int[] WINDOWS = { 1, 3, 16, 1024 };

	private static final int[] WINDOW_OCTETS = { 1, 3000, 4 << 20 };

	private static final int[] HEARTBEATS = { 0, 300, 2000, 2000, 5000 };

	private static final int[] GIVE_UPS = { 0, 20_000, 60_000, 60_000 };

	private static final int[] GAPS = { 5, 100, 1000, 4000 };

	static Knobs of(SplittableRandom random) {
		int noise = random.nextInt(3);
		return new Knobs(1 + random.nextInt(4), 1 + random.nextInt(3), 30 + random.nextInt(170), pick(GAPS, random),
				random.nextInt(4) != 0, random.nextInt(3) != 0, random.nextBoolean(), 1 + random.nextInt(4) / 3,
				random.nextInt(20) != 0, random.nextInt(8) == 0 ? random.nextInt(4) : 0,
				(random.nextInt(20) == 0) ? Retrieval.NONE : Retrieval.APPLICATION_ACK,
				(noise == 1) ? random.nextInt(8) : 0, (noise != 0) ? random.nextInt(12) : 0, pick(FRAGMENTS, random),
				pick(WINDOWS, random), pick(WINDOW_OCTETS, random), pick(HEARTBEATS, random), pick(GIVE_UPS, random),
				random.nextInt(10) == 0);
	}

	private static int pick(int[] values, SplittableRandom random) {
		return values[random.nextInt(values.length)];
	}

	boolean keeps() {
		return this.retrieval == Retrieval.APPLICATION_ACK;
	}

	private SessionLimits limits() {
		SessionLimits most = SessionLimits.DEFAULT;
		return new SessionLimits(this.window, this.windowOctets, most.maxMessageOctets(), this.fragment,
				most.maxWaitingMessages(), most.maxWaitingOctets(), most.maxCookieOctets());
	}

	/** How elements serve. */
	SessionConfig element(SessionConfig defaults) {
		return defaults.withTuning(tuning(defaults.tuning())).withLimits(limits());
	}

	/** How the user's sessions behave. */
	SessionConfig user(SessionConfig defaults) {
		return element(defaults).withWords(this.headers, this.leaveOut)
			.withRetrieval(this.retrieval)
			.withGiveUpMillis(this.giveUp);
	}

	/** Without heartbeats only the acknowledgements can tell that an element is gone. */
	private LinkTuning tuning(LinkTuning defaults) {
		return (this.heartbeat == 0) ? defaults.withHeartbeat(0, 1000, 2).withAckTimeout(8000)
				: defaults.withHeartbeat(this.heartbeat, Math.max(100, this.heartbeat / 2), 2);
	}

}
