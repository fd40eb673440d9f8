package io.rserpool.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.rserpool.enrp.AuditSnapshot;
import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent.ElementFailed;
import io.rserpool.event.RserpoolEvent.ElementRegistered;
import io.rserpool.event.RserpoolEvent.ElementRemoved;
import io.rserpool.event.RserpoolEvent.ElementReselected;
import io.rserpool.event.RserpoolEvent.ElementSuspended;
import io.rserpool.event.RserpoolEvent.PoolCreated;
import io.rserpool.event.RserpoolEvent.ServerStarted;
import io.rserpool.event.RserpoolEvent.UnreachableReported;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;

/**
 * The one story that all tests tell: it is 14:32:08, four pools with 15 elements are
 * owned by three servers; at 14:27:54 an element of billing died and was replaced, and
 * since 14:28:11 another one has lost its connection.
 */
final class Story {

	static final Instant NOW = Instant.parse("2026-11-22T14:32:08Z");

	static final ServerId S1 = new ServerId(0x5e01a7c3);

	static final ServerId S2 = new ServerId(0x71d5e2a8);

	static final ServerId S3 = new ServerId(0x9b44f016);

	static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	static final PoolHandle BILLING = PoolHandle.of("billing");

	static final PoolHandle FRACTAL = PoolHandle.of("fractal");

	static final PoolHandle CLOCK = PoolHandle.of(new byte[] { 0, (byte) 0xff, 'k', 'e', 'y' });

	static final PoolElementId DIED = new PoolElementId(0x77a1e02b);

