package io.rserpool.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.rserpool.Conformance;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.AsapError;
import io.rserpool.wire.AsapOctets;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.CookieEcho;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The states of a link and what it sends in them (tcp-mapping.md 3, 5.2).
 */
class LinkStateTests {

	private static final String HELLO = "00000015 00000000 0003 0000 00000000 68656c6c6f 000000";

	@Test
	@DisplayName("T-15: INIT is sent at once and waited for")
	void greetsAtOnceAndWaitsForTheGreeting() {
		LinkFixture fixture = new LinkFixture(InitChunk.HEADERS, LinkFixture.TUNING);

		fixture.link.open(fixture.now());

		assertThat(fixture.sent()).containsExactly("01080004");
		assertThat(fixture.link.isOpen()).isFalse();
		assertThat(fixture.link.hasControl()).isFalse();
		fixture.advance(4_999);
		assertThat(fixture.log.calls).isEmpty();
		fixture.advance(1);
		assertThat(fixture.log.calls).containsExactly("failed without error: no INIT within 5000 ms");
		assertThat(fixture.isReset()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { HELLO, "03000004", "0300000800000000", "0400000800010004", "0500000800010004" })
	@DisplayName("T-15: anything before INIT closes")
	void anythingBeforeInitCloses(String chunk) {
		LinkFixture fixture = new LinkFixture(0, LinkFixture.TUNING);
		fixture.link.open(fixture.now());

		fixture.receive(chunk);

		assertThat(fixture.log.calls).containsExactly("failed before-init");
		assertThat(fixture.isReset()).isTrue();
	}

	@Test
	void nothingIsToldAfterTheEnd() {
		LinkFixture fixture = LinkFixture.open();
		fixture.send("a");

		fixture.receive("ff000004");
		fixture.receive(HELLO);
		fixture.receive("0300000800000000");
		fixture.link.lost("late", fixture.now());
		fixture.link.close(fixture.now());
		fixture.link.delivered(0, fixture.now());
		fixture.advance(60_000);

		assertThat(fixture.log.calls).containsExactly("opened", "failed damaged-chunk");
		assertThat(fixture.sent()).hasSize(1);
		assertThat(fixture.effects.closedCount()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "0,65519", "1,65523", "2,65523", "4,65523", "3,65527", "7,65531", "15,65531", "8,65519" })
	void largestDataDependsOnTheWords(int flags, int most) {
		LinkFixture fixture = LinkFixture.open(flags, 0, LinkFixture.TUNING);
		OctetSlice head = OctetSlice.of(new byte[20]);

		assertThat(fixture.link.maxData()).isEqualTo(most);
		fixture.link.sendData(0, 0, false, head, OctetSlice.of(new byte[most - 20]), fixture.now());
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> fixture.link.sendData(0, 0, false, head, OctetSlice.of(new byte[most - 19]), fixture.now()))
			.withMessageContaining("over the limit of " + most);
		assertThat(fixture.sent()).singleElement().asString().startsWith("0000ffff").hasSize(2 * 65536);
	}

	@Test
	void wordsAreThoseThatTheOwnInitPromised() {
		Map<Integer, String> expected = Map.of(0, "0000001300000000000300000000000068656100", 1,
				"0000000f000300000000000068656100", 2, "0000000f000000000000000068656100", 4,
				"0000000f000000000003000068656100", 5, "0000000b0003000068656100", 7, "0000000768656100");
		expected.forEach((flags, hex) -> {
			LinkFixture fixture = LinkFixture.open(flags, 0, LinkFixture.TUNING);

			fixture.link.sendData(((flags & InitChunk.NO_STREAM) != 0) ? 0 : 3, 0, false, LinkFixture.octets("h"),
					LinkFixture.octets("ea"), fixture.now());

			assertThat(fixture.sent()).containsExactly(hex);
		});
	}

