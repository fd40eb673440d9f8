package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.PoolElement;
import io.rserpool.RegistrationState;
import io.rserpool.SessionHandler;
import io.rserpool.boot.PoolElementHandler;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RserpoolElementsAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RserpoolAutoConfiguration.class,
				RserpoolEndpointAutoConfiguration.class, RserpoolElementsAutoConfiguration.class))
		.withUserConfiguration(NotStarting.class);

	private final ApplicationContextRunner connected = this.contexts
		.withPropertyValues("rserpool.enrp-servers=127.0.0.1:1");

	@Test
	void hasNoElementUnlessOneIsNamed() {
		this.connected.run((context) -> assertThat(context).doesNotHaveBean(PoolElement.class));
	}

	@Test
	void eachNamedElementIsABean() {
		this.connected
			.withPropertyValues("rserpool.elements.web.pool=WebPool", "rserpool.elements.web.policy.type=priority",
					"rserpool.elements.web.policy.priority=9")
			.run((context) -> {
				PoolElement element = context.getBean("webPoolElement", PoolElement.class);
				assertThat(element.handle()).isEqualTo(PoolHandle.of("WebPool"));
				assertThat(element.policy()).isEqualTo(MemberSelectionPolicy.of(PolicyType.PRIORITY, 9));
				assertThat(element.state()).isEqualTo(RegistrationState.IDLE);
			});
	}

	@Test
	void anElementHasNoPortBeforeTheApplicationHasStarted() {
		this.connected.withPropertyValues("rserpool.elements.web.pool=WebPool").run((context) -> {
			PoolElement element = context.getBean(PoolElement.class);
			assertThatIllegalStateException().isThrownBy(element::transport)
				.withMessageContaining("ApplicationReadyEvent");
			assertThat(element.deregister()).isCompleted();
		});
	}

	@Test
	void aPoolIsNamedAfterItsElementUnlessItHasAHandle() {
		this.connected.withPropertyValues("rserpool.elements.web.life=60s")
			.run((context) -> assertThat(context.getBean(PoolElement.class).handle()).isEqualTo(PoolHandle.of("web")));
	}

	@Test
	void aDisabledElementIsNoBean() {
		this.connected.withPropertyValues("rserpool.elements.web.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PoolElement.class));
	}

	@Test
	void anElementNeedsAServer() {
		this.contexts.withPropertyValues("rserpool.elements.web.pool=WebPool")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoEnrpServerConfiguredException.class)
				.hasMessageContaining("rserpool.elements.web"));
	}

	@Test
	void startsWithoutAWebServerOnTheClassPath() {
		this.connected.withClassLoader(new FilteredClassLoader(WebServerInitializedEvent.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("rserpoolApplicationHttpPortListener"));
	}

	@Test
	void takesTheOnlyHandlerBean() {
		this.connected.withUserConfiguration(Handler.class)
			.withPropertyValues("rserpool.elements.calc.transport=tcp")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PoolElement.class));
	}

	@Test
	void refusesAHandlerBeanThatIsNotThereAndNamesThoseThatAre() {
		assertRefused("'rserpool.elements.calc.handler'", "there are: calculator", "transport=tcp", "handler=other");
	}

	@Test
	void refusesABadHandle() {
		assertRefused("'rserpool.elements.calc.pool'", "'hex:xy'", "pool=hex:xy");
	}

	@Test
	void refusesAPolicyValueThatThePolicyDoesNotHave() {
		assertRefused("'rserpool.elements.calc.policy.weight'", "round-robin has no weight", "policy.weight=2");
	}

	@Test
	void refusesAShortLife() {
		assertRefused("'rserpool.elements.calc.life'", "PT0.01S", "life=10ms");
	}

	@Test
	void refusesAnIdThatIsNotHexadecimal() {
		assertRefused("'rserpool.elements.calc.id'", "'zebra'", "id=zebra");
	}

	@Test
	void refusesAnExternalElementWithoutPort() {
		assertRefused("'rserpool.elements.calc.port'", "a port of 1 to 65535", "transport=external");
	}

	@Test
	void refusesAnotherProtocolThanTcpForAPortOfItsOwn() {
		assertRefused("'rserpool.elements.calc.protocol'", "transport: external", "transport=tcp", "protocol=udp");
	}

	@Test
	void refusesALegWithoutPort() {
		assertRefused("'rserpool.elements.calc.additional-legs[0].port'", "a port of 1 to 65535",
				"additional-legs[0].transport=udp");
	}

	@Test
	void aSessionElementNeedsAHandlerBean() {
		assertRefused("'rserpool.elements.calc.handler'", "there are: none: declare one", "transport=session");
	}

	@Test
	void aSessionElementOfSeveralAddressesNeedsAFixedPort() {
		assertRefused("'rserpool.elements.calc.port'", "or register one address", "transport=session",
				"address=127.0.0.1,::1");
	}

	@Test
	void aSessionElementTakesTheOnlySessionHandler() {
		this.connected.withUserConfiguration(Handler.class)
			.withBean("talker", SessionHandler.class, () -> (session, message) -> message.reply(message.bytes()))
			.withPropertyValues("rserpool.elements.calc.transport=session")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PoolElement.class));
	}

	private void assertRefused(String property, String text, String... settings) {
		ApplicationContextRunner runner = this.connected.withUserConfiguration(Handler.class);
		for (String setting : settings) {
			runner = runner.withPropertyValues("rserpool.elements.calc." + setting);
		}
		runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidRserpoolPropertyException.class)
			.hasMessageContaining(property)
			.hasMessageContaining(text)
			.hasMessageContaining("Allowed: "));
	}

	@Configuration(proxyBeanMethods = false)
	static class Handler {

		@Bean
		PoolElementHandler calculator() {
			return (connection) -> connection.outputStream().write(1);
		}

	}

}
