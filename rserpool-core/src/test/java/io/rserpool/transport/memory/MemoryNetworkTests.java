package io.rserpool.transport.memory;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.KeepAlive;
import io.rserpool.transport.Listener;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.ProbeMachine;
import io.rserpool.transport.SharedPort;
import io.rserpool.transport.VirtualLoop;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.Octets;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryNetworkTests {

	private static final WireMessage MESSAGE = new ServerAnnounce(ServerId.of(7), List.of());

	private static final KeepAlive KEEP_ALIVE = new KeepAlive(Duration.ofSeconds(3), Duration.ofSeconds(1),
			Duration.ofSeconds(6));

	private final MemoryNetwork network = new MemoryNetwork();

	private final VirtualLoop loop = this.network.loop();

	private final MemoryHost a = this.network.host("10.0.0.1");

	private final MemoryHost b = this.network.host("10.0.0.2");

	private final MachineDriver<String> serverDriver = ProbeMachine.driver(this.a);

	private final ProbeMachine server = ProbeMachine.in(this.serverDriver);

	private final MachineDriver<String> clientDriver = ProbeMachine.driver(this.b,
			ConnectionOptions.DEFAULT.withKeepAlive(KEEP_ALIVE));

	private final ProbeMachine client = ProbeMachine.in(this.clientDriver);

	@BeforeEach
	void listen() {
		this.serverDriver.listen(Protocol.ASAP, this.a.at(3863), ConnectionOptions.DEFAULT, AcceptLimits.DEFAULT);
		this.loop.runUntilIdle();
	}

	private void dial() {
		this.clientDriver.execute((now) -> this.clientDriver.dial(Protocol.ASAP, Endpoint.of(this.a.at(3863))));
	}

	private void send(int count) {
		ConnectionId connection = this.client.up.get(0);
		this.clientDriver.execute((now) -> {
			for (int i = 0; i < count; i++) {
				this.clientDriver.send(connection, new ServerAnnounce(ServerId.of(i), List.of()));
			}
		});
	}

	private void pass(long millis) {
		this.loop.advance(Duration.ofMillis(millis));
	}

	@Test
	void connectionTakesARoundTrip() {
		this.network.delay(this.a, this.b, Duration.ofMillis(20));
		dial();

		pass(39);
		assertThat(this.client.inputs).isEmpty();
		pass(1);
		assertThat(this.client.inputs).containsExactly("up ASAP 10.0.0.1 dialled");
	}

	@Test
	void messagesArriveInOrderWhenTheDelayShrinks() {
		dial();
		pass(10);
		this.network.delay(Duration.ofMillis(50));
		send(2);
		pass(1);
		this.network.delay(Duration.ofMillis(1));
		send(1);
		pass(60);

		assertThat(this.server.messages).extracting((message) -> ((ServerAnnounce) message).server().value())
			.containsExactly(0, 1, 0);
	}

	@Test
	void resetLosesWhatIsQueued() {
		dial();
		pass(10);
		ConnectionId connection = this.client.up.get(0);

		this.clientDriver.execute((now) -> {
			this.clientDriver.send(connection, new ServerAnnounce(ServerId.of(1), List.of()));
			this.clientDriver.reset(connection, "enough");
		});
		pass(10);

		assertThat(this.server.messages).isEmpty();
		assertThat(this.server.inputs).last().isEqualTo("lost connection reset");
		assertThat(this.client.inputs).containsExactly("up ASAP 10.0.0.1 dialled");
		assertThat(this.network.connectionEnds()).isZero();
	}

	@Test
	void sharedPortLeadsToWhoeverTheFirstMessageIsFor() {
		MachineDriver<String> sessionDriver = ProbeMachine.driver(this.b);
		ProbeMachine sessions = ProbeMachine.in(sessionDriver);
		SharedPort port = SharedPort
			.ofElement(this.clientDriver.entrance(Protocol.ASAP, ConnectionOptions.DEFAULT, (bound, now) -> {
			}), sessionDriver.entrance(Protocol.SESSION, ConnectionOptions.DEFAULT, (bound, now) -> {
			}));
		this.clientDriver.listen(port, this.b.at(77), AcceptLimits.OFF);
		this.serverDriver.execute((now) -> {
			this.serverDriver.dial(Protocol.SESSION, Endpoint.of(this.b.at(77)));
			this.serverDriver.dial(Protocol.ASAP, Endpoint.of(this.b.at(77)));
			this.serverDriver.dial(Protocol.SESSION, Endpoint.of(this.b.at(77)));
		});
		pass(5);
		assertThat(sessions.inputs).isEmpty();

		this.serverDriver.execute((now) -> {
			this.serverDriver.send(this.server.up.get(0), new InitChunk(0));
			this.serverDriver.send(this.server.up.get(1), new Cookie(Octets.EMPTY));
			this.serverDriver.send(this.server.up.get(2), new DataChunk(false, OctetSlice.EMPTY, OctetSlice.EMPTY));
		});
		pass(5);

		assertThat(sessions.inputs).containsExactly("up SESSION 10.0.0.1 accepted", "received InitChunk");
		assertThat(this.client.inputs).containsExactly("up ASAP 10.0.0.1 accepted", "received Cookie",
				"up ASAP 10.0.0.1 accepted", "malformed FRAMING", "lost neither a plain stream nor the TCP mapping");
		assertThat(this.server.inputs).last().isEqualTo("lost connection reset");
	}

	@Test
	void closedPortRefuses() {
		this.clientDriver.execute((now) -> this.clientDriver.dial(Protocol.ASAP, Endpoint.of(this.a.at(1))));

		pass(2);

		assertThat(this.client.inputs).containsExactly("dial failed REFUSED");
	}

	@Test
	void refusingHostRefuses() {
		this.a.refuseDials(true);
		dial();

		pass(2);

		assertThat(this.client.inputs).containsExactly("dial failed REFUSED");
	}

	@Test
	void unknownHostIsUnreachableAfterTheConnectTimeout() {
		this.clientDriver
			.execute((now) -> this.clientDriver.dial(Protocol.ASAP, Endpoint.of(new InetSocketAddress("10.9.9.9", 1))));

		pass(4999);
		assertThat(this.client.inputs).isEmpty();
		pass(1);
		assertThat(this.client.inputs).containsExactly("dial failed UNREACHABLE");
	}

	@Test
	void dialThatIsGivenUpIsSilent() {
		this.clientDriver.execute((now) -> {
			ConnectionId dialled = this.clientDriver.dial(Protocol.ASAP, Endpoint.of(this.a.at(3863)));
			this.clientDriver.close(dialled, "changed my mind");
		});

		pass(10_000);

		assertThat(this.client.inputs).isEmpty();
		assertThat(this.network.connectionEnds()).isZero();
	}

	@Test
	void killedHostLosesItsConnectionsAndRefuses() {
		dial();
		pass(10);
		this.a.kill();
		pass(1);
		dial();
		pass(2);

		assertThat(this.client.inputs).containsExactly("up ASAP 10.0.0.1 dialled", "lost connection reset",
				"dial failed REFUSED");
		assertThat(this.server.inputs).containsExactly("up ASAP 10.0.0.2 accepted");
	}

	@Test
	void frozenHostAnswersWhenItThaws() {
		this.server.echoing();
		dial();
		pass(10);
		this.a.freeze();
		send(1);
		pass(60_000);

		assertThat(this.client.inputs).hasSize(1);

		this.a.thaw();
		pass(2);

		assertThat(this.client.inputs).last().isEqualTo("received ServerAnnounce");
	}

	@Test
	void blackHoleHoldsDataUntilItHeals() {
		dial();
		pass(10);
		this.network.blackHole(this.a, this.b);
		send(2);
		pass(1000);
		assertThat(this.server.messages).isEmpty();

		this.network.heal(this.a, this.b);
		pass(10);

		assertThat(this.server.messages).hasSize(2);
	}

	@Test
	void keepAliveEndsASilentConnection() {
		dial();
		pass(10);
		this.a.isolate();

		pass(5999);
		assertThat(this.client.inputs).hasSize(1);
		pass(1);
		assertThat(this.client.inputs).last().isEqualTo("lost connection timed out");
		assertThat(this.server.inputs).hasSize(1);
	}

	@Test
	void cutTellsBothSides() {
		dial();
		pass(10);

		this.network.cut(this.a, this.b);
		pass(0);

		assertThat(this.client.inputs).last().isEqualTo("lost connection reset");
		assertThat(this.server.inputs).last().isEqualTo("lost connection reset");
	}

	@Test
	void portIsOpenedOnce() {
		assertThat(this.serverDriver.listen(Protocol.ASAP, this.a.at(3863), ConnectionOptions.DEFAULT,
				AcceptLimits.DEFAULT))
			.failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(BindException.class);
	}

	@Test
	void freePortIsFound() {
		var listening = this.serverDriver.listen(Protocol.ASAP, this.a.at(0), ConnectionOptions.DEFAULT,
				AcceptLimits.DEFAULT);
		this.loop.runUntilIdle();

		Listener listener = listening.join();

		assertThat(listener.boundAddress().getPort()).isPositive();
	}

	@Test
	void groupHearsAMulticastAndAnIsolatedHostDoesNot() {
		InetSocketAddress group = new InetSocketAddress("239.0.0.1", 3863);
		this.serverDriver.join(Protocol.ASAP, group);
		this.clientDriver.join(Protocol.ASAP, group);
		this.loop.runUntilIdle();

		this.serverDriver.execute((now) -> this.serverDriver.multicast(MESSAGE));
		pass(1);
		this.b.isolate();
		this.serverDriver.execute((now) -> this.serverDriver.multicast(MESSAGE));
		pass(1);

		assertThat(this.client.inputs).containsExactly("multicast ServerAnnounce");
	}

	@Test
	void sameCallsHaveTheSameCourse() {
		assertThat(course()).isEqualTo(course());
	}

	private static List<String> course() {
		MemoryNetwork network = new MemoryNetwork();
		MemoryHost hub = network.host("10.0.0.1");
		MachineDriver<String> hubDriver = ProbeMachine.driver(hub);
		ProbeMachine machine = ProbeMachine.in(hubDriver).echoing();
		hubDriver.listen(Protocol.ASAP, hub.at(3863), ConnectionOptions.DEFAULT, AcceptLimits.DEFAULT);
		List<ProbeMachine> machines = new ArrayList<>(List.of(machine));
		for (int i = 2; i < 12; i++) {
			MemoryHost host = network.host("10.0.0." + i);
			network.delay(hub, host, Duration.ofMillis(1 + i % 4));
			MachineDriver<String> driver = ProbeMachine.driver(host);
			machines.add(ProbeMachine.in(driver).echoing());
			driver.execute((now) -> driver.dial(Protocol.ASAP, Endpoint.of(hub.at(3863))));
		}
		network.loop().advance(Duration.ofMillis(5));
		hubDriver.execute((now) -> machine.up.forEach((connection) -> hubDriver.send(connection, MESSAGE)));
		network.loop().advance(Duration.ofMillis(5));
		network.host("10.0.0.5").kill();
		network.loop().advance(Duration.ofMillis(50));
		return machines.stream().map((each) -> each.inputs.toString()).toList();
	}

}
