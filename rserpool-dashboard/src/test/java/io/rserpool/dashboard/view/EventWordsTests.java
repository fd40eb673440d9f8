package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent.AuditFailed;
import io.rserpool.event.RserpoolEvent.AuditMismatch;
import io.rserpool.event.RserpoolEvent.AuditRepaired;
import io.rserpool.event.RserpoolEvent.HomeServerChanged;
import io.rserpool.event.RserpoolEvent.LegChanged;
import io.rserpool.event.RserpoolEvent.LegFailed;
import io.rserpool.event.RserpoolEvent.ResolutionFailed;
import io.rserpool.event.RserpoolEvent.SessionFailedOver;
import io.rserpool.event.RserpoolEvent.SplitFound;
import io.rserpool.event.RserpoolEvent.TakenOver;
import io.rserpool.event.RserpoolEvent.TakeoverStarted;
import io.rserpool.event.RserpoolEvent.TakeoverWon;
import io.rserpool.event.RserpoolEvent.TakeoverYielded;
import io.rserpool.event.FailoverSteps;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventWords}.
 */
class EventWordsTests {

	private final ServerNames servers = new ServerNames();

	private final EventWords words = new EventWords(new Words(), this.servers, (pool, element) -> "");

	@Test
	void homeServerWithoutAnIdIsCalledByItsAddress() {
		assertThat(text("user", new HomeServerChanged(ServerId.NONE, ServerId.NONE, "10.0.1.10:3863", "found by hunt")))
			.isEqualTo("Home server changed: – → 10.0.1.10:3863");
		assertThat(this.servers.of(ServerId.of(7)).name()).isEqualTo("S1");
	}

	@Test
	void questionOfThisApplicationIsNotThatOfAnyUser() {
		RserpoolEvent event = new ResolutionFailed(PoolHandle.of("echo"), 9, "unknown pool handle");

		assertThat(text("0x19bfcff0", event)).isEqualTo("A user asked for echo: unknown pool handle");
		assertThat(text("user", event)).isEqualTo("This application asked for echo: unknown pool handle");
	}

	@Test
	void everyKindOfEventHasItsWords() {
		Words bundle = new Words();

		for (Class<?> kind : RserpoolEvent.class.getPermittedSubclasses()) {
			String key = "event." + kind.getSimpleName();
			assertThat(bundle.say(key)).as(key).isNotEmpty().hasSizeLessThan(15);
			assertThat(bundle.say(key + ".text")).as(key).isNotEmpty();
		}
	}

	@Test
	void takeoverIsToldWithWhoAndHowLong() {
		assertThat(text("0x00000001", new TakeoverStarted(ServerId.of(2), List.of(ServerId.of(3)))))
			.isEqualTo("S1 starts to take over S2");
		assertThat(text("0x00000001", new TakeoverYielded(ServerId.of(2), ServerId.of(3))))
			.isEqualTo("S1 leaves the elements of S2 to S3");
		assertThat(text("0x00000001", new TakenOver(ServerId.of(2), ServerId.of(3), 1)))
			.isEqualTo("S3 took over the element of S2");
		assertThat(text("0x00000001", new TakeoverWon(ServerId.of(2), 5, 128)))
			.isEqualTo("S1 took over 5 elements of S2 in 128 ms");
	}

	@Test
	void repairSaysWhatItDidAndHowLongItTook() {
		EventWords.Said said = say("0x00000001", new AuditRepaired(ServerId.of(2), 1, 0, 2, 1234));

		assertThat(said.text()).isEqualTo("S1 took the elements of S2 anew in 1.23 s");
		assertThat(said.detail()).isEqualTo("+1 added, 0 changed, −2 removed");
		assertThat(say("0x00000001", new AuditMismatch(ServerId.of(2), 0x2acd, 0x1b7e)).detail())
			.isEqualTo("Expected 0x2acd, told 0x1b7e");
	}

	@Test
	void onlySeveralRoundsWithoutAgreementAreADisagreement() {
		assertThat(text("0x00000001", new AuditFailed(ServerId.of(2), 0, "connection lost")))
			.isEqualTo("S1 could not take the elements of S2 yet");
		assertThat(text("0x00000001", new AuditFailed(ServerId.of(2), 3, "still different")))
			.isEqualTo("S1 and S2 do not come to agree on the elements of S2");
	}

	@Test
	void splitCountsTheElementsThatBothOwn() {
		assertThat(text("0x00000001", new SplitFound(ServerId.of(2), 0))).isEqualTo("S1 and S2 went different ways");
		assertThat(text("0x00000001", new SplitFound(ServerId.of(2), 1))).isEqualTo("S1 and S2 both own 1 element");
		assertThat(text("0x00000001", new SplitFound(ServerId.of(2), 7))).isEqualTo("S1 and S2 both own 7 elements");
	}

	@Test
	void failoverNamesItsStepsWithTheirDurations() {
		EventWords.Said said = say("user", new SessionFailedOver("0123456789abcdef", PoolHandle.of("echo"),
				new PoolElementId(1), new PoolElementId(2), new FailoverSteps(1, 2, 3, 4), 24, 2, 1));

		assertThat(said.text()).contains("Session 01234567 moved").endsWith("in 10 ms");
		assertThat(said.detail()).isEqualTo("Element chosen after 1 ms, connected 2, greeted 3, callback 4; "
				+ "cookie of 24 octets echoed; 2 messages sent again, 1 given back");
	}

	@Test
	void changeOfLegIsNoMove() {
		PoolHandle pool = PoolHandle.of("echo");
		PoolElementId element = new PoolElementId(1);
		TransportParameter sctp = new SctpTransport(7, TransportUse.DATA_ONLY, List.of(IpAddress.parse("192.0.2.1")));
		TransportParameter udp = new UdpTransport(7, IpAddress.parse("192.0.2.1"));

		EventWords.Said failed = say("user", new LegFailed(pool, element, sctp, true));
		assertThat(failed.text()).contains("could not use sctp").contains("echo");
		assertThat(failed.detail()).isEqualTo("Others first, then another leg; reported to the home server");
		assertThat(text("user", new LegChanged(pool, element, sctp, udp))).endsWith("sctp → udp");
	}

	private String text(String source, RserpoolEvent event) {
		return say(source, event).text();
	}

	private EventWords.Said say(String source, RserpoolEvent event) {
		return this.words.say(new Occurrence(1, Instant.EPOCH, source, event, 0));
	}

}
