package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.enrp.Limits;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An element whose calls come in any order.
 */
class PoolElementLifeCycleTests {

	private static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.1", 3863);

	private final MemoryNetwork network = new MemoryNetwork();

	private final MemoryHost serverHost = this.network.host("192.0.2.1");

	private final List<RserpoolEvent> events = new ArrayList<>();

	private final AsapEndpoint endpoint = AsapEndpoint.builder()
		.name("elements")
		.network(this.network.host("192.0.2.11"))
		.enrpServers(List.of(SERVER))
		.seed(2)
		.build();

	private final PoolElement element = element(11);

	private EnrpServer server(Limits limits) {
		EnrpServer server = EnrpServer.builder()
			.network(this.serverHost)
			.asapAddress(SERVER)
			.limits(limits)
			.seed(1)
			.build();
		server.events().subscribe((Occurrence occurrence) -> this.events.add(occurrence.event()));
		server.start();
		return server;
	}

	private PoolElement element(int id) {
		return PoolElement.builder(ECHO)
			.endpoint(this.endpoint)
			.id(new PoolElementId(id))
			.policy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 0))
			.transport(new TcpTransport(7000 + id, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.11")))
			.build();
	}

	private void advance(long millis) {
		this.network.loop().advance(Duration.ofMillis(millis));
	}

	@Test
	void registrationUnderWayEndsWithTheEndpoint() {
		this.endpoint.start();
		CompletableFuture<Void> registration = this.element.register();
		advance(10);

		this.endpoint.close();
		advance(10);

		assertThat(registration).isCompletedExceptionally();
		assertThatExceptionOfType(RserpoolException.class).isThrownBy(() -> rethrow(registration))
			.withMessageContaining("'EchoPool'")
			.withMessageContaining("abandoned");
	}

	private static void rethrow(CompletableFuture<Void> future) throws Throwable {
		throw future.handle((done, failed) -> cause(failed)).join();
	}

	private static Throwable cause(@Nullable Throwable failed) {
		return (failed != null && failed.getCause() != null) ? failed.getCause()
				: (failed != null) ? failed : new AssertionError("did not fail");
	}

	@Test
	void deregistrationEndsARegistrationUnderWay() {
		this.endpoint.start();
		CompletableFuture<Void> registration = this.element.register();

		CompletableFuture<Void> left = this.element.deregister();
		advance(10);

		assertThat(left).isCompleted();
		assertThat(registration).isCompletedExceptionally();
		assertThat(this.element.state()).isEqualTo(RegistrationState.IDLE);
	}

	@Test
	void registrationRightAfterDeregistrationWaitsForIt() {
		server(Limits.DEFAULT);
		this.endpoint.start();
		this.element.start();

		CompletableFuture<Void> left = this.element.deregister();
		CompletableFuture<Void> registration = this.element.register();
		advance(1000);

		assertThat(left).isCompletedWithValue(null);
		assertThat(registration).isCompletedWithValue(null);
		assertThat(this.element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(this.events).filteredOn(RserpoolEvent.ElementRegistered.class::isInstance).hasSize(2);
	}

	@Test
	void registrationAfterAServerThatDidNotAnswerIsTriedAtOnce() {
		server(Limits.DEFAULT);
		this.endpoint.start();
		advance(10);
		this.serverHost.freeze();
		CompletableFuture<Void> first = this.element.register();
		advance(60_000);
		assertThat(first).isCompletedExceptionally();

		this.serverHost.thaw();
		advance(100);
		CompletableFuture<Void> second = this.element.register();
		advance(10_000);

		assertThat(second).isCompletedWithValue(null);
		assertThat(this.element.state()).isEqualTo(RegistrationState.REGISTERED);
	}

	@Test
	void registrationNeedsAStartedEndpointAndWorksWithOne() {
		server(Limits.DEFAULT);

		assertThatIllegalStateException().isThrownBy(this.element::register).withMessageContaining("'elements'");
		assertThatIllegalStateException().isThrownBy(this.element::register);

		this.endpoint.start();
		this.element.start();

		assertThat(this.element.state()).isEqualTo(RegistrationState.REGISTERED);
	}

	@Test
	void elementsRegisterAnewWithARestartedEndpoint() {
		server(Limits.DEFAULT);
		PoolElement other = element(12);
		this.endpoint.start();
		this.element.start();
		other.start();

		this.endpoint.close();
		this.endpoint.start();
		other.start();
		this.element.start();
		advance(1000);

		assertThat(this.element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(other.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(this.events).noneMatch(RserpoolEvent.ElementDeregistered.class::isInstance);
	}

	@Test
	void refusedDeregistrationLeavesTheElementRegistered() {
		server(new Limits(true, 10, 10, 10, 10, 10, 10, 10, 10, 1, 1, 1000, 1000, 10));
		this.endpoint.start();
		this.element.start();

		CompletableFuture<Void> refused = this.element.deregister();
		advance(10);

		assertThat(refused).isCompletedExceptionally();
		assertThat(this.element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(this.element.register()).isCompletedWithValue(null);

		advance(2000);
		CompletableFuture<Void> left = this.element.deregister();
		advance(10);

		assertThat(left).isCompletedWithValue(null);
		assertThat(this.events).anyMatch(RserpoolEvent.ElementDeregistered.class::isInstance);
	}

	@Test
	void deregisteringTwiceIsOneDeregistration() {
		server(Limits.DEFAULT);
		this.endpoint.start();
		this.element.start();

		CompletableFuture<Void> first = this.element.deregister();
		CompletableFuture<Void> second = this.element.deregister();
		this.network.loop().runUntilIdle();

		assertThat(second.isDone()).isEqualTo(first.isDone());
		advance(10);
		assertThat(first).isCompletedWithValue(null);
		assertThat(second).isCompletedWithValue(null);
	}

	@Test
	void policyOfAStoppedElementIsKeptForItsNextRegistration() {
		server(Limits.DEFAULT);
		MemberSelectionPolicy busy = MemberSelectionPolicy.of(PolicyType.LEAST_USED, 5);

		assertThat(this.element.updatePolicy(busy)).isCompletedWithValue(null);

		this.endpoint.start();
		this.element.start();

		assertThat(this.events).filteredOn(RserpoolEvent.ElementRegistered.class::isInstance)
			.singleElement()
			.isInstanceOfSatisfying(RserpoolEvent.ElementRegistered.class,
					(registered) -> assertThat(registered.policy()).isEqualTo(busy));
	}

	@Test
	void homeThatAnsweredAfterADoubtIsStillHome() {
		server(Limits.DEFAULT);
		this.endpoint.start();
		this.element.start();
		List<RserpoolEvent> own = new ArrayList<>();
		this.endpoint.events().subscribe((occurrence) -> own.add(occurrence.event()));
		this.serverHost.freeze();
		PoolUser.builder().endpoint(this.endpoint).build().selectAsync(ECHO);
		advance(3500);

		this.serverHost.thaw();
		advance(500);

		assertThat(own).anyMatch(RserpoolEvent.ServerHuntStarted.class::isInstance)
			.noneMatch(RserpoolEvent.HomeServerChanged.class::isInstance);
		assertThat(this.endpoint.homeAddress()).contains("192.0.2.1:3863");
	}

	@Test
	void serverWhoseNameHasNoAddressIsLeftOut() {
		InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no-such-host.invalid", 3863);
		AsapEndpoint some = endpoint(nowhere, SERVER);
		AsapEndpoint none = endpoint(nowhere);
		server(Limits.DEFAULT);

		some.start();
		advance(10);

		assertThat(some.homeAddress()).contains("192.0.2.1:3863");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(none::start)
			.withMessageContaining("no-such-host.invalid")
			.withMessageContaining("correct the names");
	}

	private AsapEndpoint endpoint(InetSocketAddress... servers) {
		return AsapEndpoint.builder().network(this.network.host("192.0.2.12")).enrpServers(List.of(servers)).build();
	}

	@Test
	void closingOnTheLoopDoesNotWaitForTheLoop() {
		server(Limits.DEFAULT);
		this.endpoint.start();
		this.element.start();
		List<Throwable> thrown = new ArrayList<>();

		this.element.deregister().whenComplete((left, failed) -> {
			try {
				this.element.close();
				this.endpoint.close();
			}
			catch (RuntimeException ex) {
				thrown.add(ex);
			}
		});
		advance(100);

		assertThat(thrown).isEmpty();
		assertThat(this.endpoint.isRunning()).isFalse();
	}

}
