package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.AsapError;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.Octets;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.WireFault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AsapEndpointMachineTests {

	private final AsapFixture endpoint = new AsapFixture(3);

	@Test
	@DisplayName("[A-2]: an error that quotes a pool handle fails the oldest resolution")
	@Conformance({ "ASAP-4-1", "ASAP-4-3" })
	void errorFailsTheOldestResolution() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog first = this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.advance(1);
		ResolutionLog second = this.endpoint.resolve(AsapFixture.OTHER);

		error(home, CauseCode.INVALID_VALUES, "0009000841424344");

		assertThat(first.calls).containsExactly("refused: invalid values (0x0003)");
		assertThat(second.calls).isEmpty();
	}

	@Test
	@DisplayName("[A-2]: an error that quotes a message fails the oldest request of its type")
	void errorQuotingAMessage() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);
		this.endpoint.register();

		error(home, CauseCode.UNRECOGNIZED_MESSAGE, "05000004");
		error(home, CauseCode.UNRECOGNIZED_MESSAGE, "01000004");

		assertThat(log.calls).hasSize(1);
		assertThat(this.endpoint.registrations.calls).containsExactly("rejected: unrecognized message (0x0002)");
	}

	@Test
	@DisplayName("[A-2]: an error that quotes a pool element fails the oldest registration, a PE identifier the oldest deregistration")
	void errorFailsTheOldestRegistration() {
		ConnectionId home = this.endpoint.connected();
		ElementKey key = this.endpoint.register();
		this.endpoint.accept(home);
		RequestLog log = new RequestLog();
		this.endpoint.machine.deregister(key, log, this.endpoint.now());
		this.endpoint.register();

		error(home, CauseCode.INVALID_VALUES, "000a0008000000000000");
		error(home, CauseCode.INVALID_VALUES, "000e000800000000");

		assertThat(this.endpoint.registrations.calls).endsWith("rejected: invalid values (0x0003)");
		assertThat(log.calls).containsExactly("refused: invalid values (0x0003)");
	}

	@Test
	@DisplayName("[A-2]: an error that names nothing is only told")
	void errorThatNamesNothing() {
		ConnectionId home = this.endpoint.connected();
		ResolutionLog log = this.endpoint.resolve(AsapFixture.ECHO);

		error(home, CauseCode.UNSPECIFIED_ERROR, "");
		error(home, CauseCode.UNRECOGNIZED_PARAMETER, "00990004");

		assertThat(log.calls).isEmpty();
		assertThat(this.endpoint.world.events(RserpoolEvent.ErrorReceived.class)).hasSize(2);
	}

	@Test
	@DisplayName("[A-28]: known messages that this role has no business with are discarded and counted")
	void foreignMessagesAreDiscarded() {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.world.clear();

		this.endpoint.receive(home, new Deregistration(AsapFixture.ECHO, new PoolElementId(1)));

		assertThat(this.endpoint.world.sent()).isEmpty();
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).discarded()).isEqualTo(1);
	}

	@Test
	@DisplayName("[P-14], [P-15]: damaged messages are answered as the codec says, at most 10 times a second")
	void errorsAreAnsweredWithinLimits() {
		ConnectionId home = this.endpoint.connected();
		AsapError reply = new AsapError(OperationError.of(CauseCode.INVALID_VALUES));

		for (int i = 0; i < 15; i++) {
			this.endpoint.machine.malformed(home, new WireFault(WireFault.Kind.INVALID, "bad"), reply,
					this.endpoint.now());
		}

		assertThat(this.endpoint.world.sentTo(home)).hasSize(10);
		assertThat(this.endpoint.world.events(RserpoolEvent.MalformedMessage.class)).hasSize(15);
	}

	@Test
	@DisplayName("[T-2]: lost message borders close the connection; the hunt begins")
	void lostFramingClosesTheConnection() {
		ConnectionId home = this.endpoint.connected();

		this.endpoint.machine.malformed(home, new WireFault(WireFault.Kind.FRAMING, "length 2"), null,
				this.endpoint.now());

		assertThat(this.endpoint.world.hasClosed(home)).isTrue();
		assertThat(this.endpoint.machine.snapshot(this.endpoint.now()).hunting()).isTrue();
	}

	@Test
	void timersThatFireLateAreHarmless() {
		this.endpoint.connected();
		ElementKey key = new ElementKey(99);
		this.endpoint.world.clear();

		for (AsapTimer timer : List.of(new AsapTimer.ServerHunt(), new AsapTimer.Registration(key),
				new AsapTimer.Deregistration(key), new AsapTimer.Reregistration(key), new AsapTimer.PolicyUpdate(key),
				new AsapTimer.Retry(key), new AsapTimer.Resolution(), new AsapTimer.KeepAliveSilence(),
				new AsapTimer.AnnounceOutdate(AsapFixture.server(1)))) {
			this.endpoint.machine.timerExpired(timer, this.endpoint.now());
		}

		assertThat(this.endpoint.world.sent()).isEmpty();
		assertThat(this.endpoint.world.dialled()).isEmpty();
		assertThat(this.endpoint.world.events()).isEmpty();
	}

	@Test
	void stoppedEndpointDoesNothing() {
		ConnectionId home = this.endpoint.connected();
		this.endpoint.machine.stop(this.endpoint.now());
		this.endpoint.world.clear();

		this.endpoint.lose(home);
		this.endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, false, 1));
		this.endpoint.machine.renew(AsapFixture.ECHO, this.endpoint.now());
		this.endpoint.machine.timerExpired(new AsapTimer.ServerHunt(), this.endpoint.now());
		this.endpoint.advance(600_000);

		assertThat(this.endpoint.world.dialled()).isEmpty();
		assertThat(this.endpoint.world.sent()).isEmpty();
		ConnectionId late = this.endpoint.accepted(AsapFixture.server(9));
		assertThat(this.endpoint.world.hasClosed(late)).isTrue();
	}

	@Test
	void equalSeedsMakeEqualHistories() {
		assertThat(history(7)).isEqualTo(history(7)).isNotEqualTo(history(8));
	}

	private static List<Object> history(long seed) {
		AsapFixture endpoint = new AsapFixture(AsapFixture.config(5), seed);
		ConnectionId home = endpoint.connected();
		endpoint.register();
		endpoint.accept(home);
		endpoint.resolve(AsapFixture.ECHO);
		endpoint.receive(home, AsapFixture.answer(AsapFixture.ECHO, true, 1, 2, 3));
		endpoint.lose(home);
		endpoint.advance(30_000);
		endpoint.answerLastDial();
		endpoint.advance(120_000);
		List<Object> history = new ArrayList<>(endpoint.world.sent());
		history.addAll(endpoint.world.dialled());
		history.addAll(endpoint.world.published());
		return history;
	}

	private void error(ConnectionId from, CauseCode cause, String quoted) {
		this.endpoint.receive(from, new AsapError(OperationError.of(ErrorCause.of(cause, Octets.ofHex(quoted)))));
	}

}
