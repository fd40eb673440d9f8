package io.rserpool.lab;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All users of a lab: whether they get answers, and how long they had to wait in each
 * chapter of a story.
 */
final class LabUsers {

	private static final Logger logger = LoggerFactory.getLogger(LabUsers.class);

	private static final int ANSWERS = 40;

	private final List<LabProcess> users;

	private final Duration patience;

	private long longestGapMillis;

	LabUsers(List<LabProcess> users, Duration patience) {
		this.users = users;
		this.patience = patience;
	}

	/** Waits until each has got some more answers. */
	void getAnswers() {
		for (LabProcess user : this.users) {
			long before = report(user).answers();
			await().atMost(this.patience).until(() -> report(user).answers() >= before + ANSWERS);
		}
	}

	/** Begins with the first chapter. */
	void begin() {
		this.users.forEach((user) -> user.ask("mark", UserReport.class));
	}

	/** Tells how long each waited at most since the last chapter. */
	void endOfChapter(String chapter) {
		for (LabProcess user : this.users) {
			UserReport report = user.ask("mark", UserReport.class);
			this.longestGapMillis = Math.max(this.longestGapMillis, report.longestGapMillis());
			logger.info("  {}: longest gap {} ms at {}; {} answers, {} second tries, {} lost so far", chapter,
					report.longestGapMillis(), user, report.answers(), report.retries(), report.lost());
		}
	}

	/** The longest of all gaps of all chapters. */
	Duration longestGap() {
		return Duration.ofMillis(this.longestGapMillis);
	}

	/** Asserts that no request was ever given up. */
	void lostNothing() {
		assertThat(this.users).allSatisfy((user) -> assertThat(report(user).lost()).isZero());
	}

	private static UserReport report(LabProcess user) {
		return user.ask("report", UserReport.class);
	}

}
