package io.rserpool.quickstart.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PaintersTests {

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m");

	private final JavaCommand java = new JavaCommand(OPTIONS, PatientChild.class.getName());

	private final Painters painters = new Painters((number, element) -> this.java.with(List.of()), 2,
			Duration.ofSeconds(2), new Random(1));

	@AfterEach
	void close() {
		this.painters.close();
	}

	@Test
	void paintersAreProcessesOfTheirOwn() {
		Painter first = this.painters.start().orElseThrow();
		Painter second = this.painters.start().orElseThrow();

		assertThat(List.of(first.number(), second.number())).containsExactly(1, 2);
		assertThat(first.pid()).isNotEqualTo(second.pid()).isNotEqualTo(ProcessHandle.current().pid());
		assertThat(first.element()).isNotEqualTo(second.element());
		assertThat(isAlive(first.pid())).isTrue();
		assertThat(this.painters.start()).isEmpty();
	}

	@Test
	void killedPainterIsSeenAndItsNumberCanBeStartedAgain() {
		List<Painter> ended = new CopyOnWriteArrayList<>();
		this.painters.listen(new PainterListener() {

			@Override
			public void started(Painter painter) {
			}

			@Override
			public void ended(Painter painter) {
				ended.add(painter);
			}

		});
		Painter painter = this.painters.start().orElseThrow();
		this.painters.registered(painter.element());

		assertThat(this.painters.kill(1)).isTrue();

		await().until(() -> !ended.isEmpty());
		assertThat(ended.get(0)).satisfies((gone) -> {
			assertThat(gone.state()).isEqualTo(PainterState.KILLED);
			assertThat(gone.byUs()).isTrue();
			assertThat(gone.exitCode()).isEqualTo(128 + 9);
		});
		assertThat(isAlive(painter.pid())).isFalse();
		assertThat(this.painters.kill(1)).isFalse();
		assertThat(this.painters.start(1))
			.hasValueSatisfying((again) -> assertThat(again.element()).isNotEqualTo(painter.element()));
	}

	@Test
	void removalFromThePoolIsTimedFromTheKill() {
		Painter painter = this.painters.start().orElseThrow();
		this.painters.kill(1);
		long killed = this.painters.all().get(0).endedNanos();

		Optional<Painter> removed = this.painters.removed(painter.element(), killed + 5_000_000);

		assertThat(removed)
			.hasValueSatisfying((gone) -> assertThat(gone.removedAfter()).isEqualTo(Duration.ofMillis(5)));
	}

	@Test
	void nothingButItsOwnChildrenIsKilled() {
		assertThat(this.painters.kill(1)).isFalse();
		assertThat(this.painters.start(7)).isEmpty();
	}

	@Test
	void closeLeavesNoChildAndStartsNoMore() {
		Painter painter = this.painters.start().orElseThrow();

		this.painters.close();

		assertThat(isAlive(painter.pid())).isFalse();
		assertThat(this.painters.start()).isEmpty();
	}

	@Test
	void parentThatIsKilledLeavesNoChild() throws IOException {
		Process parent = new ProcessBuilder(new JavaCommand(OPTIONS, ParentOfTwo.class.getName()).with(List.of()))
			.redirectErrorStream(true)
			.start();
		try {
			List<Long> children = childrenOf(parent);
			assertThat(children).allMatch(PaintersTests::isAlive);

			parent.toHandle().destroyForcibly();

			await().untilAsserted(() -> assertThat(children).noneMatch(PaintersTests::isAlive));
		}
		finally {
			parent.destroyForcibly();
		}
	}

	private static List<Long> childrenOf(Process parent) throws IOException {
		List<Long> children = new ArrayList<>();
		BufferedReader reader = parent.inputReader();
		while (children.size() < 2) {
			String line = reader.readLine();
			assertThat(line).as("the parent's output").isNotNull();
			if (line.startsWith("pid ")) {
				children.add(Long.parseLong(line.substring(4)));
			}
		}
		return children;
	}

	static boolean isAlive(long pid) {
		return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
	}

}
