package io.rserpool.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One ENRP server, two processes with elements and a user, as real processes: the user
 * gets its answers while elements and the server are frozen and killed.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OneServerIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	void userGetsAnswersWhileElementsAndServerFreezeAndDie() throws IOException {
		Lab lab = Lab.open("one-server", 4);
		try (LabScope scope = LabScope.start(lab, 1).with(2, 1)) {
			LabProcess user = scope.users().get(0);
			LabProcess doomed = scope.elements().get(0);
			List<LabProcess> lasting = List.of(scope.elements().get(1));
			await().atMost(PATIENCE).untilAsserted(() -> Agreement.of(scope.servers(), scope.elements()));
			answersCome(user);

			lab.freeze(scope.servers().get(0));
			answersCome(user);
			lab.thaw(scope.servers().get(0));
			await().atMost(PATIENCE).untilAsserted(() -> Agreement.of(scope.servers(), scope.elements()));

			lab.kill(doomed);
			Set<String> left = LabScope.elementNames(lasting);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(LabScope.report(scope.servers().get(0)).entries())
					.extracting(ServerReport.Entry::element)
					.containsExactlyInAnyOrderElementsOf(left));
			answersCome(user);

			lab.kill(scope.servers().get(0));
			answersCome(user);
			scope.restart(scope.servers().get(0));
			await().atMost(PATIENCE).untilAsserted(() -> Agreement.of(scope.servers(), lasting));
			answersCome(user);
			assertThat(LabScope.elementNames(lasting)).isEqualTo(left);
			assertThat(user.ask("report", UserReport.class).lost()).isZero();
		}
	}

	private static void answersCome(LabProcess user) {
		long answers = user.ask("report", UserReport.class).answers();
		await().atMost(PATIENCE).until(() -> user.ask("report", UserReport.class).answers() > answers + 50);
	}

}
