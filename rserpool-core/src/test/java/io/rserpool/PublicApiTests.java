package io.rserpool;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Server, elements and users through the public API, in virtual time.
 */
class PublicApiTests {

	private static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	private final MemoryNetwork network = new MemoryNetwork();

	private final MemoryHost serverHost = this.network.host("192.0.2.1");

	private final InetSocketAddress serverAddress = new InetSocketAddress("192.0.2.1", 3863);

	private final List<RserpoolEvent> events = new ArrayList<>();

	private final EnrpServer server = server();

	private EnrpServer server() {
		EnrpServer server = EnrpServer.builder()
			.network(this.serverHost)
			.asapAddress(this.serverAddress)
			.seed(1)
			.build();
		server.events().subscribe((Occurrence occurrence) -> this.events.add(occurrence.event()));
		server.start();
		return server;
	}

	private AsapEndpoint endpoint(MemoryHost host, String name) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.name(name)
			.network(host)
			.enrpServers(List.of(this.serverAddress))
			.completeOnLoop(true)
			.seed(2)
			.build();
		endpoint.start();
		return endpoint;
	}

	private PoolElement element(String address, int id) {
		AsapEndpoint endpoint = endpoint(this.network.host(address), "element-" + id);
		PoolElement element = PoolElement.builder(ECHO)
			.endpoint(endpoint)
			.id(new PoolElementId(id))
			.transport(transport(address))
			.build();
		element.start();
		return element;
	}

	private static TcpTransport transport(String address) {
		return new TcpTransport(7000, TransportUse.DATA_ONLY, (Ipv4Address) io.rserpool.wire.IpAddress.parse(address));
	}

	private PoolUser user() {
		AsapEndpoint endpoint = endpoint(this.network.host("192.0.2.99"), "user");
		return PoolUser.builder().endpoint(endpoint).build();
	}

	@Test
	void userFindsRegisteredElement() {
		PoolElement element = element("192.0.2.11", 11);
		PoolUser user = user();

		Selection selection = user.select(ECHO);

		assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(selection.id()).isEqualTo(new PoolElementId(11));
		assertThat(selection.address()).isEqualTo(new InetSocketAddress("192.0.2.11", 7000));
		assertThat(this.server.snapshot()).isNotNull();
	}

	@Test
	void roundRobinAlternatesOverTheCachedPool() {
		element("192.0.2.11", 11);
		element("192.0.2.12", 12);
		PoolUser user = user();

		List<PoolElementId> chosen = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			chosen.add(user.select(ECHO).id());
		}

		assertThat(chosen.subList(0, 2)).doesNotHaveDuplicates();
		assertThat(chosen.subList(2, 4)).isEqualTo(chosen.subList(0, 2));
	}

	@Test
	void cachedSelectionIsTheSameObject() {
		element("192.0.2.11", 11);
		PoolUser user = user();

		Selection first = user.select(ECHO);

		assertThat(user.select(ECHO)).isSameAs(first);
	}

	@Test
	void failedGiveNextNeverGivesTheFailedElementWhileThereIsAnother() {
		element("192.0.2.11", 11);
		element("192.0.2.12", 12);
		PoolUser user = user();
		Selection first = user.select(ECHO);

		Selection next = first.failedGiveNext();

		assertThat(next.id()).isNotEqualTo(first.id());
		for (int i = 0; i < 10; i++) {
			assertThat(user.select(ECHO).id()).isEqualTo(next.id());
		}
	}

	@Test
	void failedGiveNextTellsOfTheFailureAndTheNewChoice() {
		element("192.0.2.11", 11);
		element("192.0.2.12", 12);
		AsapEndpoint endpoint = endpoint(this.network.host("192.0.2.99"), "user");
		List<Occurrence> told = new ArrayList<>();
		endpoint.events().subscribe(told::add);
		Selection first = PoolUser.builder().endpoint(endpoint).build().select(ECHO);

		Selection next = first.failedGiveNext();
		this.network.loop().runUntilIdle();

		Occurrence failure = told.stream()
			.filter((occurrence) -> occurrence.event() instanceof RserpoolEvent.ElementFailed)
			.findFirst()
			.orElseThrow();
		assertThat(told).last().satisfies((last) -> {
			assertThat(last.event()).isEqualTo(new RserpoolEvent.ElementReselected(ECHO, first.id(), next.id()));
			assertThat(last.cause()).isEqualTo(failure.id());
		});
	}

	@Test
	void onlyElementIsGivenAgainIfTheServerStillVouchesForIt() {
		element("192.0.2.11", 11);
		AsapEndpoint endpoint = endpoint(this.network.host("192.0.2.99"), "user");
		List<RserpoolEvent> told = new ArrayList<>();
		endpoint.events().subscribe((occurrence) -> told.add(occurrence.event()));
		Selection only = PoolUser.builder().endpoint(endpoint).build().select(ECHO);

		Selection next = only.failedGiveNext();
		this.network.loop().runUntilIdle();

		assertThat(next.id()).isEqualTo(only.id());
		assertThat(told).noneMatch(RserpoolEvent.ElementReselected.class::isInstance);
	}

	@Test
	void serverForgetsKilledElementAtOnce() {
		element("192.0.2.11", 11);
		element("192.0.2.12", 12);

		this.network.host("192.0.2.11").kill();
		this.network.loop().advance(Duration.ofMillis(200));

		assertThat(this.events).anySatisfy((event) -> {
			assertThat(event).isInstanceOfSatisfying(RserpoolEvent.ElementRemoved.class, (removed) -> {
				assertThat(removed.element()).isEqualTo(new PoolElementId(11));
				assertThat(removed.reason()).isEqualTo(RemovalReason.UNREACHABLE);
			});
		});
	}

	@Test
	void silentElementIsRemovedWithinIntervalAndTimeout() {
		element("192.0.2.11", 11);

		this.network.host("192.0.2.11").freeze();
		this.network.loop().advance(Duration.ofSeconds(6));

		assertThat(this.events).anySatisfy((event) -> {
			assertThat(event).isInstanceOf(RserpoolEvent.ElementRemoved.class);
		});
	}

	@Test
	void deregisteredElementIsGone() {
		PoolElement element = element("192.0.2.11", 11);

		element.close();

		PoolUser user = user();
		assertThatExceptionOfType(UnknownPoolException.class).isThrownBy(() -> user.select(ECHO))
			.withMessageContaining("EchoPool");
	}

	@Test
	void unknownPoolNamesThePool() {
		PoolUser user = user();

		assertThatExceptionOfType(UnknownPoolException.class).isThrownBy(() -> user.select(PoolHandle.of("Nope")))
			.withMessageContaining("'Nope'");
	}

	@Test
	void noServerNamesThoseTried() {
		this.server.close();
		PoolUser user = user();

		assertThatExceptionOfType(NoServerReachableException.class).isThrownBy(() -> user.select(ECHO))
			.withMessageContaining("192.0.2.1:3863")
			.satisfies((ex) -> assertThat(ex.waited()).isPositive());
	}

	@Test
	void otherPolicyIsRejectedWithItsCause() {
		element("192.0.2.11", 11);
		AsapEndpoint endpoint = endpoint(this.network.host("192.0.2.12"), "other");
		PoolElement other = PoolElement.builder(ECHO)
			.endpoint(endpoint)
			.policy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 0))
			.transport(transport("192.0.2.12"))
			.build();

		assertThatExceptionOfType(RegistrationRejectedException.class).isThrownBy(other::start)
			.withMessageContaining("inconsistent pooling policy (0x0005)")
			.satisfies((ex) -> assertThat(ex.errorCause().cause()).isEqualTo(CauseCode.INCONSISTENT_POOLING_POLICY));
		assertThat(other.state()).isEqualTo(RegistrationState.FAILED);
	}

	@Test
	void newPolicyValuesReachTheServer() {
		AsapEndpoint endpoint = endpoint(this.network.host("192.0.2.11"), "least-used");
		PoolElement element = PoolElement.builder(ECHO)
			.endpoint(endpoint)
			.policy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 0))
			.transport(transport("192.0.2.11"))
			.build();
		element.start();

		CompletableFuture<Void> update = element.updatePolicy(MemberSelectionPolicy.of(PolicyType.LEAST_USED, 77));
		this.network.loop().advance(Duration.ofSeconds(2));

		assertThat(update).isCompleted();
		assertThat(this.events).contains(new RserpoolEvent.ElementUpdated(ECHO, element.id(), this.server.id(),
				element.transport(), MemberSelectionPolicy.of(PolicyType.LEAST_USED, 77)));
	}

	@Test
	void elementComesBackWhenItsServerDoes() {
		PoolElement element = element("192.0.2.11", 11);

		this.server.close();
		this.network.loop().advance(Duration.ofSeconds(1));
		this.server.start();
		this.network.loop().advance(Duration.ofSeconds(20));

		assertThat(element.state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(user().select(ECHO).id()).isEqualTo(element.id());
	}

}
