package io.rserpool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Business cards (RFC 5352 3.9, asap.md 10; requirements B1 to B7).
 */
class BusinessCardTests {

	private static final SessionOptions WITH_11 = SessionOptions.DEFAULT.element(new PoolElementId(11));

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	/** An element whose cards name the given ones, in this order. */
	private ElementLog dealer(int number, Integer... order) {
		return element(number, (server) -> server.cards((session, others) -> only(others, order)));
	}

	private ElementLog element(int number, UnaryOperator<SessionServerBuilder> settings) {
		ElementLog log = new ElementLog(number, this.seen);
		this.scope.element(number, log, settings);
		return log;
	}

	private static List<PoolElementParameter> only(List<PoolElementParameter> others, Integer... order) {
		return Arrays.stream(order)
			.flatMap((id) -> others.stream().filter((other) -> other.id().value() == id))
			.toList();
	}

	/** Lets everybody learn of the whole pool, and cards be dealt. */
	private void settle() {
		this.scope.advance(1_000);
	}

	private List<Integer> card(PoolSession session) {
		UserSessionSnapshot snapshot = this.scope.get(session.snapshot());
		return snapshot.card().stream().map(PoolElementId::value).toList();
	}

	@Test
	@DisplayName("B1: a card is the first thing an element says on the control channel, before any user data")
	@Conformance({ "ASAP-3.9-1", "SVC-7" })
	void cardComesBeforeUserData() {
		this.scope.element(11, new SessionHandler() {
			@Override
			public void opened(ServedSession session) {
				session.send(SessionScope.octets("welcome"));
			}

			@Override
			public void received(ServedSession session, ReceivedMessage message) {
			}
		});
		this.scope.elements(this.seen, 12, 13);
		settle();

		this.scope.open(WITH_11);
		this.scope.advance(50);

		assertThat(this.scope.userTap.received()).hasSize(3)
			.startsWith("INIT")
			.endsWith("DATA welcome")
			.element(1)
			.asString()
			.startsWith("BUSINESS_CARD CalcPool [1");
	}

	@Test
	@DisplayName("B1: the list is the order of preference")
	@Conformance("ASAP-3.9-6")
	void cardSaysWhereToGo() {
		dealer(11, 14, 12);
		this.scope.elements(this.seen, 12, 13, 14);
		settle();
		PoolSession session = this.scope.open(WITH_11);
		assertThat(card(session)).containsExactly(14, 12);

		this.scope.kill(11);

		this.scope.untilWith(14, session);
	}

	@Test
	@DisplayName("B1: a card may be replaced at any time")
	@Conformance("ASAP-3.9-4")
	void newCardReplacesTheOldOne() {
		ElementLog first = dealer(11, 12, 13, 14);
		this.scope.elements(this.seen, 12, 13, 14);
		settle();
		PoolSession session = this.scope.open(WITH_11);

		List<PoolElementParameter> others = ((DefaultPoolElement) this.scope.elements.get(11)).others();
		assertThat(this.scope.get(first.sessions.get(0).businessCard(only(others, 13)))).isTrue();
		this.scope.advance(50);
		assertThat(card(session)).containsExactly(13);
		this.scope.kill(11);

		this.scope.untilWith(13, session);
	}

	@Test
	@DisplayName("B1: when the pool changes, each session gets a new card")
	void changeOfThePoolDealsAgain() {
		this.scope.element(11, new ElementLog(11, this.seen));
		this.scope.elements(this.seen, 12);
		settle();
		PoolSession session = this.scope.open(WITH_11);
		assertThat(card(session)).containsExactly(12);

		this.scope.elements(this.seen, 13);
		settle();

		assertThat(card(session)).containsExactlyInAnyOrder(12, 13);
	}

	@Test
	@DisplayName("B2: users A, B and C of one element meet again at the first of its card, and so does a second tier")
	void usersMeetAtTheFirstOfTheCard() {
		dealer(11, 13, 14);
		this.scope.elements(this.seen, 12, 13, 14);
		settle();
		PoolElement secondTier = billing(31);
		List<PoolSession> sessions = new ArrayList<>();
		for (String name : List.of("A", "B", "C", "second tier")) {
			PoolUser user = this.scope.user(this.scope.network.host("192.0.2." + (100 + sessions.size())));
			PoolSession session = user.openSession(SessionScope.CALC,
					name.equals("second tier") ? WITH_11.ownElement(secondTier) : WITH_11);
			this.scope.untilOpen(session);
			session.send(SessionScope.octets(name));
			sessions.add(session);
		}
		this.scope.advance(100);
		assertThat(sessions).allMatch((session) -> this.scope.with(session) == 11);

		this.scope.kill(11);

		sessions.forEach((session) -> this.scope.untilWith(13, session));
	}

