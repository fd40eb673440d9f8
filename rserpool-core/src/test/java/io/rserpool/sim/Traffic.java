package io.rserpool.sim;

import java.util.HashMap;
import java.util.Map;

import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.EnrpMessageType;
import io.rserpool.wire.ServerId;

/**
 * How many messages of each kind servers send each other in a virtual minute: bounded,
 * whatever happens. Also no error is answered by an error (I5).
 */
final class Traffic implements Check {

	private static final long MINUTE = 60_000;

	/** Presences that may be sent for other reasons than the heartbeat. */
	private static final int EXTRA_PRESENCES = 120;

	/** Least gap between two resynchronisations with a peer, in milliseconds (3). */
	private static final int RESYNC_MIN_GAP = 2000;

	private final World world;

	private final Cast cast;

	private final Timing timing;

	private Map<Pair, int[]> counts = new HashMap<>();

	private long minute;

	Traffic(World world, Cast cast, Timing timing) {
		this.world = world;
		this.cast = cast;
		this.timing = timing;
	}

	/** A server got a message of a peer. */
	void received(Server server, EnrpMessage message) {
		int[] count = this.counts.computeIfAbsent(new Pair(message.sender(), server.name),
				(pair) -> new int[EnrpMessageType.values().length]);
		count[message.type().ordinal()]++;
	}

	@Override
	public void inspect() {
		long now = this.world.elapsed() / MINUTE;
		if (now == this.minute) {
			return;
		}
		this.minute = now;
		Map<Pair, int[]> past = this.counts;
		this.counts = new HashMap<>();
		past.forEach((pair, count) -> {
			for (EnrpMessageType type : EnrpMessageType.values()) {
				if (count[type.ordinal()] > most(type)) {
					throw new AssertionError("Server " + pair.sender() + " sent " + count[type.ordinal()] + " ENRP_"
							+ type + " to " + pair.receiver() + " in one minute; bound is " + most(type));
				}
			}
		});
		if (this.world.network().mostUnderWay() > Network.MAX_UNDER_WAY) {
			throw new AssertionError("A send queue overflowed");
		}
	}

	private long most(EnrpMessageType type) {
		long elements = this.cast.elements().size();
		long heartbeats = MINUTE / this.timing.millis(TimerName.PEER_HEARTBEAT_CYCLE) + 2;
		long resyncs = MINUTE / RESYNC_MIN_GAP + 2;
		return switch (type) {
			case PRESENCE -> 4 * heartbeats + EXTRA_PRESENCES;
			case HANDLE_TABLE_REQUEST, HANDLE_TABLE_RESPONSE -> resyncs * (elements + 2);
			case HANDLE_UPDATE -> (elements + 2) * 60;
			case LIST_REQUEST, LIST_RESPONSE -> 60;
			case INIT_TAKEOVER, INIT_TAKEOVER_ACK, TAKEOVER_SERVER -> 20L * this.cast.servers().size();
			case ERROR -> 10;
		};
	}

	private record Pair(ServerId sender, String receiver) {
	}

}
