package io.rserpool.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import io.rserpool.enrp.EnrpConfig;
import io.rserpool.enrp.EnrpServerMachine;
import io.rserpool.enrp.EnrpTimer;
import io.rserpool.enrp.Limits;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.Timing;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.Presence;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UpdateAction;
import io.rserpool.wire.WireMessage;

/**
 * Row 7c: the takeover of all elements of a dead server inside the machine, without a
 * network: how long it works, and how long its loop is never free in between, which is
 * what a resolution would have to wait.
 */
final class OwnershipProgram {

	private static final ServerId SELF = ServerId.of(0x1111_1111);

	private static final ServerId OTHER = ServerId.of(0x2222_2222);

	private static final Endpoint HERE = new Endpoint(IpAddress.parse("192.0.2.1"), 9901);

	private static final Endpoint THERE = new Endpoint(IpAddress.parse("192.0.2.2"), 9901);

	private static final int POOLS = 1_000;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private OwnershipProgram() {
	}

	/**
	 * Prints two lines a size.
	 * @param arguments sizes; 10,000, 100,000 and a million if absent
	 */
	public static void main(String[] arguments) {
		int[] sizes = { 10_000, 100_000, 1_000_000 };
		if (arguments.length > 0) {
			sizes = java.util.Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
		}
		if (Pairs.isWanted("7c ownership")) {
			for (int size : sizes) {
				measure(size);
			}
		}
		if (!Boolean.getBoolean("rserpool.bench.embedded")) {
			System.exit(0);
		}
	}

	private static void measure(int size) {
		int times = Math.max(1, Math.min(10, 200_000 / size));
		for (int i = 0; i < times; i++) {
			new World().takeover(size);
		}
		List<Double> millis = new ArrayList<>();
		List<Double> longest = new ArrayList<>();
		double wall = 0;
		for (int i = 0; i < Math.max(2, times); i++) {
			World world = new World();
			world.takeover(size);
			millis.add(world.totalNanos / 1e6);
			longest.add(world.longestNanos / 1e6);
			wall = Math.max(wall, world.longestByTheClock / 1e6);
		}
		Rows.atMost(String.format(Locale.ROOT, "7c ownership change of %,d", size), Pairs.median(millis),
				size / 1e6 * 5_000, "ms", Rows.spread(millis));
		Rows.atMost("7c longest time the loop is not free", Pairs.median(longest), 10, "ms",
				Rows.spread(longest) + ", by the clock up to " + String.format(Locale.ROOT, "%.2f", wall));
	}

	/**
	 * Plays the network and the other server.
	 */
	private static final class World implements Effects<EnrpTimer> {

		private final EnrpServerMachine machine;

		private final Deque<ConnectionId> dials = new ArrayDeque<>();

		private final Map<EnrpTimer, Long> timers = new LinkedHashMap<>();

		private long now = 1_000_000;

		private long connections;

		private long events;

		private boolean won;

		private long totalNanos;

		/**
		 * Processor time: neither the garbage collector, which row 3b looks at, nor other
		 * programs.
		 */
		private long longestNanos;

		private long longestByTheClock;

		World() {
			EnrpConfig defaults = EnrpConfig.of(SELF, Timing.of(Profile.FAST));
			EnrpConfig config = new EnrpConfig(SELF, defaults.timing(), Limits.OFF, defaults.addressCheck(),
					defaults.minAddressScope(), defaults.maxResolutionItems(), defaults.maxBadReports(),
					defaults.lifeInMilliseconds(), defaults.strictRfc(), defaults.announce(), defaults.peering());
			this.machine = new EnrpServerMachine(config, new Random(1), this);
		}

		/** Lets the other server come with so many elements, and die. */
		void takeover(int size) {
			SctpTransport transport = new SctpTransport(9901, TransportUse.DATA_ONLY, List.of(THERE.address()));
			this.machine.peerTransport(new SctpTransport(9901, TransportUse.DATA_ONLY, List.of(HERE.address())));
			this.machine.start(this.now);
			ConnectionId connection = nextConnection();
			this.machine.connectionUp(connection, Protocol.ENRP, HERE, new Endpoint(THERE.address(), 40_000), false,
					this.now);
			this.machine.received(connection,
					new Presence(OTHER, ServerId.NONE, true, 0xffff, new ServerInformation(OTHER, transport)),
					this.now);
			for (int i = 0; i < size; i++) {
				this.machine.received(connection, new HandleUpdate(OTHER, ServerId.NONE, false, UpdateAction.ADD_PE,
						Elements.handle(i % POOLS), element(i)), this.now);
			}
			timed(() -> this.machine.connectionLost(connection, "reset", this.now));
			int steps = 0;
			while (!this.won || !this.dials.isEmpty()) {
				step();
				steps++;
				if (steps > 10_000) {
					throw new IllegalStateException("Nothing was taken over");
				}
			}
			int owned = this.machine.snapshot(this.now).ownedCount();
			if (owned != size) {
				throw new IllegalStateException(owned + " elements instead of " + size);
			}
		}

		private static PoolElementParameter element(int number) {
			SctpTransport asap = new SctpTransport(0, TransportUse.DATA_ONLY, List.of(new Ipv4Address(0xc0000263)));
			return new PoolElementParameter(new PoolElementId((number + 1) * 0x9e3779b1), OTHER, 7200,
					new TcpTransport(1 + number % 60_000, TransportUse.DATA_ONLY, new Ipv4Address(0xc0000263)),
					MemberSelectionPolicy.of(PolicyType.LEAST_USED, 0), asap, List.of());
		}

		private void step() {
			ConnectionId dial = this.dials.poll();
			if (dial != null) {
				timed(() -> this.machine.dialFailed(dial, DialFailure.REFUSED, this.now));
				return;
			}
			Map.Entry<EnrpTimer, Long> next = this.timers.entrySet()
				.stream()
				.min(Map.Entry.comparingByValue())
				.map(Map.Entry::copyOf)
				.orElseThrow();
			this.timers.remove(next.getKey());
			this.now = Math.max(this.now, next.getValue());
			timed(() -> this.machine.timerExpired(next.getKey(), this.now));
		}

		private void timed(Runnable input) {
			long processor = THREADS.getCurrentThreadCpuTime();
			long begin = System.nanoTime();
			input.run();
			long nanos = System.nanoTime() - begin;
			this.totalNanos += nanos;
			this.longestByTheClock = Math.max(this.longestByTheClock, nanos);
			this.longestNanos = Math.max(this.longestNanos, THREADS.getCurrentThreadCpuTime() - processor);
		}

		private ConnectionId nextConnection() {
			this.connections++;
			return new ConnectionId(this.connections);
		}

		@Override
		public void send(ConnectionId to, WireMessage message) {
			// Nobody listens.
		}

		@Override
		public ConnectionId dial(Protocol protocol, Endpoint to) {
			ConnectionId connection = nextConnection();
			this.dials.add(connection);
			return connection;
		}

		@Override
		public void close(ConnectionId connection, String why) {
			this.dials.remove(connection);
		}

		@Override
		public void setTimer(EnrpTimer key, long delayMillis) {
			this.timers.put(key, this.now + delayMillis);
		}

		@Override
		public void cancelTimer(EnrpTimer key) {
			this.timers.remove(key);
		}

		@Override
		public void multicast(WireMessage message) {
			// Nobody listens.
		}

		@Override
		public long publish(RserpoolEvent event, long cause) {
			this.won |= event instanceof RserpoolEvent.TakeoverWon;
			this.events++;
			return this.events;
		}

	}

}
