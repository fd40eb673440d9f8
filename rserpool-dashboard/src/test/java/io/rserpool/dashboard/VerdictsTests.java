package io.rserpool.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.rserpool.dashboard.view.Reading;
import io.rserpool.dashboard.view.Recent;
import io.rserpool.dashboard.view.ServerNames;
import io.rserpool.dashboard.view.State;
import io.rserpool.dashboard.view.Verdict;
import io.rserpool.dashboard.view.Verdicts;
import io.rserpool.dashboard.view.Words;
import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent.ElementDeregistered;
import io.rserpool.event.RserpoolEvent.ElementRemoved;
import io.rserpool.event.RserpoolEvent.PoolRemoved;
import io.rserpool.event.RserpoolEvent.RequestRejected;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdicts}: the order in which things are wrong, and the sentences.
 */
class VerdictsTests {

	private static final PoolHandle A = PoolHandle.of("a");

	private final Verdicts verdicts = new Verdicts(new Words(), new ServerNames());

	@Test
	void noAnswerIsUnknown() {
		Verdict verdict = this.verdicts.judge(null, Recent.NOTHING, null, Story.NOW);
		assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
		assertThat(verdict.sentence()).isEqualTo("The server has not answered yet.");
	}

	@Test
	void silenceIsUnknownWhateverWasGoodBefore() {
		Verdict verdict = this.verdicts.judge(reading(pool("a", ElementState.UP)), Recent.NOTHING,
				Story.NOW.minusSeconds(3), Story.NOW);
		assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
		assertThat(verdict.sentence()).isEqualTo("The server has not answered since 14:32:05 UTC.");
	}

	@Test
	void allWell() {
		Verdict verdict = judge(Recent.NOTHING, pool("a", ElementState.UP, ElementState.UP),
				pool("b", ElementState.UP));
		assertThat(verdict).isEqualTo(new Verdict(State.UP, "All 2 pools are served.", "All 3 elements are up.", 0));
	}

	@Test
	void emptyServerIsWell() {
		Verdict verdict = judge(Recent.NOTHING);
		assertThat(verdict.state()).isEqualTo(State.UP);
		assertThat(verdict.sentence()).isEqualTo("The server runs. No pool yet.");
	}

	@Test
	void poolWithoutElementsComesFirst() {
		Recent recent = new Recent(Map.of(A, Story.NOW.minusSeconds(28)), Map.of(A, Story.NOW.minusSeconds(28)),
				List.of(), Map.of());
		Verdict verdict = judge(recent, pool("b", ElementState.UP, ElementState.SUSPENDED));
		assertThat(verdict.state()).isEqualTo(State.DEAD);
		assertThat(verdict.sentence()).isEqualTo("No element serves a.");
		assertThat(verdict.why()).startsWith("a lost its last element 28 s ago: callers get an error at once.");
		assertThat(verdict.things()).isEqualTo(2);
	}

	@Test
	void poolWhoseElementsAreNeverOfferedIsNotServed() {
		Verdict verdict = judge(Recent.NOTHING, pool("a", ElementState.INCONSISTENT, ElementState.UNVERIFIED));
		assertThat(verdict.state()).isEqualTo(State.DEAD);
		assertThat(verdict.why()).isEqualTo("a has 2 elements, but none is offered to users.");
	}

	@Test
	void poolWithOnlySuspendedElementsIsServedByThem() {
		Verdict verdict = judge(Recent.NOTHING, pool("a", ElementState.SUSPENDED));
		assertThat(verdict.state()).isEqualTo(State.ILL);
		assertThat(verdict.why()).contains("they are offered because there is no other");
	}

	@Test
	void lastElementOfAPoolThatHadMoreComesBeforeIllOnes() {
		Recent recent = new Recent(Map.of(), Map.of(A, Story.NOW.minusSeconds(60)), List.of(), Map.of());
		Verdict verdict = judge(recent, pool("a", ElementState.UP), pool("b", ElementState.UP, ElementState.SUSPENDED));
		assertThat(verdict.sentence()).isEqualTo("One pool is served by its last element.");
		assertThat(verdict.why()).startsWith("a lost an element 1 min ago and has one left");
	}

	@Test
	void poolThatAlwaysHadOneElementIsWell() {
		assertThat(judge(Recent.NOTHING, pool("a", ElementState.UP)).state()).isEqualTo(State.UP);
	}

	@Test
	void refusalIsSaidWhenNothingElseIsWrong() {
		Recent recent = Recent.of(events(new RequestRejected(A, new PoolElementId(1), "registration", 5, "")),
				Story.NOW);
		Verdict verdict = judge(recent, pool("a", ElementState.UP, ElementState.UP));
		assertThat(verdict.state()).isEqualTo(State.ILL);
		assertThat(verdict.sentence()).isEqualTo("The one pool is served. 1 request was refused.");
	}

	@Test
	void poolThatItsElementsLeftIsNoLoss() {
		Recent recent = Recent.of(events(new ElementDeregistered(A, new PoolElementId(1)), new PoolRemoved(A)),
				Story.NOW);
		assertThat(recent.lostPools()).isEmpty();
	}

	@Test
	void lossIsForgottenAfterAQuarterOfAnHour() {
		List<Occurrence> events = events(new ElementRemoved(A, new PoolElementId(1), RemovalReason.KEEP_ALIVE_TIMEOUT),
				new PoolRemoved(A));
		assertThat(Recent.of(events, Story.NOW).lostPools()).containsKey(A);
		assertThat(Recent.of(events, Story.NOW.plusSeconds(901)).lostPools()).isEmpty();
	}

	private Verdict judge(Recent recent, PoolSnapshot... pools) {
		return this.verdicts.judge(reading(pools), recent, null, Story.NOW);
	}

	private static Reading reading(PoolSnapshot... pools) {
		int elements = List.of(pools).stream().mapToInt(PoolSnapshot::elementCount).sum();
		return new Reading(Story.NOW, new EnrpSnapshot(Story.S1, ServerPhase.SERVING, 1000, pools.length, elements,
				elements, 0, 1, 1, List.of(), Map.of()), List.of(pools));
	}

	private static PoolSnapshot pool(String name, ElementState... states) {
		List<io.rserpool.enrp.ElementSnapshot> elements = new ArrayList<>();
		for (int i = 0; i < states.length; i++) {
			elements.add(Story.element(i + 1, Story.S1, states[i], Story.tcp(i + 1, 7000),
					MemberSelectionPolicy.ROUND_ROBIN, 0));
		}
		return FakeEnrpServer.pool(PoolHandle.of(name), MemberSelectionPolicy.ROUND_ROBIN, elements);
	}

	private static List<Occurrence> events(io.rserpool.event.RserpoolEvent... events) {
		List<Occurrence> occurrences = new ArrayList<>();
		EventStream stream = new EventStream(java.time.Clock.fixed(Story.NOW, java.time.ZoneOffset.UTC));
		stream.subscribe(occurrences::add);
		for (io.rserpool.event.RserpoolEvent event : events) {
			stream.publish(Story.S1.toString(), event, 0);
		}
		return occurrences;
	}

}
