package io.rserpool;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.Vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every odd vector that a server can get, sent to a real one: it answers with exactly the
 * octets of the index, or closes, or is silent, counts and tells, and goes on serving.
 */
class MalformedVectorIntegrationTests {

	/** A resolution of pool "ok?", which is unknown, and its answer. */
	private static final String QUESTION = "0500000b000900076f6b3f00";

	private static final String ANSWER = "06000014000900076f6b3f00000c000800090004";

	/** On a stream what follows a message is the next message. */
	private static final Set<String> TWO_MESSAGES_ON_A_STREAM = Set.of("asap-m04-trailing-bytes.hex");

	/** Accepted without anything being left out. */
	private static final Set<String> HARMLESS = Set.of("asap-m10-padding-nonzero.hex", "asap-m40-swapped-order.hex",
			"asap-m42-reserved-flags.hex", "asap-m46-length-includes-pad.hex");

	private static final AtomicInteger lastAddress = new AtomicInteger();

	private static ServerUnderAttack target;

	@BeforeAll
	static void start() {
		target = new ServerUnderAttack();
	}

	@AfterAll
	static void close() {
		target.close();
	}

	static List<List<String>> rows() {
		return Vectors.index("worked/asap-index.csv")
			.stream()
			.filter((row) -> row.get(1).equals("edge") && !row.get(2).startsWith("ENRP"))
			.toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	@Conformance({ "ASAP-2.2.14-1", "ASAP-2.2.14-2", "ASAP-3.1-33" })
	void oddMessageCausesTheStatedReaction(List<String> row) {
		String file = row.get(0);
		byte[] octets = Vectors.octets("worked/" + file);
		boolean harmless = HARMLESS.contains(file);
		boolean usable = row.get(3).startsWith("ACCEPT");
		String counter = usable ? "ignoredParts" : "malformed";
		long before = target.counted(counter);
		long dropped = target.counted("connectionsDropped");
		boolean closes = row.get(3).equals("DROP_FRAMING") && !TWO_MESSAGES_ON_A_STREAM.contains(file);

		try (Attacker attacker = target.attacker("127.1.0." + lastAddress.incrementAndGet())) {
			attacker.send(octets);
			if (closes) {
				assertThat(attacker.receiveUntilClosedHex()).isEmpty();
				target.awaitCount("connectionsDropped", dropped + 1);
			}
			else {
				assertThat(attacker.sendHex(QUESTION).receiveHex(expected(row).length() / 2)).isEqualTo(expected(row));
			}

			target.awaitCount(counter, before + (harmless ? 0 : 1));
			await().untilAsserted(() -> assertThat(target.events(RserpoolEvent.MalformedMessage.class))
				.filteredOn((event) -> event.from().equals(attacker.name()))
				.hasSize(harmless ? 0 : 1)
				.allSatisfy((event) -> assertThat(event.detail()).isNotBlank()));
		}
		target.assertBystandersAreWell();
	}

	/**
	 * The stated reply, then what the accepted message asked for, then the next answer.
	 */
	private static String expected(List<String> row) {
		String file = row.get(0);
		String reply = row.get(5).isEmpty() ? "" : HexFormat.of().formatHex(Vectors.octets("worked/" + row.get(5)));
		boolean accepted = row.get(3).startsWith("ACCEPT") || TWO_MESSAGES_ON_A_STREAM.contains(file);
		return reply + (accepted ? answer(Vectors.octets("worked/" + file)) : "") + ANSWER;
	}

	/** What a server says to the well-formed message of the same meaning. */
	private static String answer(byte[] octets) {
		return switch (octets[0]) {
			case 0x02 -> "04000018" + "0009000c4563686f506f6f6c" + "000e00081a2b3c4d";
			case 0x05 -> Asked.resolution(octets);
			default -> throw new IllegalArgumentException("Message type " + octets[0]);
		};
	}

	/**
	 * Asks the server the plain question.
	 */
	private static final class Asked {

		private Asked() {
		}

		static String resolution(byte[] octets) {
			String name = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
			String question = name.contains("Demo1") ? "0500000d0009000944656d6f31000000"
					: "050000100009000c4563686f506f6f6c";
			try (Attacker asking = target.attacker("127.0.0.1")) {
				return asking.sendHex(question).receiveMessageHex();
			}
		}

	}

}
