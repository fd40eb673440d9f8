package io.rserpool.enrp;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.SelectionOptions;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.Timing;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.Octets;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;

import static org.assertj.core.api.Assertions.assertThat;

class TableDigestTests {

	private static final ServerId PEER = ServerId.of(0x55);

	private final Handlespace one = new Handlespace(PEER, new SplittableRandom(1), SelectionOptions.DEFAULT);

	private final Handlespace other = new Handlespace(ServerId.of(0x66), new SplittableRandom(2),
			SelectionOptions.DEFAULT);

	@Test
	void dependsOnAttributesButNotOnTheOrder() {
		register(this.one, Registrar.element(1, "192.0.2.1"));
		register(this.one, Registrar.element(2, "192.0.2.2"));
		register(this.other, Registrar.element(2, "192.0.2.2"));
		register(this.other, Registrar.element(1, "192.0.2.1"));
		TableDigest digest = new TableDigest(this.other);
		Octets before = digest.of(PEER);

		assertThat(new TableDigest(this.one).of(PEER)).isEqualTo(before);

		register(this.other, Registrar.element(1, "192.0.2.9"));
		assertThat(digest.of(PEER)).isNotEqualTo(before);
		assertThat(this.other.checksum(PEER)).isEqualTo(this.one.checksum(PEER));
	}

	@Test
	void noticesThatAnElementIsGone() {
		register(this.one, Registrar.element(1, "192.0.2.1"));
		TableDigest digest = new TableDigest(this.one);
		Octets before = digest.of(PEER);

		this.one.remove(Registrar.POOL, Registrar.id(1));

		assertThat(digest.of(PEER)).isNotEqualTo(before);
	}

	@Test
	void leadsToAResyncAlthoughTheChecksumAgrees() {
		RecordingEffects<EnrpTimer> world = new RecordingEffects<>();
		EnrpConfig config = EnrpConfig.of(Registrar.ID, Timing.of(Profile.FAST))
			.withPeering(PeeringConfig.DEFAULT.withStrongDigest(true));
		EnrpServerMachine machine = new EnrpServerMachine(config, new SplittableRandom(3), world);
		machine.peerTransport(Registrar.sctp("192.0.2.200", 9901));
		machine.start(world.now());
		ConnectionId connection = world.nextConnection();
		machine.connectionUp(connection, Protocol.ENRP, Registrar.endpoint("192.0.2.200", 9901),
				Registrar.endpoint("192.0.2.201", 40_000), false, world.now());

		machine.received(connection, presence(Octets.of(new byte[16])), world.now());

		assertThat(world.sentTo(connection)).contains(new HandleTableRequest(Registrar.ID, PEER, true));
		assertThat(world.events()).anyMatch(RserpoolEvent.AuditMismatch.class::isInstance);
	}

	private static Presence presence(Octets digest) {
		return new Presence(PEER, ServerId.NONE, false, 0xffff,
				new ServerInformation(PEER, Registrar.sctp("192.0.2.201", 9901)), digest);
	}

	private static void register(Handlespace handlespace, PoolElementParameter element) {
		handlespace.register(Registrar.POOL, new PoolElementParameter(element.id(), PEER, 300, element.userTransport(),
				MemberSelectionPolicy.ROUND_ROBIN, null, List.of()), 0);
	}

}
