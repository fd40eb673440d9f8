package io.rserpool.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.event.Level;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.AuditFailed;
import io.rserpool.event.RserpoolEvent.AuditPassed;
import io.rserpool.event.RserpoolEvent.ElementReclaimed;
import io.rserpool.event.RserpoolEvent.PeerDead;
import io.rserpool.event.RserpoolEvent.PeerUp;
import io.rserpool.event.RserpoolEvent.TakeoverStarted;
import io.rserpool.event.RserpoolEvent.TakeoverWon;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class EnrpServerLogTests {

	private static final ServerId PEER = new ServerId(0x5e6f7a8b);

	private final EventStream events = new EventStream();

	private final EnrpServerLog log = new EnrpServerLog(this.events);

	@Test
	void tellsWhatHappensAmongServersWithTheIdsOfBoth(CapturedOutput output) {
		publish(new PeerUp(PEER, "192.0.2.2:9901"));
		publish(new AuditPassed(PEER, 0xabc, 7));
		publish(new PeerDead(PEER, "no answer for 2000 ms"));
		publish(new TakeoverStarted(PEER, List.of()));
		publish(new TakeoverWon(PEER, 7, 12));

		assertThat(output).contains("[0x1a2b3c4d] Peer 0x5e6f7a8b is up at 192.0.2.2:9901")
			.contains("Agrees with peer 0x5e6f7a8b on its 7 elements (checksum 0x0abc)")
			.containsPattern("WARN.*Peer 0x5e6f7a8b is dead: no answer for 2000 ms")
			.contains("Takes over dead peer 0x5e6f7a8b, nobody else to ask")
			.contains("Took over dead peer 0x5e6f7a8b with 7 elements in 12 ms");
	}

	@Test
	void aTableThatDidNotComeIsNoLastingDifference(CapturedOutput output) {
		publish(new AuditFailed(PEER, 0, "connection lost"));
		publish(new AuditFailed(PEER, 3, "the checksums differ"));

		assertThat(output).containsPattern("INFO.*Could not take the elements of peer 0x5e6f7a8b yet: connection lost")
			.containsPattern("WARN.*Still differs from peer 0x5e6f7a8b after 3 rounds: the checksums differ");
	}

	@Test
	void saysNothingThatComesOncePerElement(CapturedOutput output) {
		publish(new ElementReclaimed(PoolHandle.of("EchoPool"), new PoolElementId(7), PEER));
		publish(new RserpoolEvent.ElementDeregistered(PoolHandle.of("EchoPool"), new PoolElementId(7)));

		assertThat(output).doesNotContain("EchoPool");
	}

	@Test
	void isSilentOnceItIsClosed(CapturedOutput output) {
		this.log.destroy();
		publish(new PeerUp(PEER, "192.0.2.2:9901"));

		assertThat(output).doesNotContain("192.0.2.2");
	}

	@Test
	void everyEventAmongServersHasItsLevelAndWords() {
		Stream<Class<?>> amongServers = Stream.of(RserpoolEvent.class.getPermittedSubclasses())
			.filter((type) -> type.getSimpleName()
				.matches("Peer.*|Audit.*|Take.*|SelfTakenOver|Split.*|Server(Started|Stopped|Joining|IdChanged)"
						+ "|HandlespaceDownloaded|JoinedAlone|DuplicateElement|Element(HomeChanged|Reclaimed|Left)"));
		assertThat(amongServers).hasSizeGreaterThan(25).allSatisfy((type) -> {
			RserpoolEvent event = SampleEvents.of(type);
			assertThat(EnrpServerLog.level(event)).isIn(Level.DEBUG, Level.INFO, Level.WARN);
			assertThat(EnrpServerLog.words(event)).doesNotContain(type.getSimpleName() + "[");
		});
	}

	private void publish(RserpoolEvent event) {
		this.events.publish("0x1a2b3c4d", event, 0);
	}

}
