package io.rserpool.sim;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulated network does to connections what TCP does.
 */
class NetworkTests {

	private static final int PORT = 3863;

	private final World world = new World(42, false);

	private final Host near = this.world.network().newHost("near");

	private final Host far = this.world.network().newHost("far");

	private final Log dialler = new Log();

	private final Log listener = new Log();

	private final Process<String> nearProcess = process(this.near, this.dialler, 6000);

	private Process<String> farProcess = process(this.far, this.listener, 0);

	private Process<String> process(Host host, Log log, long keepAliveMillis) {
		Process<String> process = new Process<>(this.world, host.name, host,
				new ProcessOptions(2000, 3000, keepAliveMillis, false), 0);
		process.run(log);
		return process;
	}

	@BeforeEach
	void listen() {
		this.far.listen(PORT, Protocol.ASAP, this.farProcess);
	}

	private ConnectionId dial() {
		return this.nearProcess.dial(Protocol.ASAP, new Endpoint(this.far.address, PORT));
	}

	private void advance(long millis) {
		this.world.agenda().runUntil(this.world.now() + millis);
	}

	private static WireMessage message(int number) {
		return new Deregistration(PoolHandle.of("P"), new PoolElementId(number));
	}

	private void send(ConnectionId connection, int from, int count) {
		for (int i = from; i < from + count; i++) {
			this.nearProcess.send(connection, message(i));
		}
	}

	@Test
	void messagesArriveInOrder() {
		this.world.network().delay(1, 50);
		ConnectionId connection = dial();
		advance(200);

		send(connection, 1, 20);
		advance(200);

		assertThat(this.dialler.calls).containsExactly("up");
		assertThat(this.listener.calls).startsWith("accepted", "1", "2", "3").endsWith("19", "20").hasSize(21);
	}

	@Test
	void dialToAnOpenHostWithoutProcessIsRefused() {
		this.farProcess.kill(false);

		dial();
		advance(200);

		assertThat(this.dialler.calls).containsExactly("REFUSED");
	}

	@Test
	void dialIntoACutIsUnanswered() {
		this.world.network().links().cut(this.far, this.near);

		dial();
		advance(1990);
		assertThat(this.dialler.calls).isEmpty();
		advance(20);

		assertThat(this.dialler.calls).containsExactly("UNREACHABLE");
	}

	@Test
	void aFrozenProcessTakesConnectionsAndReadsLater() {
		this.farProcess.freeze();
		ConnectionId connection = dial();
		advance(200);
		send(connection, 1, 2);
		advance(20_000);
		assertThat(this.dialler.calls).containsExactly("up");
		assertThat(this.listener.calls).isEmpty();

		this.farProcess.thaw(true);

		assertThat(this.listener.calls).containsExactly("accepted", "1", "2");
	}

	@Test
	void aShortCutDelaysButLosesNothing() {
		ConnectionId connection = dial();
		advance(200);
		send(connection, 1, 3);
		cut();
		send(connection, 4, 3);
		advance(5000);
		assertThat(this.listener.calls).containsExactly("accepted");

		heal();
		send(connection, 7, 3);
		advance(200);

		assertThat(this.listener.calls).containsExactly("accepted", "1", "2", "3", "4", "5", "6", "7", "8", "9");
	}

	@Test
	void aLongCutBreaksTheSenderFirstAndTheOtherSideWhenItHears() {
		ConnectionId connection = dial();
		advance(200);
		cut();
		send(connection, 1, 1);
		advance(5_000);
		assertThat(this.dialler.calls).containsExactly("up");

		advance(5_100);
		assertThat(this.dialler.calls).containsExactly("up", "lost");
		assertThat(this.listener.calls).containsExactly("accepted");

		heal();
		advance(200);
		this.farProcess.send(this.listener.last, message(1));
		advance(200);
		assertThat(this.listener.calls).containsExactly("accepted", "lost");
	}

