package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.rserpool.boot.actuate.RserpoolEndpoint;
import io.rserpool.boot.view.AuditView;
import io.rserpool.boot.view.OverviewView;
import io.rserpool.boot.view.PeerView;
import io.rserpool.boot.view.PoolView;
import io.rserpool.boot.view.PoolsView;
import io.rserpool.boot.view.ServerView;
import io.rserpool.enrp.AuditSnapshot;
import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RserpoolActuatorAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(RserpoolAutoConfiguration.class, RserpoolEndpointAutoConfiguration.class,
						RserpoolElementsAutoConfiguration.class, RserpoolActuatorAutoConfiguration.class))
		.withUserConfiguration(NotStarting.class);

	private final ApplicationContextRunner exposed = this.contexts
		.withPropertyValues("management.endpoints.web.exposure.include=rserpool");

	@Test
	void hasNoEndpointUnlessItIsExposed() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(RserpoolEndpoint.class));
	}

	@Test
	void hasNoEndpointWithoutAccess() {
		this.exposed.withPropertyValues("management.endpoint.rserpool.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(RserpoolEndpoint.class));
	}

	@Test
	void startsWithoutActuatorOnTheClassPath() {
		this.exposed.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("rserpoolEndpoint"));
	}

	@Test
	void overviewShowsTimersAndElements() {
		this.exposed.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1", "rserpool.elements.web.pool=WebPool")
			.run((context) -> {
				OverviewView overview = context.getBean(RserpoolEndpoint.class).overview();
				assertThat(overview.server()).isNull();
				assertThat(overview.endpoint()).isNotNull();
				assertThat(overview.profile()).isEqualTo("fast");
				assertThat(overview.timers()).containsEntry("t1-enrp-request", 3000L);
				assertThat(overview.elements()).singleElement().satisfies((element) -> {
					assertThat(element.handle()).isEqualTo("WebPool");
					assertThat(element.state()).isEqualTo("idle");
					assertThat(element.id()).isNull();
				});
			});
	}

	@Test
	void overviewShowsThePhaseAndThePeers() {
		this.exposed.withBean(StubEnrpServer.class).run((context) -> {
			StubEnrpServer stub = context.getBean(StubEnrpServer.class);
			stub.start();
			stub.phase = ServerPhase.JOINING;
			stub.peers = List.of(
					new PeerSnapshot(new ServerId(2), List.of(Endpoint.of(new InetSocketAddress("192.0.2.2", 9901))),
							PeerStatus.TAKEOVER_BY_ME, false, 5000, 7,
							new AuditSnapshot(AuditState.AGREED, 0x1a2b, 0x1a2b, 100, 3, 1, 1, 200, 2, 1, 5)),
					new PeerSnapshot(ServerId.NONE, List.of(), PeerStatus.CANDIDATE, false, -1, 0,
							new AuditSnapshot(AuditState.UNKNOWN, 0xffff, -1, -1, 0, 0, 0, -1, 0, 0, -1)));
			ServerView server = context.getBean(RserpoolEndpoint.class).overview().server();
			assertThat(server).isNotNull();
			assertThat(server.phase()).isEqualTo("joining");
			assertThat(server.enrpAddress()).isEqualTo("127.0.0.1:49901");
			assertThat(server.peers()).containsExactly(
					new PeerView("0x00000002", List.of("192.0.2.2:9901"), "takeover-by-me", false, 5000, 7,
							new AuditView("agreed", "0x1a2b", "0x1a2b", 100, 3, 1, 1, 200, 2, 1, 5)),
					new PeerView(null, List.of(), "candidate", false, -1, 0,
							new AuditView("unknown", "0xffff", "", -1, 0, 0, 0, -1, 0, 0, -1)));
		});
	}

	@Test
	void pagesThroughPools() {
		withServer((endpoint) -> {
			PoolsView first = endpoint.section("pools", null, 2);
			assertThat(first).isNotNull();
			assertThat(first.pools()).extracting(PoolView::handle).containsExactly("a", "b");
			assertThat(first.next()).isEqualTo("b");
			PoolsView second = endpoint.section("pools", first.next(), 2);
			assertThat(second).isNotNull();
			assertThat(second.pools()).extracting(PoolView::handle).containsExactly("c");
			assertThat(second.next()).isNull();
		});
	}

	@Test
	void showsOnePool() {
		withServer((endpoint) -> {
			assertThat(endpoint.pool("pools", "a", null, null)).isNotNull()
				.extracting(PoolView::policy)
				.isEqualTo("round-robin");
			assertThat(endpoint.pool("pools", "unknown", null, null)).isNull();
			assertThat(endpoint.pool("other", "a", null, null)).isNull();
			assertThat(endpoint.section("other", null, null)).isNull();
		});
	}

	@Test
	void refusesALimitOutOfRange() {
		withServer((endpoint) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.section("pools", null, 1001))
			.withMessageContaining("1 to 1000"));
	}

	@Test
	void refusesAHandleThatIsNoHandle() {
		withServer((endpoint) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.pool("pools", "hex:1", null, null))
			.withMessageContaining("'hex:1'"));
	}

	private void withServer(Consumer<RserpoolEndpoint> test) {
		this.exposed.withBean(StubEnrpServer.class).run((context) -> {
			context.getBean(StubEnrpServer.class).start();
			test.accept(context.getBean(RserpoolEndpoint.class));
		});
	}

}