	@Test
	@DisplayName("T-9: unordered data takes no number of its stream")
	void unorderedDataTakesNoNumberOfItsStream() {
		LinkFixture fixture = LinkFixture.open();

		fixture.send(5, "a");
		fixture.link.sendData(5, 7, true, OctetSlice.EMPTY, LinkFixture.octets("b"), fixture.now());
		fixture.send(5, "c");
		fixture.send(0, "d");

		assertThat(fixture.sent()).containsExactly("0000001100000000000500000000000061000000",
				"0004001100000001000500000000000762000000", "0000001100000002000500010000000063000000",
				"0000001100000003000000000000000064000000");
	}

	@Test
	void unorderedDataIsNotCountedInItsStream() {
		LinkFixture fixture = LinkFixture.open();

		fixture.receive("0004001100000000000500630000000061000000");
		fixture.receive("0000001100000001000500000000000062000000");

		assertThat(fixture.log.calls).containsExactly("opened", "data 0 stream 5 ppid 0 unordered 'a'",
				"data 1 stream 5 ppid 0 'b'");
	}

	@Test
	void emptyDataIsData() {
		LinkFixture fixture = LinkFixture.open(0, 7, LinkFixture.TUNING);

		fixture.receive("00000004");

		assertThat(fixture.log.last()).isEqualTo("data 0 stream 0 ppid 0 ''");
	}