	@Test
	@DisplayName("B3: 100 users in 10 groups spread over the survivors within 20 % of even, and groups stay together")
	void groupsSpreadAndStayTogether() {
		element(11, UnaryOperator.identity());
		this.scope.elements(this.seen, 12, 13, 14, 15, 16);
		settle();
		List<PoolSession> leaders = new ArrayList<>();
		for (int group = 0; group < 10; group++) {
			leaders.add(this.scope.open(WITH_11));
		}
		List<List<PoolSession>> groups = new ArrayList<>();
		for (PoolSession leader : leaders) {
			List<PoolSession> group = new ArrayList<>(List.of(leader));
			for (int i = 0; i < 9; i++) {
				PoolSession follower = this.scope.open(WITH_11);
				follower.coupleWith(leader);
				group.add(follower);
			}
			groups.add(group);
		}
		this.scope.advance(100);

		this.scope.kill(11);
		groups.forEach((group) -> group.forEach((session) -> this.scope.until("all have moved",
				() -> session.state() == UserSessionState.OPEN && this.scope.with(session) != 11)));

		Map<Integer, Integer> load = new TreeMap<>();
		for (List<PoolSession> group : groups) {
			int together = this.scope.with(group.get(0));
			assertThat(group).allMatch((session) -> this.scope.with(session) == together);
			load.merge(together, group.size(), Integer::sum);
		}
		assertThat(load).hasSize(5);
		assertThat(load.values()).allSatisfy((users) -> assertThat(users).isBetween(16, 24));
	}

	@Test
	@DisplayName("B4: without a wish list the pool's policy decides")
	void withoutACardThePolicyDecides() {
		element(11, (server) -> server.cards(CardDealer.NONE));
		this.scope.elements(this.seen, 12, 13, 14);
		settle();
		List<PoolSession> sessions = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			sessions.add(this.scope.open(WITH_11));
		}
		assertThat(sessions).allMatch((session) -> card(session).isEmpty());

		this.scope.kill(11);
		sessions.forEach((session) -> this.scope.until("it has moved",
				() -> session.state() == UserSessionState.OPEN && this.scope.with(session) != 11));

