package io.rserpool.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.rserpool.dashboard.view.Reading;
import io.rserpool.dashboard.view.Recent;
import io.rserpool.dashboard.view.ServerNames;
import io.rserpool.dashboard.view.ServerVerdicts;
import io.rserpool.dashboard.view.State;
import io.rserpool.dashboard.view.Verdict;
import io.rserpool.dashboard.view.Verdicts;
import io.rserpool.dashboard.view.Words;
import io.rserpool.enrp.AuditSnapshot;
import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.AuditMismatch;
import io.rserpool.event.RserpoolEvent.AuditPassed;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerVerdicts}, and for what {@link Verdicts} says about servers.
 */
class ServerVerdictsTests {

	private final ServerNames names = new ServerNames();

	private final Words words = new Words();

	private final ServerVerdicts servers = new ServerVerdicts(this.words, this.names);

	private final Verdicts overview = new Verdicts(this.words, this.names);

	ServerVerdictsTests() {
		this.names.self(Story.S1);
	}

	@Test
	void onlyServerIsWellAndSaysHowToGetMore() {
		Verdict verdict = judge(Recent.NOTHING);

		assertThat(verdict.state()).isEqualTo(State.UP);
		assertThat(verdict.sentence()).isEqualTo("The only server.");
		assertThat(verdict.why()).contains("rserpool.server.enrp.peers");
	}

	@Test
	void silentAddressBesideServersThatAgreeIsSaidAndNotIll() {
		Verdict verdict = judge(Recent.NOTHING, Story.peers().toArray(PeerSnapshot[]::new));

		assertThat(verdict.state()).isEqualTo(State.UP);
		assertThat(verdict.sentence()).isEqualTo("3 of 3 servers agree.");
		assertThat(verdict.why()).endsWith("Nobody answers at one address.");
	}

	@Test
	void aloneAmongOthersIsIllEverywhere() {
		PeerSnapshot candidate = Story.peer(ServerId.NONE, 4, PeerStatus.CANDIDATE, 0, Story.NOT_COMPARED);

		assertThat(judge(Recent.NOTHING, candidate).sentence()).isEqualTo("S1 hears no other server.");
		assertThat(judge(Recent.NOTHING, candidate).state()).isEqualTo(State.ILL);
		assertThat(overview(Recent.NOTHING, candidate).sentence()).isEqualTo("S1 hears no other server.");
	}

	@Test
	void differenceOfAMomentIsARepairAndNoDisagreement() {
		Recent recent = Recent.of(events(new AuditMismatch(Story.S2, 1, 2)), Story.NOW);
		PeerSnapshot peer = peer(PeerStatus.ACTIVE, AuditState.RESYNCING);

		Verdict verdict = this.overview.judge(reading(peer), recent, null, Story.NOW.plusSeconds(3));

		assertThat(verdict.state()).isEqualTo(State.MOVING);
		assertThat(verdict.sentence()).isEqualTo("The one pool is served. What servers own changes.");
		assertThat(verdict.why()).isEqualTo("The elements of S2 are being taken anew.");
	}

	@Test
	void differenceThatStaysIsADisagreement() {
		Recent recent = Recent.of(events(new AuditMismatch(Story.S2, 1, 2)), Story.NOW);
		PeerSnapshot peer = peer(PeerStatus.ACTIVE, AuditState.MISMATCH);

		Verdict verdict = this.overview.judge(reading(peer), recent, null, Story.NOW.plusSeconds(11));

		assertThat(verdict.state()).isEqualTo(State.ILL);
		assertThat(verdict.sentence()).isEqualTo("2 servers, and one pair disagrees.");
		assertThat(verdict.why()).isEqualTo("The elements of S2 are not known here as they are there: found 11 s ago.");
	}

	@Test
	void differenceThatWasRepairedIsForgotten() {
		Recent recent = Recent.of(events(new AuditMismatch(Story.S2, 1, 2), new AuditPassed(Story.S2, 2, 3)),
				Story.NOW);

		assertThat(recent.differing()).isEmpty();
	}

