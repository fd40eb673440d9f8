package io.rserpool.asap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerHuntTests {

	@Test
	@DisplayName("RFC 5352 3.6 SH1: at most three servers are dialled at once")
	@Conformance({ "ASAP-3.6-7", "ASAP-3.6-8" })
	void dialsThreeServersAtOnce() {
		AsapFixture endpoint = new AsapFixture(5).started();

		assertThat(endpoint.world.dialled()).hasSize(3);
		assertThat(endpoint.world.dialled()).extracting(RecordingEffects.Dialled::to).doesNotHaveDuplicates();
		assertThat(endpoint.world.events(RserpoolEvent.ServerHuntStarted.class)).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH3, SH6: the first that is up becomes home, the others are closed")
	@Conformance({ "ASAP-3.6-11", "ASAP-3.6-17" })
	void firstThatIsUpBecomesHome() {
		AsapFixture endpoint = new AsapFixture(3).started();
		List<RecordingEffects.Dialled> dials = endpoint.world.dialled();

		endpoint.answerDial(dials.get(1));

		assertThat(endpoint.world.closed()).extracting(RecordingEffects.Closed::connection)
			.containsExactlyInAnyOrder(dials.get(0).connection(), dials.get(2).connection());
		assertThat(endpoint.world.timers()).doesNotContainKey(new AsapTimer.ServerHunt());
		assertThat(endpoint.machine.snapshot(endpoint.now()).homeAddress()).isEqualTo(dials.get(1).to());
		assertThat(endpoint.world.events(RserpoolEvent.HomeServerChanged.class)).singleElement()
			.satisfies((change) -> assertThat(change.address()).isEqualTo(dials.get(1).to().toString()));
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH6: a server that is up too late is closed")
	void lateServerIsClosed() {
		AsapFixture endpoint = new AsapFixture(3).started();
		List<RecordingEffects.Dialled> dials = endpoint.world.dialled();
		endpoint.answerDial(dials.get(1));
		endpoint.world.clear();

		endpoint.answerDial(dials.get(0));

		assertThat(endpoint.world.hasClosed(dials.get(0).connection())).isTrue();
		assertThat(endpoint.machine.snapshot(endpoint.now()).homeAddress()).isEqualTo(dials.get(1).to());
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH4: one fails, another takes its place")
	@Conformance("ASAP-3.6-13")
	void failedDialIsReplaced() {
		AsapFixture endpoint = new AsapFixture(4).started();
		Set<Endpoint> first = dialledTo(endpoint);

		endpoint.refuse(endpoint.world.dialled().get(0));

		assertThat(endpoint.world.dialled()).hasSize(4);
		assertThat(first).doesNotContain(endpoint.world.lastDial().to());
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH5: T5 doubles up to RETRAN-MAX")
	@Conformance({ "ASAP-3.6-10", "ASAP-3.6-14" })
	void waitDoublesUpToRetranMax() {
		AsapFixture endpoint = new AsapFixture(3).started();

		for (long wait : new long[] { 10_000, 20_000, 40_000, 60_000, 60_000 }) {
			assertThat(endpoint.world.timers().get(new AsapTimer.ServerHunt()) - endpoint.now()).isEqualTo(wait);
			endpoint.advance(wait);
		}

		assertThat(endpoint.world.events(RserpoolEvent.ServerHuntFailed.class)).hasSize(5);
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH3: T5 begins at its first value in the next hunt")
	@Conformance("ASAP-3.6-12")
	void waitIsResetBySuccess() {
		AsapFixture endpoint = new AsapFixture(3).started();
		endpoint.advance(30_000);

		ConnectionId home = endpoint.answerLastDial();
		endpoint.register();
		endpoint.accept(home);
		endpoint.lose(home);

		assertThat(endpoint.world.timers().get(new AsapTimer.ServerHunt()) - endpoint.now()).isEqualTo(10_000);
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH5: after T5 a different set is dialled")
	@Conformance({ "ASAP-3.6-15", "ASAP-3.6-16" })
	void nextRoundDialsOtherServers() {
		AsapFixture endpoint = new AsapFixture(6).started();
		Set<Endpoint> first = dialledTo(endpoint);
		List<ConnectionId> abandoned = endpoint.world.dialled()
			.stream()
			.map(RecordingEffects.Dialled::connection)
			.toList();
		endpoint.world.clear();

		endpoint.advance(10_000);

		assertThat(dialledTo(endpoint)).hasSize(3).doesNotContainAnyElementsOf(first);
		assertThat(endpoint.world.closed()).extracting(RecordingEffects.Closed::connection)
			.containsExactlyElementsOf(abandoned);
	}

	@Test
	void failedHomeIsDialledAgainAtOnceIfThereIsNoOther() {
		AsapFixture endpoint = new AsapFixture(1);
		ConnectionId home = endpoint.connected();
		endpoint.register();
		endpoint.accept(home);
		endpoint.world.clear();

		endpoint.lose(home);

		assertThat(dialledTo(endpoint)).containsExactly(AsapFixture.server(1));

		endpoint.refuseLastDial();
		endpoint.advance(9_999);

		assertThat(endpoint.world.dialled()).hasSize(1);

		endpoint.advance(1);

		assertThat(endpoint.world.dialled()).hasSize(2);
	}

	@Test
	void onlyServerThatIsLostWhileItIsDoubtedIsDialledAtOnce() {
		AsapFixture endpoint = new AsapFixture(1);
		ConnectionId home = endpoint.connected();
		endpoint.register();
		endpoint.accept(home);
		endpoint.resolve(AsapFixture.ECHO);
		endpoint.advance(15_000);
		endpoint.world.clear();

		endpoint.lose(home);

		assertThat(dialledTo(endpoint)).containsExactly(AsapFixture.server(1));
	}

	@Test
	@DisplayName("A server that hangs up before it served rests, longer each time, up to T5")
	void serverThatHangsUpIsDialledLessAndLessOften() {
		AsapFixture endpoint = new AsapFixture(1);
		ConnectionId home = endpoint.connected();

		for (long wait : new long[] { 1_250, 2_500, 5_000 }) {
			endpoint.world.clear();
			endpoint.lose(home);
			endpoint.advance(wait - 1);
			assertThat(endpoint.world.dialled()).isEmpty();
			endpoint.advance(1 + wait / 4);
			home = endpoint.answerLastDial();
		}
		endpoint.register();
		endpoint.accept(home);
		endpoint.world.clear();

		endpoint.lose(home);

		assertThat(endpoint.world.dialled()).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5352 3.6 SH4: when the server that was found hangs up, those that were not waited for are dialled")
	void huntGoesOnWhenTheFoundServerHangsUp() {
		AsapFixture endpoint = new AsapFixture(3);
		ConnectionId home = endpoint.connected();
		Endpoint sick = endpoint.machine.snapshot(endpoint.now()).homeAddress();
		endpoint.world.clear();

		endpoint.lose(home);

		assertThat(dialledTo(endpoint)).hasSize(2).doesNotContain(sick);
		assertThat(endpoint.world.events(RserpoolEvent.ServerHuntStarted.class)).isEmpty();
	}

	@Test
	@DisplayName("Servers that all hang up are not dialled in a circle")
	void serversThatAllHangUpAreNotDialledInACircle() {
		AsapFixture endpoint = new AsapFixture(3).started();

		for (int i = 0; i < 1000; i++) {
			endpoint.openDials().stream().findFirst().map(endpoint::answerDial).ifPresent(endpoint::lose);
			endpoint.advance(10);
		}

		// Four waits each in T5, and every answer ends the other dials
		assertThat(endpoint.world.dialled()).hasSizeBetween(9, 30);
	}

	@Test
	void onlyServerThatIsLostAfterALongSilenceIsDialledAtOnce() {
		AsapFixture endpoint = new AsapFixture(1);
		ConnectionId home = endpoint.connected();
		endpoint.world.clear();

		endpoint.loseLate(home);

		assertThat(endpoint.world.dialled()).hasSize(1);
	}

	@Test
	@DisplayName("[A-19]: clients of a server that died spread over the others")
	void clientsOfADeadServerSpread() {
		Map<Endpoint, Integer> found = new HashMap<>();
		for (int seed = 0; seed < 400; seed++) {
			AsapFixture endpoint = new AsapFixture(AsapFixture.config(5), seed);
			ConnectionId home = endpoint.connected();
			endpoint.register();
			endpoint.accept(home);
			endpoint.world.clear();
			endpoint.lose(home);
			found.merge(endpoint.world.dialled().get(0).to(), 1, Integer::sum);
		}

		assertThat(found).hasSize(5);
		assertThat(found.values()).allMatch((clients) -> clients > 50);
	}

	@Test
	@DisplayName("RFC 5352 3.6: the failed home is left out of the first set")
	void failedHomeIsLeftOutOfTheFirstSet() {
		AsapFixture endpoint = new AsapFixture(2);
		ConnectionId home = endpoint.connected();
		Endpoint failed = endpoint.machine.snapshot(endpoint.now()).homeAddress();
		endpoint.world.clear();

		endpoint.lose(home);

		assertThat(dialledTo(endpoint)).hasSize(1).doesNotContain(failed);
		endpoint.refuseLastDial();
		assertThat(endpoint.world.dialled()).hasSize(1);
		endpoint.advance(10_000);
		assertThat(dialledTo(endpoint)).contains(failed);
	}

	@Test
	@DisplayName("RFC 5352 3.6: without any address one T5 is waited and the hunt repeated")
	void waitsOneT5WithoutAnyServer() {
		AsapFixture endpoint = new AsapFixture(0).started();

		endpoint.advance(30_000);

		assertThat(endpoint.world.dialled()).isEmpty();
		assertThat(endpoint.world.events(RserpoolEvent.ServerHuntFailed.class)).hasSize(3);
	}

	@Test
	@DisplayName("[A-19]: the order is random for each client")
	void clientsBeginWithDifferentServers() {
		Set<Endpoint> first = new HashSet<>();
		for (int seed = 0; seed < 50; seed++) {
			first.add(new AsapFixture(AsapFixture.config(6), seed).started().world.dialled().get(0).to());
		}

		assertThat(first).hasSize(6);
	}

	@Test
	void serversThatANameStandsForNowAreHunted() {
		AsapFixture endpoint = new AsapFixture(1);
		ConnectionId home = endpoint.connected();
		endpoint.world.clear();

		endpoint.machine.servers(List.of(AsapFixture.server(2), AsapFixture.server(3)), endpoint.now());
		assertThat(endpoint.world.dialled()).isEmpty();
		endpoint.lose(home);

		assertThat(dialledTo(endpoint)).containsExactlyInAnyOrder(AsapFixture.server(2), AsapFixture.server(3));
	}

	@Test
	void serverThatIsNewUnderANameIsDialledAtOnceWhileHunting() {
		AsapFixture endpoint = new AsapFixture(1).started();
		endpoint.refuseLastDial();
		endpoint.world.clear();

		endpoint.machine.servers(List.of(AsapFixture.server(1), AsapFixture.server(2)), endpoint.now());

		assertThat(dialledTo(endpoint)).containsExactly(AsapFixture.server(2));
	}

	@Test
	@DisplayName("RFC 5352 3.6: an announced server is hunted, and forgotten after T7 [A-7]")
	@Conformance({ "ASAP-3.6-2", "ASAP-3.6-5" })
	void announcedServerIsForgottenAfterT7() {
		AsapFixture endpoint = new AsapFixture(0).started();

		announce(endpoint, tcp("192.0.2.77", 3900));

		assertThat(endpoint.world.lastDial().to()).hasToString("192.0.2.77:3900");
		endpoint.advance(5_999);
		assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).hasSize(1);
		endpoint.advance(1);
		assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 3.6: each announcement restarts T7")
	@Conformance("ASAP-3.6-3")
	void announcementRestartsT7() {
		AsapFixture endpoint = new AsapFixture(0).started();
		announce(endpoint, tcp("192.0.2.77", 3900));
		endpoint.advance(5_000);
		announce(endpoint, tcp("192.0.2.77", 3900));

		endpoint.advance(5_000);

		assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).hasSize(1);
	}

	@Test
	@DisplayName("RFC 5352 3.6: an announcement without transport means the source, port 3863")
	@Conformance("ASAP-3.6-4")
	void announcementWithoutTransportMeansTheSource() {
		AsapFixture endpoint = new AsapFixture(0).started();

		announce(endpoint);

		assertThat(endpoint.world.lastDial().to()).hasToString("192.0.2.66:3863");
	}

	@Test
	@DisplayName("[A-17]: a configured server is never forgotten")
	@Conformance("ASAP-3.6-6")
	void configuredServerIsNeverForgotten() {
		AsapFixture endpoint = new AsapFixture(1).started();
		announce(endpoint, tcp("192.0.2.1", 3863));

		endpoint.advance(60_000);

		assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).containsExactly(AsapFixture.server(1));
	}

	@Test
	@DisplayName("[SR-19]: at most 64 announced servers are remembered, at most 50 announcements a second read")
	@Conformance({ "ASAP-9.2-20", "ENRP-150" })
	void announcementsAreBounded() {
		AsapFixture endpoint = new AsapFixture(1).started();

		for (int i = 0; i < 120; i++) {
			announce(endpoint, tcp("192.0.2." + (100 + i), 3863));
			if (i == 49) {
				assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).hasSize(51);
			}
			if (i == 60) {
				assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).hasSize(51);
				endpoint.advance(1000);
			}
		}

		assertThat(endpoint.machine.snapshot(endpoint.now()).candidates()).hasSize(65).contains(AsapFixture.server(1));
		assertThat(endpoint.world.timers()).hasSize(65);
	}

	@Test
	@DisplayName("[SR-19]: an announced server is not dialled again for 30 s after a dial in vain")
	void announcedServerIsNotDialledOften() {
		AsapFixture endpoint = new AsapFixture(0).started();
		for (int second = 0; second < 65; second++) {
			announce(endpoint, sctp("192.0.2.77", 3900));
			if (endpoint.world.dialled().size() > endpoint.world.closed().size()) {
				endpoint.refuseLastDial();
			}
			endpoint.advance(1000);
		}

		assertThat(endpoint.world.dialled()).hasSizeBetween(1, 3);
	}

	@RepeatedTest(50)
	@DisplayName("RFC 5352 3.6: never more than three dials, whatever happens")
	@Conformance("ASAP-3.6-9")
	void neverMoreThanThreeDials(RepetitionInfo info) {
		Random random = new Random(info.getCurrentRepetition());
		AsapFixture endpoint = new AsapFixture(AsapFixture.config(random.nextInt(8)), info.getCurrentRepetition());
		endpoint.started();
		Set<ConnectionId> open = new HashSet<>();
		ConnectionId home = null;
		int seenDials = 0;
		int seenCloses = 0;

		for (int step = 0; step < 300; step++) {
			List<RecordingEffects.Dialled> dials = endpoint.world.dialled();
			for (; seenDials < dials.size(); seenDials++) {
				open.add(dials.get(seenDials).connection());
			}
			List<RecordingEffects.Closed> closes = endpoint.world.closed();
			for (; seenCloses < closes.size(); seenCloses++) {
				open.remove(closes.get(seenCloses).connection());
			}
			assertThat(open).as("seed %d, step %d", info.getCurrentRepetition(), step).hasSizeLessThanOrEqualTo(3);
			ConnectionId some = open.stream()
				.sorted((a, b) -> Long.compare(a.value(), b.value()))
				.findFirst()
				.orElse(null);
			int dice = random.nextInt(20);
			if (dice < 10) {
				endpoint.advance(random.nextInt(20_000));
			}
			else if (dice < 16 && some != null) {
				open.remove(some);
				endpoint.refuse(dial(dials, some));
			}
			else if (dice < 17 && some != null) {
				open.remove(some);
				home = endpoint.answerDial(dial(dials, some));
			}
			else if (dice < 18 && home != null) {
				endpoint.lose(home);
				home = null;
			}
			else {
				announce(endpoint, tcp("192.0.2." + (100 + random.nextInt(100)), 3863));
			}
		}
	}

	private static RecordingEffects.Dialled dial(List<RecordingEffects.Dialled> dials, ConnectionId connection) {
		return dials.stream().filter((dial) -> dial.connection().equals(connection)).findFirst().orElseThrow();
	}

	private static Set<Endpoint> dialledTo(AsapFixture endpoint) {
		return endpoint.world.dialled().stream().map(RecordingEffects.Dialled::to).collect(Collectors.toSet());
	}

	private static void announce(AsapFixture endpoint, TransportParameter... transports) {
		Endpoint source = new Endpoint(IpAddress.parse("192.0.2.66"), 5000);
		endpoint.machine.multicastReceived(source, new ServerAnnounce(AsapFixture.SERVER_2, List.of(transports)),
				endpoint.now());
	}

	private static TransportParameter tcp(String address, int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, IpAddress.parse(address));
	}

	private static TransportParameter sctp(String address, int port) {
		return new SctpTransport(port, TransportUse.DATA_ONLY, List.of(IpAddress.parse(address)));
	}

}
