package io.rserpool.quickstart.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.event.RserpoolEvent.PeerUp;
import io.rserpool.event.RserpoolEvent.TakeoverStarted;
import io.rserpool.event.RserpoolEvent.TakeoverWon;
import io.rserpool.event.RserpoolEvent.TakeoverYielded;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerReport} and {@link ServerNews}.
 */
class ServerReportTests {

	@Test
	void reportIsReadAsItWasWritten() {
		ServerReport report = new ServerReport(new ServerId(0xf0000001), ServerPhase.SERVING, 5, 2, 0x91c4,
				List.of(new PeerReport(ServerId.of(2), PeerStatus.ACTIVE, AuditState.AGREED, 0x6257, 182),
						new PeerReport(ServerId.of(3), PeerStatus.PROBING, AuditState.UNKNOWN, 0xffff, 0)));

		assertThat(ServerReport.parse(report.line())).contains(report);
		assertThat(report.line()).doesNotContain("\n");
	}

	@Test
	void reportOfAServerWithoutOthersIsReadAsItWasWritten() {
		ServerReport report = new ServerReport(ServerId.of(1), ServerPhase.JOINING, 0, 0, 0xffff, List.of());

		assertThat(ServerReport.parse(report.line())).contains(report);
	}

	@Test
	void stepsOfATakeoverAreReadAsTheyWereWritten() {
		ServerId dead = ServerId.of(7);
		List<ServerNews> all = List.of(
				ServerNews.of(new TakeoverStarted(dead, List.of(ServerId.of(8), ServerId.of(9)))).orElseThrow(),
				ServerNews.of(new TakeoverStarted(dead, List.of())).orElseThrow(),
				ServerNews.of(new TakeoverYielded(dead, ServerId.of(9))).orElseThrow(),
				ServerNews.of(new TakeoverWon(dead, 3, 128)).orElseThrow());

		assertThat(all).allSatisfy((news) -> assertThat(ServerNews.parse(news.line())).contains(news));
	}

	@Test
	void otherLinesAndEventsAreNone() {
		assertThat(ServerReport.parse("WARN something")).isEmpty();
		assertThat(ServerNews.parse("WARN something")).isEmpty();
		assertThat(ServerNews.of(new PeerUp(ServerId.of(1), ""))).isEmpty();
	}

}