	@Test
	void repairsInVainAreADisagreementAtOnce() {
		assertThat(judge(Recent.NOTHING, peer(PeerStatus.ACTIVE, AuditState.FAILED)).sentence())
			.isEqualTo("2 servers, and one pair disagrees.");
	}

	@Test
	void takeoverThatRunsIsSaidWithWhoTakesWhat() {
		PeerSnapshot other = Story.peer(Story.S3, 3, PeerStatus.ACTIVE, 0, audit(AuditState.AGREED));
		Verdict verdict = overview(Recent.NOTHING, peer(PeerStatus.TAKEOVER_BY_ME, AuditState.AGREED), other);

		assertThat(verdict.state()).isEqualTo(State.MOVING);
		assertThat(verdict.sentence()).isEqualTo("The one pool is served. What servers own changes.");
		assertThat(verdict.why()).isEqualTo("This server takes over the 4 elements of S2.");
		assertThat(verdict.things()).isEqualTo(1);
	}

	@Test
	void silentServerIsIll() {
		PeerSnapshot other = Story.peer(Story.S3, 3, PeerStatus.ACTIVE, 0, audit(AuditState.AGREED));

		assertThat(overview(Recent.NOTHING, peer(PeerStatus.PROBING, AuditState.AGREED), other).sentence())
			.isEqualTo("The one pool is served. One server is silent.");
	}

	@Test
	void notComparedIsNotGreen() {
		assertThat(judge(Recent.NOTHING, peer(PeerStatus.ACTIVE, AuditState.UNKNOWN)).state()).isEqualTo(State.UNKNOWN);
	}

	@Test
	void joiningComesBeforeAllElse() {
		Reading reading = reading(ServerPhase.JOINING);

		assertThat(this.overview.judge(reading, Recent.NOTHING, null, Story.NOW).sentence())
			.isEqualTo("S1 is joining the other servers.");
		assertThat(this.servers.judge(reading, Recent.NOTHING, null, Story.NOW, true).state()).isEqualTo(State.MOVING);
	}

	private Verdict judge(Recent recent, PeerSnapshot... peers) {
		return this.servers.judge(reading(peers), recent, null, Story.NOW, true);
	}

	private Verdict overview(Recent recent, PeerSnapshot... peers) {
		return this.overview.judge(reading(peers), recent, null, Story.NOW);
	}

	private static PeerSnapshot peer(PeerStatus status, AuditState state) {
		return Story.peer(Story.S2, 2, status, 4, audit(state));
	}

	private static AuditSnapshot audit(AuditState state) {
		return new AuditSnapshot(state, 1, 2, 100, 5, 1, 0, -1, 0, 0, -1);
	}

	private static Reading reading(PeerSnapshot... peers) {
		return reading(ServerPhase.SERVING, peers);
	}

	private static Reading reading(ServerPhase phase, PeerSnapshot... peers) {
		EnrpSnapshot numbers = new EnrpSnapshot(Story.S1, phase, 1000, 1, 1, 1, 0, 1, 1, List.of(peers), Map.of());
		return new Reading(Story.NOW, numbers,
				List.of(FakeEnrpServer.pool(PoolHandle.of("a"), MemberSelectionPolicy.ROUND_ROBIN,
						List.of(Story.element(1, Story.S1, io.rserpool.enrp.ElementState.UP, Story.tcp(1, 7000),
								MemberSelectionPolicy.ROUND_ROBIN, 0)))));
	}

	private static List<Occurrence> events(RserpoolEvent... events) {
		List<Occurrence> occurrences = new ArrayList<>();
		EventStream stream = new EventStream(java.time.Clock.fixed(Story.NOW, java.time.ZoneOffset.UTC));
		stream.subscribe(occurrences::add);
		for (RserpoolEvent event : events) {
			stream.publish(Story.S1.toString(), event, 0);
		}
		return occurrences;
	}

}
