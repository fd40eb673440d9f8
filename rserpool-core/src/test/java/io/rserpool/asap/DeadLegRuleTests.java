package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.ParameterType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dead-leg rule (asap.md 11.6) on a pool of three elements with two legs each: A is
 * 1, and so on; a leg is named {@code A1} or {@code A2}.
 */
class DeadLegRuleTests {

	private static final int LIFE_MILLIS = 300_000;

	private final AsapFixture endpoint = new AsapFixture(1);

	private ConnectionId home = new ConnectionId(1);

	@BeforeEach
	void filled() {
		this.home = this.endpoint.connected();
		this.endpoint.resolve(AsapFixture.ECHO);
		receive(element(1), element(2), element(3));
	}

	@Test
	@DisplayName("Case II: a failed leg: other elements first, then another leg of the ill ones")
	@Conformance("SVC-8")
	void otherAnimalsFirst() {
		List<String> tried = new ArrayList<>();
		Leg leg = choose(null);
		while (leg != null) {
			tried.add(name(leg));
			cache().legFailed(leg, now());
			leg = choose(leg.id());
		}

		assertThat(tried).containsExactly("A1", "B1", "C1", "A2", "B2", "C2");
		assertThat(pool().size()).isZero();
	}

	@Test
	@DisplayName("Case II: the same by an ordered policy: the best first, then the best of the ill ones")
	void orderedPolicy() {
		MemberSelectionPolicy high = MemberSelectionPolicy.of(PolicyType.PRIORITY, 9);
		MemberSelectionPolicy low = MemberSelectionPolicy.of(PolicyType.PRIORITY, 1);
		receive(high, element(1, high), element(2, low));

		// The worse one is ill first, yet the better one comes first among the ill
		cache().legFailed(choose(new PoolElementId(1)), now());
		assertThat(names(2)).containsExactly("A1", "A1");
		cache().legFailed(choose(null), now());

		assertThat(names(2)).containsExactly("A2", "A2");
	}

	@Test
	void healthyElementsShareTheLoadWhileOneIsIll() {
		cache().legFailed(choose(null), now());

		assertThat(names(4)).containsExactly("B1", "C1", "B1", "C1");
		assertThat(pool().elements()).extracting(CachedElement::health)
			.containsExactly(ElementHealth.UP, ElementHealth.UP, ElementHealth.ILL);
		assertThat(pool().ill()).isEqualTo(1);
	}

	@Test
	void illElementsShareTheLoadWhenNoOtherIsLeft() {
		for (int i = 0; i < 3; i++) {
			cache().legFailed(choose(null), now());
		}

		assertThat(names(4)).containsExactly("A2", "B2", "C2", "A2");
		assertThat(pool().select().health()).isEqualTo(ElementHealth.ILL);
	}

	@Test
	@DisplayName("R6: ill = a leg failed, dead = all legs failed")
	void illThenDead() {
		Leg first = choose(null);
		assertThat(first.element().health()).isEqualTo(ElementHealth.UP);

		assertThat(cache().legFailed(first, now())).isEqualTo(ElementHealth.ILL);
		CachedElement ill = find(1);
		assertThat(ill.isFailed(first.transport())).isTrue();
		assertThat(ill.transports()).hasSize(2);

		assertThat(cache().legFailed(ill.leg(LegFilter.ANY), now())).isEqualTo(ElementHealth.DEAD);
		assertThat(find(1)).isNull();
	}

	@Test
	void sameFailureToldTwiceKillsNobody() {
		Leg leg = choose(null);

		cache().legFailed(leg, now());

		assertThat(cache().legFailed(leg, now())).isEqualTo(ElementHealth.ILL);
		assertThat(find(1)).isNotNull();
	}

	@Test
	@DisplayName("A leg is usable again after a successful connection")
	void successMakesTheLegUsableAgain() {
		Leg failed = choose(null);
		cache().legFailed(failed, now());
		assertThat(names(1)).containsExactly("B1");

		cache().legSucceeded(failed, now());

		assertThat(find(1).health()).isEqualTo(ElementHealth.UP);
		// The walk goes on where it was
		assertThat(names(3)).containsExactly("C1", "A1", "B1");
	}

	@Test
	void successBeforeTheFailureSaysNothing() {
		Leg failed = choose(null);
		cache().legFailed(failed, now());

		cache().legSucceeded(failed, now() - 1);

		assertThat(find(1).health()).isEqualTo(ElementHealth.ILL);
	}

	@Test
	void successOfAnotherLegDoesNotHelpTheFailedOne() {
		cache().legFailed(choose(null), now());

		cache().legSucceeded(find(1).leg(LegFilter.ANY), now());

		assertThat(find(1).health()).isEqualTo(ElementHealth.ILL);
	}