	@Test
	void wrongValuesOfTheCallerAreRefused() {
		LinkFixture fixture = LinkFixture.open();

		for (int ppid : List.of(Ppid.ASAP, Ppid.ENRP)) {
			assertThatIllegalArgumentException().isThrownBy(
					() -> fixture.link.sendData(0, ppid, false, OctetSlice.EMPTY, OctetSlice.EMPTY, fixture.now()));
		}
		for (int stream : List.of(-1, 65536)) {
			assertThatIllegalArgumentException().isThrownBy(() -> fixture.send(stream, "a"));
		}
		LinkFixture plain = LinkFixture.open(InitChunk.NO_STREAM | InitChunk.NO_PPID, 0, LinkFixture.TUNING);
		assertThatIllegalArgumentException().isThrownBy(() -> plain.send(1, "a"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> plain.link.sendData(0, 5, false, OctetSlice.EMPTY, OctetSlice.EMPTY, plain.now()));
		assertThat(fixture.sent()).isEmpty();
		assertThat(plain.sent()).isEmpty();
	}

	@Test
	void closedAndUnopenedLinksSendNothing() {
		LinkFixture greeting = new LinkFixture(0, LinkFixture.TUNING);
		greeting.link.open(greeting.now());
		LinkFixture closing = LinkFixture.open();
		closing.send("a");
		closing.link.close(closing.now());

		for (LinkFixture each : List.of(greeting, closing)) {
			assertThatIllegalStateException().isThrownBy(() -> each.send("b"));
			assertThatIllegalStateException()
				.isThrownBy(() -> each.link.sendControl(new Cookie(Octets.EMPTY), each.now()));
		}
	}

	@Test
	@DisplayName("T-8: without PPID on either side there is no control channel")
	void withoutPpidThereIsNoControlChannel() {
		for (LinkFixture each : List.of(LinkFixture.open(InitChunk.NO_PPID, 0, LinkFixture.TUNING),
				LinkFixture.open(0, InitChunk.NO_PPID, LinkFixture.TUNING))) {
			assertThat(each.link.hasControl()).isFalse();
			assertThatIllegalStateException()
				.isThrownBy(() -> each.link.sendControl(new Cookie(Octets.EMPTY), each.now()));
		}
		assertThat(LinkFixture.open().link.hasControl()).isTrue();
	}

	@Test
	@DisplayName("T-18: session headers need both sides")
	void sessionHeadersNeedBothSides() {
		assertThat(LinkFixture.open(8, 8, LinkFixture.TUNING).link.hasHeaders()).isTrue();
		assertThat(LinkFixture.open(8, 0, LinkFixture.TUNING).link.hasHeaders()).isFalse();
		assertThat(LinkFixture.open(0, 8, LinkFixture.TUNING).link.hasHeaders()).isFalse();
	}

	@Test
	@Conformance("ASAP-5-2")
	@DisplayName("RFC 5352 5: control messages have PPID 11")
	void controlMessageHasItsPpidAndStreamZero() {
		LinkFixture fixture = LinkFixture.open();
		fixture.send("a");
		fixture.sent();

		fixture.link.sendControl(new Cookie(Octets.of((byte) 1)), fixture.now());

		assertThat(fixture.sent())
			.containsExactly("0000001c" + "00000001" + "00000001" + "0000000b" + "0b000009" + "000d0005" + "01000000");
	}

	@Test
	void controlMessageIsAcknowledgedWhenItWasDealtWith() {
		LinkFixture fixture = LinkFixture.open();
		fixture.log.onControl(() -> assertThat(fixture.sent()).isEmpty());

		fixture.receive(control(new Cookie(Octets.EMPTY), 0));

		assertThat(fixture.log.control).containsExactly(new Cookie(Octets.EMPTY));
		assertThat(fixture.sent()).containsExactly("0300000800000000");
	}

	private static DataChunk control(WireMessage message, int number) {
		return control(OctetSlice.of(LinkFixture.encode(message)), number);
	}

	private static DataChunk control(OctetSlice octets, int number) {
		byte[] words = ByteBuffer.allocate(12).putInt(number).putInt(number).putInt(11).array();
		return new DataChunk(false, OctetSlice.of(words), octets);
	}

	@Test
	@DisplayName("P-14, P-15: a damaged control message is answered as the codec says, ten times a second")
	void damagedControlMessageIsAnsweredAndAcknowledged() {
		LinkFixture fixture = LinkFixture.open();
		OctetSlice unknown = OctetSlice.of(new byte[] { 0x4f, 0, 0, 4 });

		for (int i = 0; i < 12; i++) {
			fixture.receive(control(unknown, i));
		}

		List<String> sent = fixture.sent();
		assertThat(sent.stream().filter((chunk) -> chunk.startsWith("03"))).hasSize(12);
		assertThat(sent.stream().filter((chunk) -> chunk.startsWith("00"))).hasSize(10);
		DataChunk answer = (DataChunk) fixture.effects.sent(1).message();
		assertThat(AsapOctets.decode(answer.body(), WireLimits.DEFAULT).message()).isInstanceOf(AsapError.class);
		assertThat(fixture.log.calls).containsOnly("opened", "control damaged INVALID");
		fixture.advance(1_000);
		fixture.receive(control(unknown, 12));
		assertThat(fixture.sent()).hasSize(2);
	}

	@Test
	void uselessControlMessageIsOnlyAcknowledged() {
		LinkFixture fixture = LinkFixture.open();

		fixture.receive(control(OctetSlice.EMPTY, 0));
		fixture.receive(control(OctetSlice.of(new byte[] { 0, 0, 0, 3 }), 1));
		fixture.receive(control(OctetSlice.of(new byte[] { 11, 0, 0, 9, 0, 13, 0, 5, 1 }), 2));

		assertThat(fixture.log.calls).containsExactly("opened", "control damaged DISCARDED",
				"control damaged DISCARDED", "control damaged DISCARDED");
		assertThat(fixture.sent()).containsExactly("0300000800000000", "0300000800000001", "0300000800000002");
	}

	@Test
	void controlIsIgnoredWhereItCannotBeAnswered() {
		LinkFixture fixture = LinkFixture.open(InitChunk.NO_PPID, 0, LinkFixture.TUNING);

		fixture.receive(control(new CookieEcho(Octets.EMPTY), 0));

		assertThat(fixture.log.calls).containsExactly("opened");
		assertThat(fixture.sent()).containsExactly("0300000800000000");
	}

	@Test
	void linkMayEndWithinACall() {
		LinkFixture control = LinkFixture.open();
		control.log.onControl(() -> control.link.abort("enough", control.now()));
		control.receive(control(new Cookie(Octets.EMPTY), 0));
		LinkFixture data = LinkFixture.open();
		data.log.onData((number) -> data.link.abort("enough", data.now()));
		data.receive(HELLO + HELLO);
		LinkFixture acknowledged = LinkFixture.open();
		acknowledged.send("a");
		acknowledged.sent();
		acknowledged.log.onAcknowledged(() -> acknowledged.link.close(acknowledged.now()));
		acknowledged.receive(AckChunk.of(0));

		assertThat(control.sent()).isEmpty();
		assertThat(control.isReset()).isTrue();
		assertThat(data.log.data).hasSize(1);
		assertThat(acknowledged.log.calls).containsExactly("opened", "acknowledged 0", "closed");
		assertThat(acknowledged.effects.closedCount()).isOne();
	}

	@Test
	@DisplayName("T-15: close waits for the acknowledgements")
	void closeWaitsForAcknowledgements() {
		LinkFixture fixture = LinkFixture.open();
		fixture.send("a");
		fixture.send("b");

		fixture.link.close(fixture.now());
		fixture.receive(AckChunk.of(0));

		assertThat(fixture.link.isOpen()).isFalse();
		assertThat(fixture.isClosed()).isFalse();
		fixture.receive(HELLO);
		fixture.link.delivered(0, fixture.now());
		fixture.receive(AckChunk.of(1));
		assertThat(fixture.log.calls).containsExactly("opened", "acknowledged 0", "data 0 stream 3 ppid 0 'hello'",
				"acknowledged 1", "closed");
		assertThat(fixture.isClosed()).isTrue();
		assertThat(fixture.isReset()).isFalse();
		assertThat(fixture.effects.timers()).isEmpty();
	}

	@Test
	@DisplayName("T-15: close gives up after ten seconds")
	void closeGivesUpAfterTenSeconds() {
		LinkFixture fixture = LinkFixture.open(0, 0, LinkFixture.TUNING.withHeartbeat(0, 5_000, 2));
		fixture.send("a");

		fixture.link.close(fixture.now());
		fixture.advance(9_999);
		assertThat(fixture.isClosed()).isFalse();
		fixture.advance(1);

		assertThat(fixture.log.last()).startsWith("failed without error: not all acknowledged");
		assertThat(fixture.isClosed()).isTrue();
	}

	@Test
	void closeOfAnIdleOrUngreetedLinkIsDoneAtOnce() {
		LinkFixture idle = LinkFixture.open();
		idle.link.close(idle.now());
		LinkFixture greeting = new LinkFixture(0, LinkFixture.TUNING);
		greeting.link.open(greeting.now());
		greeting.link.close(greeting.now());

		for (LinkFixture each : List.of(idle, greeting)) {
			assertThat(each.log.last()).isEqualTo("closed");
			assertThat(each.isClosed()).isTrue();
			assertThat(each.effects.timers()).isEmpty();
		}
	}

	@Test
	@DisplayName("T-15: an end is orderly if nothing is unacknowledged on either side")
	void endIsOrderlyIfNothingIsUnacknowledged() {
		LinkFixture orderly = LinkFixture.open();
		orderly.receive(HELLO);
		orderly.link.delivered(0, orderly.now());
		LinkFixture unacknowledged = LinkFixture.open();
		unacknowledged.send("a");
		LinkFixture undelivered = LinkFixture.open();
		undelivered.receive(HELLO);
		LinkFixture greeting = new LinkFixture(0, LinkFixture.TUNING);
		greeting.link.open(greeting.now());

		for (LinkFixture each : List.of(orderly, unacknowledged, undelivered, greeting)) {
			each.link.lost("gone", each.now());
			assertThat(each.effects.timers()).isEmpty();
		}

		assertThat(orderly.log.last()).isEqualTo("closed");
		for (LinkFixture each : List.of(unacknowledged, undelivered, greeting)) {
			assertThat(each.log.last()).isEqualTo("failed without error: gone");
		}
	}

	@Test
	void abortIsAResetWithoutAWord() {
		LinkFixture fixture = LinkFixture.open();

		fixture.link.abort("not needed", fixture.now());

		assertThat(fixture.isReset()).isTrue();
		assertThat(fixture.log.calls).containsExactly("opened");
		assertThat(fixture.effects.timers()).isEmpty();
	}

	@Test
	@DisplayName("tcp-mapping.md 4: path MTU is told to be not available")
	void pathMtuIsNotAvailable() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> LinkFixture.open().link.pathMtu())
			.withMessageContaining("path MTU");
	}

}