	@Test
	void anUnacknowledgedSenderGivesUpThoughItsDataArrived() {
		ConnectionId connection = dial();
		advance(200);
		this.world.network().links().cut(this.far, this.near);
		this.world.network().linksChanged();

		send(connection, 1, 1);
		advance(10_200);

		assertThat(this.dialler.calls).containsExactly("up", "lost");
		assertThat(this.listener.calls).containsExactly("accepted", "1", "lost");
	}

	@Test
	void silenceEndsADialledConnectionByKeepAlive() {
		dial();
		advance(200);
		cut();

		advance(5_900);
		assertThat(this.dialler.calls).containsExactly("up");
		advance(200);

		assertThat(this.dialler.calls).containsExactly("up", "lost");
	}

	@Test
	void killedProcessResetsItsConnections() {
		dial();
		advance(200);

		this.farProcess.kill(false);
		advance(200);

		assertThat(this.dialler.calls).containsExactly("up", "lost");
	}

	@Test
	void powerFailureIsFoundByKeepAliveOnly() {
		dial();
		advance(200);

		this.farProcess.kill(true);
		advance(2_000);
		assertThat(this.dialler.calls).containsExactly("up");
		advance(2_000);

		assertThat(this.dialler.calls).containsExactly("up", "lost");
	}

	@Test
	void whatWasSentBeforeAnEndArrives() {
		ConnectionId connection = dial();
		advance(200);

		send(connection, 1, 2);
		this.nearProcess.close(connection, "done");
		advance(200);

		assertThat(this.listener.calls).containsExactly("accepted", "1", "2", "lost");
		assertThat(this.dialler.calls).containsExactly("up");
	}

	@Test
	void halfABreakIsSeenWhenTheOtherSideSends() {
		ConnectionId connection = dial();
		advance(200);
		End end = this.world.network().between(this.far, this.near).get(0);
		assertThat(end.owner).isSameAs(this.farProcess);

		this.world.network().breakEnd(end, "reset");
		advance(200);
		assertThat(this.dialler.calls).containsExactly("up");
		send(connection, 1, 1);
		advance(200);

		assertThat(this.dialler.calls).containsExactly("up", "lost");
		assertThat(this.listener.calls).containsExactly("accepted", "lost");
	}

	@Test
	void timersFireOnTheProcessesOwnClock() {
		this.nearProcess.setTimer("a", 10_000);
		this.nearProcess.setTimer("b", 60_000);
		this.nearProcess.setTimer("a", 20_000);

		advance(15_000);
		assertThat(this.dialler.calls).isEmpty();
		this.nearProcess.jump(50_000);
		advance(1);

		assertThat(this.dialler.calls).containsExactly("a", "b");
	}

	@Test
	void timersOfAFrozenProcessFireWhenItGoesOn() {
		this.nearProcess.setTimer("a", 1_000);
		this.nearProcess.freeze();

		advance(5_000);
		assertThat(this.dialler.calls).isEmpty();
		this.nearProcess.thaw(false);

		assertThat(this.dialler.calls).containsExactly("a");
	}

	private void cut() {
		this.world.network().links().cut(this.near, this.far);
		this.world.network().links().cut(this.far, this.near);
		this.world.network().linksChanged();
	}

	private void heal() {
		this.world.network().links().healAll();
		this.world.network().linksChanged();
	}

	/**
	 * A machine that writes down what it hears.
	 */
	private static final class Log implements Machine<String> {

		private final List<String> calls = new ArrayList<>();

		private ConnectionId last = new ConnectionId(1);

		@Override
		public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
				boolean dialled, long now) {
			this.last = connection;
			this.calls.add(dialled ? "up" : "accepted");
		}

		@Override
		public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
			this.calls.add(failure.name());
		}

		@Override
		public void received(ConnectionId from, WireMessage message, long now) {
			this.calls.add(String.valueOf(((Deregistration) message).id().value()));
		}

		@Override
		public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		}

		@Override
		public void multicastReceived(Endpoint source, WireMessage message, long now) {
		}

		@Override
		public void connectionLost(ConnectionId connection, String why, long now) {
			this.calls.add("lost");
		}

		@Override
		public void timerExpired(String key, long now) {
			this.calls.add(key);
		}

	}

}