	@Test
	@DisplayName("A newer resolution alone does not make a failed leg usable: the element's server does not know the leg")
	void newerAnswerAloneDoesNotHelp() {
		cache().legFailed(choose(null), now());
		this.endpoint.advance(10_000);
		this.endpoint.resolve(AsapFixture.ECHO, true);

		receive(element(1), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.ILL);
		assertThat(names(3)).containsExactly("B1", "C1", "B1");
	}

	@Test
	@DisplayName("A newer resolution whose entry was re-registered meanwhile: seen by its attributes")
	void otherAttributesHelp() {
		cache().legFailed(choose(null), now());
		this.endpoint.advance(1);
		this.endpoint.resolve(AsapFixture.ECHO, true);
		PoolElementParameter again = element(1);
		receive(new PoolElementParameter(again.id(), again.home(), 299, again.userTransport(), again.policy(), null,
				again.additionalLegs()), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.UP);
	}

	@Test
	@DisplayName("Another home is no re-registration: a takeover changes it, too")
	void anotherHomeDoesNotHelp() {
		cache().legFailed(choose(null), now());
		this.endpoint.advance(1);
		this.endpoint.resolve(AsapFixture.ECHO, true);

		receive(element(1).withHome(new ServerId(77)), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.ILL);
	}

	@Test
	@DisplayName("A newer resolution whose entry was re-registered meanwhile: seen by its absence before")
	void absenceHelps() {
		cache().legFailed(choose(null), now());
		this.endpoint.advance(1);
		this.endpoint.resolve(AsapFixture.ECHO, true);
		receive(element(2), element(3));
		this.endpoint.resolve(AsapFixture.ECHO, true);
		receive(element(1), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.UP);
	}

	@Test
	@DisplayName("A newer resolution whose entry was re-registered meanwhile: its registration life is over since")
	void lifeHelps() {
		cache().legFailed(choose(null), now());
		this.endpoint.advance(LIFE_MILLIS - 1);
		this.endpoint.resolve(AsapFixture.ECHO, true);
		receive(element(1), element(2), element(3));
		assertThat(find(1).health()).isEqualTo(ElementHealth.ILL);

		this.endpoint.advance(1);
		this.endpoint.resolve(AsapFixture.ECHO, true);
		receive(element(1), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.UP);
	}

	@Test
	@DisplayName("An answer older than the failure makes nothing usable again")
	void olderAnswerDoesNotHelp() {
		this.endpoint.resolve(AsapFixture.ECHO, true);
		this.endpoint.advance(10);
		cache().legFailed(choose(null), now());

		receive(new PoolElementParameter(element(1).id(), AsapFixture.SERVER_1, 299, element(1).userTransport(),
				MemberSelectionPolicy.ROUND_ROBIN, null, element(1).additionalLegs()), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.ILL);
	}

	@Test
	@DisplayName("A dead element that its server still vouches for begins anew")
	void deadElementBeginsAnew() {
		cache().legFailed(choose(null), now());
		cache().legFailed(find(1).leg(LegFilter.ANY), now());
		this.endpoint.advance(10_000);
		this.endpoint.resolve(AsapFixture.ECHO, true);

		receive(element(1), element(2), element(3));

		assertThat(find(1).health()).isEqualTo(ElementHealth.UP);
	}

	@Test
	@DisplayName("A business card's order goes before the policy, for healthy elements other than the avoided one")
	void preferredComeFirst() {
		List<PoolElementId> card = List.of(new PoolElementId(9), new PoolElementId(3), new PoolElementId(2));

		assertThat(name(cache().chooseLeg(AsapFixture.ECHO, card, LegFilter.ANY, null, now()))).isEqualTo("C1");
		assertThat(name(cache().chooseLeg(AsapFixture.ECHO, card, LegFilter.ANY, new PoolElementId(3), now())))
			.isEqualTo("B1");
		cache().legFailed(find(3).leg(LegFilter.ANY), now());
		cache().legFailed(find(2).leg(LegFilter.ANY), now());
		assertThat(name(cache().chooseLeg(AsapFixture.ECHO, card, LegFilter.ANY, null, now()))).isEqualTo("A1");
	}

	@Test
	void avoidedElementIsChosenByAnotherLegOnly() {
		receive(element(1));
		Leg leg = choose(null);

		assertThat(choose(leg.id())).isNull();
		cache().legFailed(leg, now());

		assertThat(name(choose(leg.id()))).isEqualTo("A2");
	}

