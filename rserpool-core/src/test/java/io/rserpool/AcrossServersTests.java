package io.rserpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Elements and users of several ENRP servers: what they notice when a server dies, is
 * frozen, or does not serve yet.
 */
class AcrossServersTests {

	@Test
	void registrationIsVisibleOnFiveServersWithinThreeRoundTrips() {
		ServerScope scope = new ServerScope(5);
		scope.network.delay(Duration.ofMillis(10));
		scope.started();
		AsapEndpoint endpoint = scope.endpoint(2);
		endpoint.start();
		scope.until("a home", () -> endpoint.homeAddress().isPresent(), 1_000);
		PoolElement element = PoolElement.builder(ServerScope.ECHO)
			.endpoint(endpoint)
			.transport(scope.transport())
			.build();
		long began = scope.now();

		element.register();
		scope.until("visible everywhere", () -> scope.events(RserpoolEvent.ElementRegistered.class).size() == 5, 60);

		assertThat(scope.now() - began).isLessThanOrEqualTo(3 * 20);
		for (EnrpServer server : scope.servers) {
			assertThat(scope.owners(server)).containsExactly(Map.entry(element.id(), scope.servers.get(2).id()));
		}
	}

	@Test
	void elementsOfADeadServerSpreadOverTheOthersAndNoneIsLost() {
		ServerScope scope = new ServerScope(5).started();
		List<PoolElement> elements = new ArrayList<>();
		List<AsapEndpoint> endpoints = new ArrayList<>();
		int victims = 0;
		for (int i = 0; i < 60; i++) {
			AsapEndpoint endpoint = scope.endpoint(0, 1, 2, 3, 4);
			elements.add(scope.element(endpoint));
			endpoints.add(endpoint);
			victims += (scope.indexOfHome(endpoint) == 0) ? 1 : 0;
		}
		assertThat(victims).isBetween(4, 24);
		Set<AsapEndpoint> orphans = new HashSet<>(endpoints);
		orphans.removeIf((endpoint) -> scope.indexOfHome(endpoint) != 0);

		scope.hosts.get(0).kill();
		scope.until("all are registered again",
				() -> elements.stream().allMatch((element) -> element.state() == RegistrationState.REGISTERED)
						&& orphans.stream().allMatch((endpoint) -> endpoint.homeAddress().isPresent()),
				1_000);
		scope.advance(30_000);

		Map<PoolElementId, ServerId> expected = scope.owners(scope.servers.get(1));
		assertThat(expected).hasSize(60).doesNotContainValue(scope.servers.get(0).id());
		for (EnrpServer server : scope.servers.subList(1, 5)) {
			assertThat(scope.owners(server)).isEqualTo(expected);
		}
		elements.forEach((element) -> assertThat(element.home()).contains(expected.get(element.id())));
		assertThat(orphans.stream().map(scope::indexOfHome).distinct()).hasSizeGreaterThan(1);
		assertThat(scope.events(RserpoolEvent.ElementRemoved.class)).isEmpty();
	}