		assertThat(sessions.stream().map(this.scope::with).sorted()).containsExactly(12, 12, 13, 13, 14, 14);
	}

	@Test
	@DisplayName("B5: an element of the card that is known to be dead is skipped without a connect attempt")
	void deadElementOfTheCardIsSkipped() {
		dealer(11, 12, 13);
		this.scope.elements(this.seen, 12, 13, 14);
		settle();
		PoolSession session = this.scope.open(WITH_11);
		PoolSession other = this.scope.open(SessionOptions.DEFAULT.element(new PoolElementId(12)));
		this.scope.kill(12);
		this.scope.until("the other one has noticed", () -> this.scope.with(other) != 12);
		this.scope.untilOpen(other);
		this.scope.userTap.clear();

		this.scope.kill(11);
		this.scope.untilWith(13, session);

		assertThat(this.scope.userTap.sent()).contains("dial 192.0.2.13:7000").doesNotContain("dial 192.0.2.12:7000");
	}

	@Test
	@DisplayName("B5: an element of the card that has left the pool is skipped, too")
	void leftElementOfTheCardIsSkipped() {
		ElementLog first = element(11, (server) -> server.cards(CardDealer.NONE));
		this.scope.elements(this.seen, 12, 13);
		settle();
		PoolSession session = this.scope.open(WITH_11);
		List<PoolElementParameter> others = ((DefaultPoolElement) this.scope.elements.get(12)).others();
		List<PoolElementParameter> all = new ArrayList<>(((DefaultPoolElement) this.scope.elements.get(13)).others());
		all.addAll(others);
		this.scope.get(first.sessions.get(0).businessCard(only(all, 12, 13)));
		this.scope.get(this.scope.elements.get(12).deregister());
		settle();
		this.scope.userTap.clear();

		this.scope.kill(11);
		this.scope.untilWith(13, session);

		assertThat(this.scope.userTap.sent()).doesNotContain("dial 192.0.2.12:7000");
	}

	@Test
	@DisplayName("B6: a coupled session follows the other one's card, also when that is replaced")
	void coupledSessionFollowsTheOthersCard() {
		ElementLog first = dealer(11, 12, 13, 14);
		this.scope.elements(this.seen, 12, 13, 14);
		settle();
		PoolSession leader = this.scope.open(WITH_11);
		PoolSession follower = this.scope.open(SessionOptions.DEFAULT.element(new PoolElementId(14)));
		follower.coupleWith(leader);
		this.scope.advance(20);
		assertThat(card(follower)).containsExactly(12, 13, 14);

		List<PoolElementParameter> others = ((DefaultPoolElement) this.scope.elements.get(11)).others();
		this.scope.get(first.sessions.get(0).businessCard(only(others, 13, 12)));
		this.scope.advance(20);
		assertThat(card(follower)).containsExactly(13, 12);
		this.scope.kill(14);
		this.scope.untilWith(13, follower);
	}

	@Test
	@DisplayName("B6: sessions of other users or with other pools cannot be coupled")
	void couplingNeedsTheSameUserAndPool() {
		this.scope.elements(this.seen, 11);
		PoolSession session = this.scope.open(WITH_11);
		PoolSession ofOtherPool = this.scope.user.openSession(PoolHandle.of("OtherPool"));
		PoolSession ofOtherUser = this.scope.user(this.scope.network.host("192.0.2.100"))
			.openSession(SessionScope.CALC);

		assertThatThrownBy(() -> session.coupleWith(ofOtherPool)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("OtherPool");
		assertThatThrownBy(() -> session.coupleWith(ofOtherUser)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("another pool user");
	}

	@Test
	@DisplayName("B7: a user that is an element itself gives its card to each element, on failover to the new one")
	void userThatIsAnElementGivesItsCard() {
		ElementLog first = element(11, UnaryOperator.identity());
		ElementLog second = new ElementLog(12, this.seen);
		this.scope.element(12, second);
		PoolElement own = billing(31);
		billing(32);
		settle();
		PoolSession session = this.scope.open(WITH_11.ownElement(own));
		this.scope.get(session.send(SessionScope.octets("m")));
		assertThat(first.sessions.get(0).userCard()).containsExactly(new PoolElementId(32));
		assertThat(this.scope.tap(11).received())
			.filteredOn((line) -> line.startsWith("BUSINESS") || line.startsWith("DATA"))
			.containsExactly("BUSINESS_CARD BillPool [32]", "DATA m");

		this.scope.kill(11);
		this.scope.untilWith(12, session);
		this.scope.get(session.send(SessionScope.octets("n")));

		assertThat(second.sessions.get(0).userCard()).containsExactly(new PoolElementId(32));
		assertThat(this.scope.tap(12).received()).containsExactly("INIT", "BUSINESS_CARD BillPool [32]", "DATA n");
	}

	@Test
	@DisplayName("S19, RFC 5352 6.6: the element knows a user that is an element itself by its PE handle")
	@Conformance({ "ASAP-3.9-5", "ASAP-6.6-1" })
	void userThatIsAnElementIsKnownByItsPeHandle() {
		ElementLog first = element(11, UnaryOperator.identity());
		PoolElement own = billing(31);
		billing(32);
		settle();
		PoolUser user = PoolUser.builder()
			.endpoint(this.scope.endpoint(this.scope.tap(31), "billing-user", 131))
			.build();
		user.openSession(SessionScope.CALC, WITH_11.ownElement(own));
		this.scope.advance(100);
		PoolSession plain = this.scope.open(WITH_11);

		assertThat(first.sessions).hasSize(2);
		assertThat(first.sessions.get(0).userPool()).hasValue(PoolHandle.of("BillPool"));
		assertThat(first.sessions.get(0).sender()).hasValue(new PoolElementId(31));
		assertThat(first.sessions.get(1).userPool()).isEmpty();
		assertThat(first.sessions.get(1).sender()).isEmpty();
		assertThat(plain.element()).hasValue(new PoolElementId(11));
	}

	/** An element of another pool: the user's own. */
	private PoolElement billing(int number) {
		PoolElement element = PoolElement.builder(PoolHandle.of("BillPool"))
			.endpoint(this.scope.endpoint(this.scope.tap(number), "billing-" + number, number))
			.id(new PoolElementId(number))
			.sessions(SessionServer.builder(new ElementLog(number, this.seen))
				.address(this.scope.elementHosts.get(number).at(7000)))
			.build();
		element.start();
		return element;
	}

	@Test
	@DisplayName("RFC 5352 3.9: a user that is no element sends no card")
	@Conformance("ASAP-3.9-2")
	void plainUserSendsNoCard() {
		this.scope.elements(this.seen, 11, 12);
		settle();
		PoolSession session = this.scope.open(WITH_11);
		this.scope.kill(11);
		this.scope.untilWith(12, session);
		this.scope.get(session.send(SessionScope.octets("m")));

		assertThat(this.scope.userTap.sent()).noneMatch((line) -> line.startsWith("BUSINESS_CARD"));
	}

	@Test
	@DisplayName("RFC 5352 3.9 BC1: the receiver of a card resolves the pool if its cache does not hold it")
	@Conformance("ASAP-3.9-5")
	void cardOfAnUnknownPoolIsResolved() {
		ElementLog first = dealer(11, 12);
		this.scope.elements(this.seen, 12);
		settle();
		this.scope.open(WITH_11);
		List<PoolElementParameter> others = ((DefaultPoolElement) this.scope.elements.get(11)).others();
		this.scope.user.purge(SessionScope.CALC);
		this.scope.userTap.clear();

		this.scope.get(first.sessions.get(0).businessCard(others));
		this.scope.advance(50);

		assertThat(this.scope.userTap.lines()).containsSubsequence("< BUSINESS_CARD CalcPool [12]",
				"> RESOLVE CalcPool");
	}

}
