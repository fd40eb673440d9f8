package io.rserpool.lab;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import io.rserpool.event.EventStream;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.transport.Network;
import io.rserpool.transport.TcpNetwork;

/**
 * What the processes of a {@link Lab} have in common. Each answers lines on its standard
 * input, {@code 7 report}, by lines on its standard output, {@code 7 {...}}, and ends
 * with its input, so with the process that started it.
 */
final class LabChild {

	private static final Logger logger = LoggerFactory.getLogger(LabChild.class);

	private static final JsonMapper JSON = new JsonMapper();

	private final Network network;

	private final LabSettings settings;

	LabChild(String[] arguments) {
		this.settings = JSON.readValue(arguments[0], LabSettings.class);
		Integer host = Integer.getInteger(LoopbackNet.HOST_PROPERTY);
		this.network = (host == null) ? new TcpNetwork()
				: new AliasNetwork(host, this.settings.listen().isEmpty() ? 0 : listenPort());
	}

	private int listenPort() {
		return this.settings.listenAddress(0).getPort();
	}

	LabSettings settings() {
		return this.settings;
	}

	Network network() {
		return this.network;
	}

	/** Where to connect to reach the given address. */
	InetSocketAddress way(InetSocketAddress to) {
		return (this.network instanceof AliasNetwork alias) ? alias.way(to) : to;
	}

	/**
	 * The timers of the laboratory: profile fast, somewhat shortened. A silent server is
	 * dead after three and a half seconds, so that a busy machine does not kill any.
	 */
	static Timing timing() {
		return Timing.of(Profile.FAST)
			.with(TimerName.PEER_HEARTBEAT_CYCLE, Duration.ofSeconds(1))
			.with(TimerName.MAX_TIME_LAST_HEARD, Duration.ofMillis(2500))
			.with(TimerName.MAX_TIME_NO_RESPONSE, Duration.ofSeconds(1))
			.with(TimerName.TAKEOVER_EXPIRY, Duration.ofMillis(500))
			.with(TimerName.TAKEOVER_WATCH, Duration.ofSeconds(2))
			.with(TimerName.REDIAL_MAX, Duration.ofSeconds(1))
			.with(TimerName.MENTOR_RETRY, Duration.ofMillis(300))
			.with(TimerName.KEEP_ALIVE_INTERVAL, Duration.ofMillis(1500))
			.with(TimerName.KEEP_ALIVE_TIMEOUT, Duration.ofMillis(1500))
			.with(TimerName.KEEP_ALIVE_MIN_GAP, Duration.ofMillis(300))
			.with(TimerName.HOME_SILENT_IDLE, Duration.ofSeconds(1))
			.with(TimerName.HOME_SILENT_TOTAL, Duration.ofSeconds(3))
			.with(TimerName.T1_ENRP_REQUEST, Duration.ofMillis(1500))
			.with(TimerName.T2_REGISTRATION, Duration.ofSeconds(2))
			.with(TimerName.T5_SERVER_HUNT, Duration.ofSeconds(1))
			.with(TimerName.RETRAN_MAX, Duration.ofSeconds(2))
			.with(TimerName.STALE_CACHE_VALUE, Duration.ofSeconds(5));
	}

	/** A stream whose events are logged. */
	static EventStream events() {
		EventStream events = new EventStream();
		events.subscribe((occurrence) -> logger.info("{} {}{}", occurrence.source(), occurrence.event(),
				(occurrence.cause() != 0) ? " because of " + occurrence.cause() : ""));
		return events;
	}

	/**
	 * Answers until the input ends, then ends this process at once.
	 * @param answers what to answer to which word
	 */
	static void answer(Map<String, Callable<?>> answers) throws IOException {
		try (BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
				PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
						StandardCharsets.UTF_8)) {
			String question = questions.readLine();
			while (question != null) {
				String[] words = question.split(" ");
				out.println(words[0] + " " + answerTo(answers.get(words[1])));
				question = questions.readLine();
			}
		}
		finally {
			Runtime.getRuntime().halt(0);
		}
	}

	private static String answerTo(Callable<?> answer) {
		try {
			return JSON.writeValueAsString(answer.call());
		}
		catch (Exception ex) {
			logger.warn("No answer", ex);
			return "!" + ex;
		}
	}

}