	@Test
	void elementThatKnowsOnlyTheDeadServerIsAdoptedAndServedByTheHeir() {
		ServerScope scope = new ServerScope(3).started();
		AsapEndpoint endpoint = scope.endpoint(0);
		PoolElement element = PoolElement.builder(ServerScope.ECHO)
			.endpoint(endpoint)
			.transport(scope.transport())
			.policy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 1))
			.build();
		endpoint.start();
		element.start();

		scope.hosts.get(0).kill();
		scope.until("a new home",
				() -> element.home().filter((home) -> !home.equals(scope.servers.get(0).id())).isPresent(), 10_000);
		ServerId heir = element.home().orElseThrow();
		CompletableFuture<Void> update = element.updatePolicy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 7));
		scope.advance(2_000);

		assertThat(update).isCompleted();
		assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED);
		for (EnrpServer server : scope.servers.subList(1, 3)) {
			assertThat(scope.owners(server)).containsExactly(Map.entry(element.id(), heir));
		}

		// And once more: the second heir finds it as the first did
		scope.hosts.get(scope.servers.indexOf(scope.serverOf(heir))).kill();
		scope.until("a third home", () -> element.home().filter((home) -> !home.equals(heir)).isPresent(), 10_000);
		scope.advance(10_000);

		EnrpServer last = scope.serverOf(element.home().orElseThrow());
		assertThat(scope.owners(last)).containsExactly(Map.entry(element.id(), last.id()));
		assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED);
	}

	@Test
	void elementThatCannotBeDialledStaysInThePoolUntilItRegistersAgain() {
		ServerScope scope = new ServerScope(3).started();
		AsapEndpoint endpoint = scope.builder(0, 1, 2).listen(false).build();
		PoolElement element = scope.element(endpoint);
		int home = scope.indexOfHome(endpoint);
		EnrpServer survivor = scope.servers.get((home + 1) % 3);

		scope.hosts.get(home).kill();
		for (int i = 0; i < 400; i++) {
			scope.advance(100);
			assertThat(scope.owners(survivor)).containsKey(element.id());
		}

		assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(scope.owners(survivor)).containsEntry(element.id(),
				scope.servers.get(scope.indexOfHome(endpoint)).id());
	}

	@Test
	void usersGoOnWithAnotherServerWithoutAnError() {
		ServerScope scope = new ServerScope(3).started();
		scope.element(scope.endpoint(0, 1, 2));
		AsapEndpoint endpoint = scope.endpoint(0, 1, 2);
		endpoint.start();
		PoolUser user = PoolUser.builder().endpoint(endpoint).build();
		user.select(ServerScope.ECHO);
		int home = scope.indexOfHome(endpoint);

		scope.hosts.get(home).kill();
		CompletableFuture<List<Selection>> asked = user.populate(ServerScope.ECHO);
		assertThatCode(() -> user.select(ServerScope.ECHO)).doesNotThrowAnyException();
		scope.advance(10);

		assertThat(asked).isCompletedWithValueMatching((selections) -> selections.size() == 1);
		assertThat(scope.indexOfHome(endpoint)).isNotEqualTo(home);
	}

	@Test
	void elementsAndUsersMayStartBeforeTheServersServe() {
		ServerScope scope = new ServerScope(3);
		AsapEndpoint endpoint = scope.endpoint(0, 1, 2);
		PoolElement element = PoolElement.builder(ServerScope.ECHO)
			.endpoint(endpoint)
			.transport(scope.transport())
			.build();
		endpoint.start();
		CompletableFuture<Void> registration = element.register();
		AsapEndpoint asking = scope.endpoint(0, 1, 2);
		asking.start();
		CompletableFuture<List<Selection>> asked = PoolUser.builder()
			.endpoint(asking)
			.build()
			.populate(ServerScope.ECHO);

		scope.started();
		scope.until("registered", registration::isDone, 6_000);
		scope.until("answered", asked::isDone, 6_000);

		assertThat(registration).isCompletedWithValue(null);
		assertThat(element.failure()).isEmpty();
		assertThat(scope.owners(scope.servers.get(0))).hasSize(1);
	}

	@Test
	void homeServerThatWasFrozenDoesNotTearTheElementAway() {
		ServerScope scope = new ServerScope(3).started();
		AsapEndpoint endpoint = scope.endpoint(0, 1, 2);
		PoolElement element = scope.element(endpoint);
		scope.advance(5_000);
		MemoryHost frozen = scope.hosts.get(scope.indexOfHome(endpoint));

		frozen.freeze();
		scope.advance(20_000);
		assertThat(element.home()).isNotEmpty();
		frozen.thaw();
		scope.advance(40_000);

		assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED);
		ServerId owner = scope.owners(scope.servers.get(0)).get(element.id());
		assertThat(element.home()).contains(owner);
		for (EnrpServer server : scope.servers) {
			assertThat(scope.owners(server)).containsExactly(Map.entry(element.id(), owner));
		}
	}

	@Test
	void elementWithTheSameIdOnAnotherServerTakesAnotherId() {
		ServerScope scope = new ServerScope(2).started();
		scope.network.cut(scope.hosts.get(0), scope.hosts.get(1));
		scope.network.blackHole(scope.hosts.get(0), scope.hosts.get(1));
		scope.network.blackHole(scope.hosts.get(1), scope.hosts.get(0));
		PoolElement one = scope.element(scope.builder(0).seed(7).build());
		PoolElement other = scope.element(scope.builder(1).seed(7).build());
		assertThat(one.id()).isEqualTo(other.id());

		scope.network.heal(scope.hosts.get(0), scope.hosts.get(1));
		scope.network.heal(scope.hosts.get(1), scope.hosts.get(0));
		scope.until("different ids", () -> !one.id().equals(other.id()), 60_000);
		scope.advance(10_000);

		assertThat(one.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(other.state()).isEqualTo(RegistrationState.REGISTERED);
		for (EnrpServer server : scope.servers) {
			assertThat(scope.owners(server)).containsOnlyKeys(one.id(), other.id());
		}
		assertThat(scope.events(RserpoolEvent.DuplicateElement.class)).isNotEmpty();
	}

	@Test
	void idThatTheUserChoseForTwoElementsIsReported() {
		ServerScope scope = new ServerScope(2).started();
		scope.network.cut(scope.hosts.get(0), scope.hosts.get(1));
		scope.network.blackHole(scope.hosts.get(0), scope.hosts.get(1));
		scope.network.blackHole(scope.hosts.get(1), scope.hosts.get(0));
		List<PoolElement> elements = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			AsapEndpoint endpoint = scope.endpoint(i);
			endpoint.start();
			PoolElement element = PoolElement.builder(ServerScope.ECHO)
				.endpoint(endpoint)
				.transport(scope.transport())
				.id(new PoolElementId(5))
				.build();
			element.start();
			elements.add(element);
		}

		scope.network.heal(scope.hosts.get(0), scope.hosts.get(1));
		scope.network.heal(scope.hosts.get(1), scope.hosts.get(0));
		scope.until("one is refused",
				() -> elements.stream().anyMatch((element) -> element.state() == RegistrationState.FAILED), 60_000);

		PoolElement loser = elements.stream()
			.filter((element) -> element.state() == RegistrationState.FAILED)
			.findFirst()
			.orElseThrow();
		assertThat(loser.failure()).hasValueSatisfying(
				(failure) -> assertThat(failure).contains("0x00000005", "an id of its own, or none", "again"));
		assertThat(loser.id()).isEqualTo(new PoolElementId(5));
	}

}
