package io.rserpool.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.rserpool.event.EventStream;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MachineDriverTests {

	private static final WireMessage MESSAGE = new ServerAnnounce(ServerId.of(7), List.of());

	private final MemoryNetwork network = new MemoryNetwork();

	private final VirtualLoop loop = this.network.loop();

	private final MemoryHost serverHost = this.network.host("10.0.0.1");

	private final MemoryHost clientHost = this.network.host("10.0.0.2");

	private final MachineDriver<String> serverDriver = ProbeMachine.driver(this.serverHost);

	private final ProbeMachine server = ProbeMachine.in(this.serverDriver);

	private final MachineDriver<String> clientDriver = ProbeMachine.driver(this.clientHost);

	private final ProbeMachine client = ProbeMachine.in(this.clientDriver);

	@BeforeEach
	void connect() {
		this.serverDriver.listen(Protocol.ASAP, this.serverHost.at(3863), ConnectionOptions.DEFAULT,
				AcceptLimits.DEFAULT);
		this.clientDriver.execute((now) -> this.clientDriver.dial(Protocol.ASAP, server()));
		this.loop.advance(Duration.ofMillis(10));
	}

	private Endpoint server() {
		return Endpoint.of(this.serverHost.at(3863));
	}

	private void send() {
		this.clientDriver.execute((now) -> this.clientDriver.send(this.client.up.get(0), MESSAGE));
	}

	@Test
	void messageGoesThereAndBack() {
		this.server.echoing();

		send();
		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.client.inputs).containsExactly("up ASAP 10.0.0.1 dialled", "received ServerAnnounce");
		assertThat(this.server.inputs).containsExactly("up ASAP 10.0.0.2 accepted", "received ServerAnnounce");
		assertThat(this.client.messages).containsExactly(MESSAGE);
	}

	@Test
	void callFromWithinAnInputComesAfterItAndBeforeTheNext() {
		List<String> order = new ArrayList<>();
		this.server.onMessage((connection, message) -> {
			this.serverDriver.execute((now) -> order.add("first call"));
			this.serverDriver.execute((now) -> {
				this.serverDriver.execute((later) -> order.add("call of a call"));
				order.add("second call");
			});
			order.add("input");
		});

		send();
		send();
		this.loop.advance(Duration.ofMillis(10));

		assertThat(order).containsExactly("input", "first call", "second call", "call of a call", "input", "first call",
				"second call", "call of a call");
	}

	@Test
	void callThatFailsTellsItsCallerAndNoOther() {
		List<String> failures = new ArrayList<>();
		this.server.onMessage((connection, message) -> {
			this.serverDriver.execute((now) -> {
				throw new IllegalStateException("on purpose");
			}, (failure) -> failures.add(failure.getMessage()));
			this.serverDriver.execute((now) -> this.serverDriver.send(connection, message));
		});

		send();
		this.loop.advance(Duration.ofMillis(10));

		assertThat(failures).containsExactly("on purpose");
		assertThat(this.serverDriver.errors()).isZero();
		assertThat(this.client.messages).containsExactly(MESSAGE);
	}

	@Test
	void numbersOfConnectionsAreNeverUsedTwice() {
		assertThat(this.client.up.get(0)).isNotEqualTo(this.server.up.get(0));
	}

	@Test
	void machineThatThrowsLosesTheConnectionAndLivesOn() {
		this.server.onMessage((connection, message) -> {
			throw new IllegalArgumentException("on purpose");
		});

		send();
		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.serverDriver.errors()).isOne();
		assertThat(this.server.inputs).last().isEqualTo("lost internal error");
		assertThat(this.client.inputs).last().isEqualTo("lost connection closed by the other side");

		this.clientDriver.execute((now) -> this.clientDriver.dial(Protocol.ASAP, server()));
		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.server.inputs).last().isEqualTo("up ASAP 10.0.0.2 accepted");
	}

	@Test
	void closedConnectionIsNotReportedToTheOneWhoClosedIt() {
		this.clientDriver.execute((now) -> {
			this.clientDriver.send(this.client.up.get(0), MESSAGE);
			this.clientDriver.close(this.client.up.get(0), "done");
		});
		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.server.inputs).endsWith("received ServerAnnounce", "lost connection closed by the other side");
		assertThat(this.client.inputs).hasSize(1);
	}

	@Test
	void closingInsideOfAReadStillFlushesTheOthers() {
		this.clientDriver.execute((now) -> this.clientDriver.dial(Protocol.ASAP, server()));
		this.loop.advance(Duration.ofMillis(10));
		this.server.onMessage((connection, message) -> {
			this.serverDriver.close(connection, "enough");
			this.serverDriver.send(this.server.up.get(1), message);
		});

		send();
		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.client.inputs).contains("received ServerAnnounce", "lost connection closed by the other side");
	}

	@Test
	void putOffTimerFiresOnceAtItsLastTime() {
		this.clientDriver.execute((now) -> this.clientDriver.setTimer("a", 100));
		this.loop.advance(Duration.ofMillis(60));
		this.clientDriver.execute((now) -> this.clientDriver.setTimer("a", 100));
		this.loop.advance(Duration.ofMillis(99));

		assertThat(this.client.inputs).doesNotContain("timer a");

		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.client.inputs).containsOnlyOnce("timer a");
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.client.inputs).containsOnlyOnce("timer a");
	}

	@Test
	void timerThatIsBroughtForwardFiresEarlier() {
		this.clientDriver.execute((now) -> {
			this.clientDriver.setTimer("a", 100);
			this.clientDriver.setTimer("a", 10);
		});

		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.client.inputs).contains("timer a");
	}

	@Test
	void cancelledTimerIsSilent() {
		this.clientDriver.execute((now) -> {
			this.clientDriver.setTimer("a", 10);
			this.clientDriver.cancelTimer("a");
		});

		this.loop.advance(Duration.ofSeconds(1));

		assertThat(this.client.inputs).doesNotContain("timer a");
	}

	@Test
	void timerMaySetItselfAgain() {
		this.client.onTimer(() -> this.clientDriver.setTimer("tick", 10));
		this.clientDriver.execute((now) -> this.clientDriver.setTimer("tick", 10));

		this.loop.advance(Duration.ofMillis(35));

		assertThat(this.client.inputs.stream().filter("timer tick"::equals)).hasSize(3);
	}

	@Test
	void slowReaderIsClosed() {
		this.clientHost.freeze();
		WireMessage big = new HandleResolution(PoolHandle.of("x".repeat(1000)), false, HandleResolution.NO_OPTION);
		this.serverDriver.execute((now) -> {
			for (int i = 0; i < 1100; i++) {
				this.serverDriver.send(this.server.up.get(0), big);
			}
		});

		this.loop.advance(Duration.ofMillis(10));

		assertThat(this.server.inputs).last().asString().startsWith("lost more than 1048576 octets");
	}

	@Test
	void eventsCarryTheSource() {
		EventStream events = new EventStream(this.loop.clock());
		List<String> seen = new ArrayList<>();
		events.subscribe((occurrence) -> seen.add(occurrence.source()));
		MachineDriver<String> driver = new MachineDriver<>("home", this.clientHost, this.loop, events,
				ConnectionOptions.DEFAULT);

		driver.publish(new RserpoolEvent.ServerStopped(ServerId.of(1)));

		assertThat(seen).containsExactly("home");
	}

	@Test
	void closedDriverIsDeaf() {
		this.clientDriver.execute((now) -> this.clientDriver.setTimer("a", 10));
		this.clientDriver.close();
		this.loop.advance(Duration.ofSeconds(1));

		assertThat(this.client.inputs).hasSize(1);
		assertThat(this.server.inputs).last().isEqualTo("lost connection closed by the other side");
		assertThat(this.clientDriver.submit((now) -> "x")).isNotDone();
		this.loop.runUntilIdle();
		assertThat(this.network.connectionEnds()).isZero();
	}

	@Test
	void callToAKilledProcessIsRefused() {
		this.clientHost.kill();

		assertThatIllegalStateException().isThrownBy(() -> this.clientDriver.execute((now) -> {
		})).withMessageContaining("closed");
	}

}