	@Test
	@DisplayName("R14: a user without SCTP uses TCP legs only, and elements without one not at all")
	void filterHidesWhatCannotBeUsed() {
		receive(mixed(1, sctp(1), AsapFixture.transport(7001)), mixed(2, sctp(2)),
				mixed(3, AsapFixture.transport(7003), sctp(3)));

		assertThat(names(LegFilter.LOCAL, 4)).containsExactly("A2", "C1", "A2", "C1");
		assertThat(names(LegFilter.ANY, 3)).containsExactly("A1", "B1", "C1");
	}

	@Test
	@DisplayName("R14: legs that cannot be used do not keep an element alive")
	void elementIsDeadWhenItsUsableLegsAre() {
		receive(mixed(1, sctp(1), AsapFixture.transport(7001)), mixed(3, AsapFixture.transport(7003), sctp(3)));

		Leg leg = cache().chooseLeg(AsapFixture.ECHO, List.of(), LegFilter.LOCAL, null, now());

		assertThat(name(leg)).isEqualTo("A2");
		assertThat(cache().legFailed(leg, now())).isEqualTo(ElementHealth.DEAD);
		assertThat(names(LegFilter.LOCAL, 2)).containsExactly("C1", "C1");
	}

	@Test
	@DisplayName("R14: nothing that can be used: the pool must be resolved again")
	void nothingUsable() {
		receive(mixed(1, sctp(1)), mixed(2, sctp(2)));

		assertThat(cache().chooseLeg(AsapFixture.ECHO, List.of(), LegFilter.LOCAL, null, now())).isNull();
	}

	@Test
	@DisplayName("T7: an element with TCP and SCTP serves users with and without SCTP")
	void bothKindsOfUsersFindTheirLeg() {
		receive(mixed(1, sctp(1), AsapFixture.transport(7001)));
		LegFilter sctpOnly = (transport) -> transport instanceof SctpTransport;

		assertThat(names(sctpOnly, 1)).containsExactly("A1");
		assertThat(names(LegFilter.LOCAL, 1)).containsExactly("A2");
	}

	@Test
	void eachFilterKeepsItsPlaceInTheWalk() {
		receive(mixed(1, sctp(1)), element(2), element(3), element(4));
		assertThat(names(LegFilter.LOCAL, 1)).containsExactly("B1");

		cache().markFailed(find(1), now());
		assertThat(names(LegFilter.LOCAL, 1)).containsExactly("C1");
		cache().legFailed(find(2).leg(LegFilter.LOCAL), now());

		assertThat(names(LegFilter.LOCAL, 3)).containsExactly("D1", "C1", "D1");
	}

	@Test
	void viewIsTheSameEachTime() {
		receive(mixed(1, sctp(1)), element(2));

		assertThat(pool().usableBy(LegFilter.LOCAL)).isSameAs(pool().usableBy(LegFilter.LOCAL)).isNotSameAs(pool());
		assertThat(pool().usableBy(LegFilter.ANY)).isSameAs(pool());
		for (int i = 0; i < 10; i++) {
			pool().usableBy((transport) -> transport instanceof UdpTransport);
		}
		assertThat(names(LegFilter.LOCAL, 2)).containsExactly("B1", "B1");
	}

	@Test
	@DisplayName("RFC 5352 3.5: one report for each event, also for one leg of several, within limits")
	void oneReportForEachEvent() {
		Leg leg = choose(null);

		this.endpoint.machine.failed(leg, now());
		this.endpoint.machine.failed(find(1).leg(LegFilter.ANY), now());

		assertThat(this.endpoint.world.sentTo(this.home, EndpointUnreachable.class))
			.containsExactly(new EndpointUnreachable(AsapFixture.ECHO, new PoolElementId(1)));
		assertThat(this.endpoint.world.published()).extracting(RecordingEffects.Published::event)
			.contains(new RserpoolEvent.LegFailed(AsapFixture.ECHO, new PoolElementId(1), leg.transport(), true),
					new RserpoolEvent.ElementFailed(AsapFixture.ECHO, new PoolElementId(1), false));
	}

	@Test
	void singleLegsFailAsBefore() {
		receive(AsapFixture.element(1), AsapFixture.element(2));
		Leg leg = choose(null);

		assertThat(cache().legFailed(leg, now())).isEqualTo(ElementHealth.DEAD);

		assertThat(pool().size()).isEqualTo(1);
		assertThat(pool().ill()).isZero();
	}

	@Test
	void stalePoolServesIfItMay() {
		this.endpoint.advance(30_000);

		assertThat(cache().isFresh(AsapFixture.ECHO, now())).isFalse();
		assertThat(choose(null)).isNotNull();
		assertThat(cache().isFresh(AsapFixture.OTHER, now())).isFalse();
		assertThat(cache().chooseLeg(AsapFixture.OTHER, List.of(), LegFilter.ANY, null, now())).isNull();
	}

