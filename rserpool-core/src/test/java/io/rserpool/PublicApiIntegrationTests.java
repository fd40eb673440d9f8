package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The public API over TCP on loopback.
 */
class PublicApiIntegrationTests {

	private static final PoolHandle POOL = PoolHandle.of("EchoPool");

	private final EnrpServer server = EnrpServer.builder()
		.asapAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
		.build();

	private final List<AutoCloseable> open = new ArrayList<>();

	private final List<RserpoolEvent> events = new ArrayList<>();

	@BeforeEach
	void start() {
		this.server.events().subscribe((occurrence) -> this.events.add(occurrence.event()));
		this.server.start();
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
		this.server.close();
	}

	private PoolElement element(int id) {
		PoolElement element = PoolElement.builder(POOL)
			.id(new PoolElementId(id))
			.transport(new TcpTransport(7000 + id, TransportUse.DATA_ONLY, IpAddress.parse("127.0.0.1")))
			.enrpServers(this.server.asapAddress())
			.build();
		this.open.add(element);
		return element;
	}

	private PoolUser user() {
		PoolUser user = PoolUser.builder().enrpServers(this.server.asapAddress()).build();
		this.open.add(user);
		user.start();
		return user;
	}

	@Test
	void serverSaysWhereItServes() {
		assertThat(this.events).first()
			.isEqualTo(new RserpoolEvent.ServerStarted(this.server.id(),
					"127.0.0.1:" + this.server.asapAddress().getPort()));
	}

	@Test
	@Conformance("ASAP-2.1-2")
	void registeredElementIsFoundAndAnotherOneTakesOver() {
		PoolElement element = element(1);
		element.start();
		element(2).start();
		PoolUser user = user();

		Selection first = user.select(POOL);
		Selection next = first.failedGiveNext();

		assertThat(next.id()).isNotEqualTo(first.id());
		assertThat(first.address().getPort()).isEqualTo(7000 + first.id().value());
		// Only a keep-alive tells the server's id.
		await().untilAsserted(() -> assertThat(element.home()).contains(this.server.id()));
	}

	@Test
	void closedElementIsNotFound() {
		PoolElement element = element(1);
		element.start();
		element.close();

		assertThatExceptionOfType(UnknownPoolException.class).isThrownBy(() -> user().select(POOL))
			.withMessageContaining("EchoPool");
	}

	@Test
	void futuresCompleteOffTheIoThreadAndMayBlock() {
		element(1).start();
		PoolUser user = user();

		assertThat(user.selectAsync(POOL).thenApply((selection) -> user.populate(POOL).join().size()))
			.succeedsWithin(Duration.ofSeconds(10))
			.isEqualTo(1);
	}

	@Test
	void blockingOnTheIoThreadIsRefused() {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.enrpServers(List.of(this.server.asapAddress()))
			.completeOnLoop(true)
			.build();
		this.open.add(endpoint);
		endpoint.start();
		PoolUser user = PoolUser.builder().endpoint(endpoint).build();
		CompletableFuture<Selection> onTheIoThread = new CompletableFuture<>();
		// Listeners are called by the thread that publishes: here the I/O thread.
		endpoint.events()
			.subscribe((occurrence) -> onTheIoThread.completeAsync(() -> user.select(POOL), Runnable::run));

		user.selectAsync(PoolHandle.of("unknown"));

		assertThat(onTheIoThread).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void portInUseIsNamedWithARemedy() {
		EnrpServer second = EnrpServer.builder().asapAddress(this.server.asapAddress()).build();

		assertThatExceptionOfType(RserpoolStartException.class).isThrownBy(second::start)
			.withMessageContaining("port " + this.server.asapAddress().getPort())
			.withMessageContaining("Address already in use")
			.withMessageContaining("choose another address or port");
		assertThat(second.isRunning()).isFalse();
	}

	@Test
	void rejectedRegistrationHasItsCause() {
		element(1).start();
		PoolElement other = PoolElement.builder(POOL)
			.policy(MemberSelectionPolicy.RANDOM)
			.transport(new TcpTransport(7009, TransportUse.DATA_ONLY, IpAddress.parse("127.0.0.1")))
			.enrpServers(this.server.asapAddress())
			.build();
		this.open.add(other);

		assertThatExceptionOfType(RegistrationRejectedException.class).isThrownBy(other::start)
			.withMessageContaining("EchoPool");
		assertThat(other.state()).isEqualTo(RegistrationState.FAILED);
	}

	@Test
	void closingTwiceAndStartingAgainWorks() {
		InetSocketAddress address = this.server.asapAddress();
		this.server.close();
		this.server.close();
		assertThat(this.server.isRunning()).isFalse();

		this.server.start();

		assertThat(this.server.isRunning()).isTrue();
		assertThat(address.getPort()).isPositive();
	}

	@Test
	void closedUserSaysSo() {
		PoolUser user = user();
		user.close();

		assertThatIllegalStateException().isThrownBy(() -> user.select(POOL)).withMessageContaining("not started");
	}

	@Test
	void lostServerIsNoticedByItsElement() {
		PoolElement element = element(1);
		element.start();

		this.server.close();

		await().until(() -> element.state() == RegistrationState.HUNTING);
	}

}
