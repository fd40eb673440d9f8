package io.rserpool.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * That the laboratory does what it says, shown with plain sockets.
 */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@ValueSource(strings = { "namespaces", "loopback" })
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LabTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final String form;

	private final Lab lab;

	LabTests(String form) {
		this.form = form;
		this.lab = open(form);
	}

	private static Lab open(String form) {
		try {
			return Lab.open("probes-" + form, 3, form);
		}
		catch (IOException ex) {
			return Assumptions.abort("Not allowed here: " + ex.getMessage());
		}
	}

	@AfterEach
	void close() {
		this.lab.close();
	}

	/** Starts a probe that talks to nobody or to the given addresses' first one. */
	static LabProcess probe(Lab lab, int host, String name, InetSocketAddress... to) {
		InetSocketAddress listen = lab.listenAddress(lab.host(host));
		return probe(lab, listen, host, name, to);
	}

	private static LabProcess probe(Lab lab, InetSocketAddress listen, int host, String name, InetSocketAddress... to) {
		return lab.start(lab.host(host), ProbeMain.class, new LabSettings(name, List.of(LabSettings.text(listen)),
				Stream.of(to).map(LabSettings::text).toList(), List.of()));
	}

	private static ProbeMain.Heard heard(LabProcess probe) {
		return probe.ask("heard", ProbeMain.Heard.class);
	}

	private static String dial(LabProcess probe) {
		return probe.ask("dial", String.class);
	}

	@Test
	void cutHostsDoNotReachEachOtherAndAllOthersDo() {
		InetSocketAddress listen = this.lab.listenAddress(this.lab.host(1));
		LabProcess one = probe(this.lab, listen, 1, "one");
		heard(one);
		LabProcess two = probe(this.lab, 2, "two", listen);
		LabProcess three = probe(this.lab, 3, "three", listen);
		await().atMost(PATIENCE).until(() -> dial(two).equals("echo"));
		await().atMost(PATIENCE).until(() -> dial(three).equals("echo"));

		this.lab.partition(List.of(two), List.of(one, three));

		assertThat(dial(two)).isEqualTo("silence");
		await().atMost(PATIENCE).until(() -> dial(three).equals("echo"));

		this.lab.heal();

		await().atMost(PATIENCE).until(() -> dial(two).equals("echo"));
	}

	@Test
	void oneWayCutLosesOneDirectionOnly() {
		InetSocketAddress listen = this.lab.listenAddress(this.lab.host(1));
		LabProcess one = probe(this.lab, listen, 1, "one");
		heard(one);
		LabProcess two = probe(this.lab, 2, "two", listen);
		two.ask("open", Boolean.class);
		two.ask("say", Boolean.class);
		await().atMost(PATIENCE).until(() -> heard(two).answered() == 1);

		this.lab.cut(one, two);
		two.ask("say", Boolean.class);

		await().atMost(PATIENCE).until(() -> heard(one).asked() == 2);
		await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> heard(two).answered() == 1);

		this.lab.heal();

		await().atMost(PATIENCE).until(() -> heard(two).answered() == 2);

		this.lab.cut(two, one);
		two.ask("say", Boolean.class);

		await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> heard(one).asked() == 2);

		this.lab.heal();

		await().atMost(PATIENCE).until(() -> heard(two).answered() == 3);

		this.lab.cut(one, two);

		assertThat(dial(two)).isEqualTo("silence");
	}

	@Test
	void killedProcessRefusesAndItsSuccessorAnswers() {
		InetSocketAddress listen = this.lab.listenAddress(this.lab.host(1));
		LabProcess one = probe(this.lab, listen, 1, "one");
		heard(one);
		LabProcess two = probe(this.lab, 2, "two", listen);
		await().atMost(PATIENCE).until(() -> dial(two).equals("echo"));

		this.lab.kill(one);

		await().atMost(PATIENCE).until(() -> dial(two).equals("refused"));

		heard(probe(this.lab, listen, 1, "successor"));

		await().atMost(PATIENCE).until(() -> dial(two).equals("echo"));
	}

	@Test
	void frozenProcessSaysNothingUntilItIsThawed() {
		InetSocketAddress listen = this.lab.listenAddress(this.lab.host(1));
		LabProcess one = probe(this.lab, listen, 1, "one");
		heard(one);
		LabProcess two = probe(this.lab, 2, "two", listen);
		await().atMost(PATIENCE).until(() -> dial(two).equals("echo"));

		this.lab.freeze(one);

		assertThat(dial(two)).isEqualTo("silence");

		this.lab.thaw(one);

		await().atMost(PATIENCE).until(() -> dial(two).equals("echo"));
	}

	@Test
	void nothingRemainsWhenTheTestIsKilled() throws IOException {
		try (Lab outer = Lab.open("orphan-" + this.form, 1, "loopback")) {
			LabProcess test = outer.start(outer.host(1), OrphanMain.class,
					new LabSettings("orphans-" + this.form, List.of(), List.of(), List.of(this.form)));
			List<ProcessHandle> processes = Arrays.stream(test.ask("pids", Long[].class))
				.flatMap((pid) -> ProcessHandle.of(pid).stream())
				.toList();
			assertThat(processes).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);

			outer.kill(test);

			await().atMost(PATIENCE).untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
		}
	}

}
