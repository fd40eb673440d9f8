package io.rserpool.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Five ENRP servers, three processes with elements and two users, as real processes, and
 * all that can happen to them. See {@code docs/real-processes.md}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FiveServersIntegrationTests {

	private static final Logger logger = LoggerFactory.getLogger(FiveServersIntegrationTests.class);

	/** For a busy machine; an idle one needs a few seconds for each step. */
	private static final Duration PATIENCE = Duration.ofSeconds(90);

	/**
	 * A home server's silence is found in 3 s, and the hunt for another takes up to 2 s;
	 * on the way six elements may each cost a try of half a second, and an answer that
	 * does not come 1.5 s. Twice that.
	 */
	private static final Duration LONGEST_GAP = Duration.ofSeconds(20);

	@Test
	void usersGetAnswersAndServersAgreeAfterPartitionOneWayCutFreezeAndDeath() throws IOException {
		Lab lab = Lab.open("five-servers", 10);
		try (LabScope scope = LabScope.start(lab, 5)) {
			measure("from start to agreement", () -> Agreement.of(scope.servers(), List.of()));
			scope.with(3, 2);
			measure("from start of elements to agreement", () -> Agreement.of(scope.servers(), scope.elements()));
			LabUsers users = new LabUsers(scope.users(), PATIENCE);
			users.getAnswers();
			users.begin();

			partition(lab, scope, users);
			split(lab, scope, users);
			oneWayCut(lab, scope, users);
			freeze(lab, scope, users);
			death(lab, scope, users);

			users.lostNothing();
			logger.info("Longest gap of all: {} ms; bound {} ms", users.longestGap().toMillis(),
					LONGEST_GAP.toMillis());
			assertThat(users.longestGap()).isLessThan(LONGEST_GAP);
		}
	}

	private static void partition(Lab lab, LabScope scope, LabUsers users) {
		List<LabProcess> two = List.of(scope.servers().get(0), scope.servers().get(1));
		List<LabProcess> three = scope.servers().subList(2, 5);
		List<LabProcess> elementsOfTwo = scope.elements().subList(0, 1);
		List<LabProcess> elementsOfThree = scope.elements().subList(1, 3);

		lab.partition(together(two, elementsOfTwo, scope.users().subList(0, 1)),
				together(three, elementsOfThree, scope.users().subList(1, 2)));
		measure("from partition 2+3 to agreement on each side", () -> {
			Agreement.of(two, elementsOfTwo);
			Agreement.of(three, elementsOfThree);
		});
		users.getAnswers();
		users.endOfChapter("partition 2+3");

		lab.heal();
		healed(scope, users, "partition 2+3");
	}

	/** Both sides reach all elements and take over those of the other side. */
	private static void split(Lab lab, LabScope scope, LabUsers users) {
		List<LabProcess> two = busiestFirst(scope.servers()).subList(0, 2);
		List<LabProcess> three = without(without(scope.servers(), two.get(0)), two.get(1));

		lab.partition(two, three);
		measure("from split of the servers 2+3 until each side has taken over the other", () -> {
			ownsAll(two, scope);
			ownsAll(three, scope);
		});
		users.getAnswers();
		users.endOfChapter("split 2+3");

		lab.heal();
		healed(scope, users, "split 2+3");
	}

	private static void ownsAll(List<LabProcess> servers, LabScope scope) {
		List<ServerReport> reports = LabScope.reports(servers);
		Set<String> ids = reports.stream().map(ServerReport::id).collect(Collectors.toSet());
		Set<String> elements = LabScope.elementNames(scope.elements());
		assertThat(reports).allSatisfy((server) -> {
			assertThat(server.entries()).extracting(ServerReport.Entry::element)
				.containsExactlyInAnyOrderElementsOf(elements);
			assertThat(server.entries()).extracting(ServerReport.Entry::home).allMatch(ids::contains);
		});
	}

	private static void oneWayCut(Lab lab, LabScope scope, LabUsers users) {
		LabProcess mute = busiestFirst(scope.servers()).get(0);
		LabProcess deaf = busiestFirst(scope.servers()).get(1);
		String muteId = LabScope.report(mute).id();
		String deafId = LabScope.report(deaf).id();

		lab.cut(mute, deaf);
		measure("from one-way cut until both notice", () -> {
			assertThat(LabScope.report(deaf).hears(muteId)).isFalse();
			assertThat(LabScope.report(mute).hears(deafId)).isFalse();
		});
		users.getAnswers();
		users.endOfChapter("one-way cut");

		lab.heal();
		healed(scope, users, "one-way cut");
	}

	private static void freeze(Lab lab, LabScope scope, LabUsers users) {
		LabProcess frozen = busiestFirst(scope.servers()).get(0);
		String id = LabScope.report(frozen).id();
		List<LabProcess> others = without(scope.servers(), frozen);

		lab.freeze(frozen);
		measure("from freeze to takeover seen by all others", () -> assertThat(LabScope.reports(others))
			.allSatisfy((server) -> assertThat(server.hasForgotten(id)).isTrue()));
		users.getAnswers();
		users.endOfChapter("freeze");

		lab.thaw(frozen);
		healed(scope, users, "freeze");
	}

	private static void death(Lab lab, LabScope scope, LabUsers users) {
		LabProcess victim = busiestFirst(scope.servers()).get(0);
		String id = LabScope.report(victim).id();
		List<LabProcess> others = without(scope.servers(), victim);
		List<LabProcess> lasting = scope.elements().subList(0, 2);

		lab.kill(victim);
		measure("from kill -9 of a server to takeover seen by all others", () -> assertThat(LabScope.reports(others))
			.allSatisfy((server) -> assertThat(server.hasForgotten(id)).isTrue()));
		users.getAnswers();
		users.endOfChapter("kill -9 of a server");

		lab.kill(scope.elements().get(2));
		Set<String> left = LabScope.elementNames(lasting);
		measure("from kill -9 of elements to their removal seen by all",
				() -> assertThat(LabScope.reports(others))
					.allSatisfy((server) -> assertThat(server.entries()).extracting(ServerReport.Entry::element)
						.containsExactlyInAnyOrderElementsOf(left)));
		users.getAnswers();
		users.endOfChapter("kill -9 of elements");

		scope.restart(victim);
		measure("from restart to agreement", () -> Agreement.of(scope.servers(), lasting));
		users.getAnswers();
		users.endOfChapter("restart");
	}

	private static void healed(LabScope scope, LabUsers users, String what) {
		Set<String> before = new TreeSet<>(LabScope.elementNames(scope.elements()));
		measure("from end of " + what + " to agreement", () -> Agreement.of(scope.servers(), scope.elements()));
		assertThat(LabScope.elementNames(scope.elements())).as("no element had to take another id").isEqualTo(before);
		users.getAnswers();
		users.endOfChapter("after " + what);
	}

	/** Waits until the assertions hold and tells how long that took. */
	private static void measure(String what, ThrowingRunnable assertions) {
		long start = System.nanoTime();
		await(what).pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).untilAsserted(assertions);
		logger.info("{} ms {}", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), what);
	}

	private static List<LabProcess> busiestFirst(List<LabProcess> servers) {
		Map<LabProcess, Integer> owned = new LinkedHashMap<>();
		servers.forEach((server) -> owned.put(server, LabScope.report(server).owned()));
		return servers.stream().sorted(Comparator.comparing(owned::get).reversed()).toList();
	}

	private static List<LabProcess> without(List<LabProcess> servers, LabProcess one) {
		return servers.stream().filter((server) -> server != one).toList();
	}

	@SafeVarargs
	private static List<LabProcess> together(Collection<LabProcess>... groups) {
		List<LabProcess> all = new ArrayList<>();
		for (Collection<LabProcess> group : groups) {
			all.addAll(group);
		}
		return all;
	}

}
