package io.rserpool;

import java.util.HexFormat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.Vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that speaks the TCP mapping to a real ENRP server's ASAP port.
 */
class MappedAsapIntegrationTests {

	/** A resolution of pool "ok?", which is unknown, and its answer. */
	private static final String QUESTION = "0500000b000900076f6b3f00";

	private static final String ANSWER = "06000014000900076f6b3f00000c000800090004";

	private static final String INIT = "01000004";

	private final ServerUnderAttack target = new ServerUnderAttack();

	private final Attacker client = this.target.attacker("127.2.0.1");

	@AfterEach
	void close() {
		this.client.close();
		this.target.assertBystandersAreWell();
		this.target.close();
	}

	/** A control message as DATA. */
	private static String data(int number, String message) {
		HexFormat hex = HexFormat.of();
		return "0000" + hex.toHexDigits((short) (16 + message.length() / 2)) + hex.toHexDigits(number) + "0000"
				+ hex.toHexDigits((short) number) + "0000000b" + message;
	}

	private static String ack(int number) {
		return "03000008" + HexFormat.of().toHexDigits(number);
	}

	private void expect(String hex) {
		assertThat(this.client.receiveHex(hex.length() / 2)).isEqualTo(hex);
	}

	@Test
	@DisplayName("T-1, T-16: a server takes ASAP messages under the mapping and answers in the same mode")
	void serverAnswersUnderTheMapping() {
		this.client.send(Vectors.octets("worked/tcpmap-detect-registration-4.hex"));
		expect(INIT);

		for (int i = 0; i < 3; i++) {
			this.client.sendHex(data(i, QUESTION));
			expect(data(i, ANSWER) + ack(i));
			this.client.sendHex(ack(i));
		}

		this.client.sendHex("04000010" + "0001000c0000018f00000001");
		expect("05000010" + "0001000c0000018f00000001");
		assertThat(this.target.counted("malformed")).isZero();
	}

	@Test
	void elementRegistersUnderTheMapping() {
		Attacker element = this.target.attacker("127.0.0.1");
		String registration = HexFormat.of().formatHex(Vectors.octets("worked/asap-01b-registration-tcp-pad.hex"));

		element.sendHex(INIT + data(0, registration));

		assertThat(element.receiveHex(4)).isEqualTo(INIT);
		String answer = element.receiveMessageHex();
		assertThat(answer).startsWith("00").contains("0000000b03");
		assertThat(element.receiveMessageHex()).isEqualTo(ack(0));
		element.close();
	}

	@Test
	void wordsAreLeftOutAsTheClientWants() {
		this.client.sendHex("01030004" + "00000014" + "0000000b" + QUESTION);

		expect(INIT + data(0, ANSWER) + "03000004");
	}

	@Test
	void damagedMessageIsAnsweredUnderTheMapping() {
		byte[] unknown = Vectors.octets("worked/asap-m32-unknown-type-01.hex");
		this.client.sendHex(INIT + data(0, HexFormat.of().formatHex(unknown)) + data(1, QUESTION));

		assertThat(this.client.receiveHex(4)).isEqualTo(INIT);
		assertThat(this.client.receiveMessageHex()).contains("0000000b0e");
		expect(ack(0) + data(1, ANSWER) + ack(1));
		this.target.awaitCount("malformed", 1);
	}

	@Test
	void userDataEndsTheConnection() {
		assertIsDropped("00000014" + "00000000" + "00000000" + "00000000" + "61626364", "user data for a server");
	}

	@Test
	@DisplayName("tcp-mapping.md 5.3: a protocol error ends the connection, counted")
	void protocolErrorEndsTheConnection() {
		assertIsDropped("ff000004", "chunk of type 255");
	}

	@Test
	void longMessageOfAClientEndsTheConnection() {
		assertIsDropped("0000ffff", "over the limit");
	}

	private void assertIsDropped(String chunk, String why) {
		this.client.sendHex(INIT + chunk);

		assertThat(this.client.receiveUntilClosedHex()).isIn(INIT, "");
		assertDropped(why);
	}

	private void assertDropped(String why) {
		this.target.awaitCount("connectionsDropped", 1);
		this.target.awaitCount("malformed", 1);
		await().untilAsserted(() -> assertThat(this.target.events(RserpoolEvent.MalformedMessage.class)).singleElement()
			.satisfies((event) -> assertThat(event.detail()).contains(why)));
	}

	@Test
	@DisplayName("T-8: without PPID there is no control channel, thus no use of a server")
	void withoutPpidTheConnectionEnds() {
		this.client.sendHex("01040004");

		assertThat(this.client.receiveUntilClosedHex()).isIn(INIT, "");
		assertDropped("no control channel");
	}

	@Test
	@DisplayName("T-16: a TLS record on the clear port is closed and counted")
	void tlsRecordIsClosedAndCounted() {
		this.client.sendHex("1603010200010001fc0303");

		assertThat(this.client.receiveUntilClosedHex()).isEmpty();
		assertDropped("a TLS record on a port without TLS");
	}

	@Test
	void silentClientIsFoundByHeartbeats() {
		this.client.sendHex(INIT);

		assertThat(this.client.receiveUntilClosedHex()).startsWith(INIT + "040000100001000c00000001");
		this.target.awaitCount("connectionsDropped", 1);
	}

	@Test
	void endOfTheClientIsNoFault() {
		this.client.sendHex(INIT + data(0, QUESTION));
		expect(INIT + data(0, ANSWER) + ack(0));

		this.client.finish();

		assertThat(this.client.receiveUntilClosedHex()).isEmpty();
		assertThat(this.target.counted("connectionsDropped")).isZero();
	}

}