	private static final MemberSelectionPolicy WRR = MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 10);

	private static final MemberSelectionPolicy WRAND = MemberSelectionPolicy.of(PolicyType.WEIGHTED_RANDOM, 3);

	static final AuditSnapshot NOT_COMPARED = new AuditSnapshot(AuditState.UNKNOWN, 0xffff, -1, -1, 0, 0, 0, -1, 0, 0,
			-1);

	private Story() {
	}

	static List<PoolSnapshot> pools() {
		List<PoolSnapshot> pools = new ArrayList<>();
		pools.add(FakeEnrpServer.pool(ECHO, WRR,
				List.of(element(0x5a3c91e7, S1, ElementState.UP, tcp(21, 7001), WRR, 920),
						element(0xb20ef46d, S3, ElementState.UP, tcp(22, 7001), WRR, 917),
						element(0x19d7a8c4, S3, ElementState.UP, tcp(23, 7001), WRR, 911),
						element(0xe6410b7f, S1, ElementState.UP, tcp(24, 7001), WRR, 905),
						element(0x7c2290de, S2, ElementState.UP, tcp(25, 7001), WRR, 908))));
		pools.add(FakeEnrpServer.pool(BILLING, load(0),
				List.of(element(0x3fd04a12, S1, ElementState.UP, tcp(31, 7012), load(31), 701),
						element(0xa81c6e05, S1, ElementState.SUSPENDED, tcp(32, 7012), load(12), 212),
						element(0x60b97df3, S2, ElementState.UP, tcp(33, 7012), load(44), 518),
						element(0xd5e23841, S3, ElementState.UP, tcp(34, 7012), load(27), 606),
						element(0x0c4f7b9a, S3, ElementState.UNVERIFIED, tcp(20, 7012), load(0), 0))));
		pools.add(FakeEnrpServer.pool(FRACTAL, WRAND,
				List.of(element(0x91ab20c6, S1, ElementState.UP, tcp(41, 7020), WRAND, 330),
						element(0x4e7f1d38, S3, ElementState.UP, tcp(42, 7020), WRAND, 341),
						element(0xf8036ca5, S2, ElementState.UP, tcp(43, 7020), WRAND, 322))));
		TransportParameter udp = new UdpTransport(7031, IpAddress.parse("10.0.1.51"));
		pools.add(FakeEnrpServer.pool(CLOCK, MemberSelectionPolicy.ROUND_ROBIN,
				List.of(element(0x27c5e9b0, S1, ElementState.UP, udp, MemberSelectionPolicy.ROUND_ROBIN, 44),
						element(0xba61f47c, S3, ElementState.UP, udp, MemberSelectionPolicy.ROUND_ROBIN, 43))));
		return pools;
	}

	/** The others as S1 sees them: both agree with it, and one address is silent. */
	static List<PeerSnapshot> peers() {
		return List.of(
				peer(S2, 2, PeerStatus.ACTIVE, 3,
						new AuditSnapshot(AuditState.AGREED, 0x91c4, 0x91c4, 300, 182, 0, 0, -1, 0, 0, -1)),
				peer(S3, 3, PeerStatus.ACTIVE, 6,
						new AuditSnapshot(AuditState.AGREED, 0x1b7e, 0x1b7e, 600, 238_804, 1, 1, 16_000, 1, 2, 86)),
				peer(ServerId.NONE, 4, PeerStatus.CANDIDATE, 0, NOT_COMPARED));
	}

	static PeerSnapshot peer(ServerId id, int host, PeerStatus status, int elements, AuditSnapshot audit) {
		boolean heard = status != PeerStatus.CANDIDATE;
		return new PeerSnapshot(id, List.of(new Endpoint(IpAddress.parse("10.0." + host + ".10"), 9901)), status, heard,
				heard ? audit.comparedMillisAgo() : -1, elements, audit);
	}

	/** Publishes what happened, each event at its time. */
	static void publish(EventStream events, StoryClock clock) {
		clock.set("2026-11-22T14:20:00Z");
		String s1 = S1.toString();
		events.publish(s1, new ServerStarted(S1, "10.0.1.10:3863"), 0);
		clock.set("2026-11-22T14:20:04Z");
		events.publish(s1, new PoolCreated(BILLING, load(0)), 0);
		events.publish(s1, new ElementRegistered(BILLING, DIED, S1, tcp(36, 7012), load(5)), 0);
		events.publish(s1, new ElementRegistered(BILLING, new PoolElementId(0xa81c6e05), S1, tcp(32, 7012), load(5)),
				0);
		clock.set("2026-11-22T14:27:54.000Z");
		long failed = events.publish("checkout", new ElementFailed(BILLING, DIED, true), 0);
		clock.set("2026-11-22T14:27:54.001Z");
		events.publish("checkout", new ElementReselected(BILLING, DIED, new PoolElementId(0x3fd04a12)), failed);
		long reported = events.publish(s1, new UnreachableReported(BILLING, DIED, "10.0.1.61:51234", 1), failed);
		clock.set("2026-11-22T14:27:54.152Z");
		events.publish(s1, new ElementRemoved(BILLING, DIED, RemovalReason.KEEP_ALIVE_TIMEOUT), reported);
		clock.set("2026-11-22T14:28:11Z");
		events.publish(s1, new ElementSuspended(BILLING, new PoolElementId(0xa81c6e05), "connection reset by peer"), 0);
		clock.set(NOW.toString());
	}

	static MemberSelectionPolicy load(int percent) {
		return MemberSelectionPolicy.of(PolicyType.LEAST_USED, (int) Math.round(percent / 100.0 * 0xffffffffL));
	}

	static TransportParameter tcp(int host, int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, IpAddress.parse("10.0.1." + host));
	}

	static ElementSnapshot element(int id, ServerId home, ElementState state, TransportParameter transport,
			MemberSelectionPolicy policy, long selections) {
		boolean own = home.equals(S1);
		return new ElementSnapshot(new PoolElementId(id), home, state, transport, List.of(), null, policy, 300,
				252_000 - (id & 0xff) * 100L, 724_000, selections, own ? 2 : -1,
				(state == ElementState.SUSPENDED) ? 1 : 0);
	}

	/** A clock that a test sets. */
	static final class StoryClock extends Clock {

		private volatile Instant now = NOW;

		void set(String instant) {
			this.now = Instant.parse(instant);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(java.time.ZoneId zone) {
			return this;
		}

	}

}