	@Test
	void memoryIsBounded() {
		FailedLegs failed = new FailedLegs(false);
		for (int i = 1; i <= FailedLegs.MOST + 10; i++) {
			failed.add(new CachedElement(AsapFixture.ECHO, element(i), 0).leg(LegFilter.ANY), 10_000);
		}

		long known = java.util.stream.IntStream.rangeClosed(1, FailedLegs.MOST + 10)
			.filter((id) -> !failed.of(AsapFixture.ECHO, new PoolElementId(id)).isEmpty())
			.count();
		assertThat(known).isEqualTo(FailedLegs.MOST);
		failed.prune(10_000 + LIFE_MILLIS, 10_000 + LIFE_MILLIS);
		assertThat(failed.isEmpty()).isTrue();
	}

	@Test
	void legsAreNumberedAndHaveAddresses() {
		receive(mixed(1, sctp(1), AsapFixture.transport(7001), new UdpTransport(9, AsapFixture.LOCAL.address())));

		Leg leg = pool().select().leg((transport) -> transport instanceof UdpTransport);

		assertThat(leg.number()).isEqualTo(2);
		assertThat(leg.endpoints()).hasToString("[192.0.2.100:9]");
		assertThat(leg.addresses()).singleElement().satisfies((address) -> assertThat(address.getPort()).isEqualTo(9));
		assertThat(leg).hasToString("EchoPool/" + leg.id() + " leg 2");
	}

	@Test
	@DisplayName("RFC 5352 6.6, S19: a sender is known by the transport and address of any of its legs")
	void senderIsKnownByItsAddress() {
		receive(mixed(1, sctp(1), AsapFixture.transport(7001)), element(2));
		Endpoint at = new Endpoint(AsapFixture.LOCAL.address(), 7001);

		assertThat(cache().elementAt(ParameterType.TCP_TRANSPORT, at)).isSameAs(find(1));
		assertThat(cache().elementAt(ParameterType.UDP_TRANSPORT, at)).isNull();
		cache().markFailed(find(1), now());
		assertThat(cache().elementAt(ParameterType.TCP_TRANSPORT, at)).isNull();
		assertThat(cache().elementAt(ParameterType.TCP_TRANSPORT, new Endpoint(at.address(), 8002))).isSameAs(find(2));
	}

	private static PoolElementParameter element(int id) {
		return element(id, MemberSelectionPolicy.ROUND_ROBIN);
	}

	private static PoolElementParameter element(int id, MemberSelectionPolicy policy) {
		return new PoolElementParameter(new PoolElementId(id), AsapFixture.SERVER_1, LIFE_MILLIS / 1000, tcp(7000 + id),
				policy, null, List.of(tcp(8000 + id)));
	}

	private static PoolElementParameter mixed(int id, TransportParameter first, TransportParameter... others) {
		return new PoolElementParameter(new PoolElementId(id), AsapFixture.SERVER_1, LIFE_MILLIS / 1000, first,
				MemberSelectionPolicy.ROUND_ROBIN, null, Arrays.asList(others));
	}

	private static TcpTransport tcp(int port) {
		return AsapFixture.transport(port);
	}

	private static SctpTransport sctp(int id) {
		return new SctpTransport(6000 + id, TransportUse.DATA_ONLY, List.of(AsapFixture.LOCAL.address()));
	}

	private void receive(PoolElementParameter... elements) {
		receive(MemberSelectionPolicy.ROUND_ROBIN, elements);
	}

	private void receive(MemberSelectionPolicy policy, PoolElementParameter... elements) {
		this.endpoint.resolve(AsapFixture.ECHO, true);
		this.endpoint.receive(this.home,
				new HandleResolutionResponse(AsapFixture.ECHO, false, policy, List.of(elements), null));
	}

	private ResolutionCache cache() {
		return this.endpoint.machine.cache();
	}

	private CachedPool pool() {
		return cache().lookup(AsapFixture.ECHO);
	}

	private @Nullable CachedElement find(int id) {
		return pool().find(new PoolElementId(id));
	}

	private long now() {
		return this.endpoint.now();
	}

	private @Nullable Leg choose(@Nullable PoolElementId avoid) {
		return cache().chooseLeg(AsapFixture.ECHO, List.of(), LegFilter.ANY, avoid, now());
	}

	private List<String> names(int times) {
		return names(LegFilter.ANY, times);
	}

	private List<String> names(LegFilter filter, int times) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			names.add(name(cache().chooseLeg(AsapFixture.ECHO, List.of(), filter, null, now())));
		}
		return names;
	}

	private static String name(@Nullable Leg leg) {
		return (leg == null) ? "none" : (char) ('A' + leg.id().value() - 1) + "" + (leg.number() + 1);
	}

}
