package io.rserpool.dashboard;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DashboardAutoConfiguration}.
 */
class DashboardAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(DashboardAutoConfiguration.class,
			ThymeleafAutoConfiguration.class, WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void withoutServerThePagesSayHowToGetOne() {
		this.runner.run((context) -> {
			MockMvcTester mvc = MockMvcTester.from((WebApplicationContext) context.getSourceApplicationContext());
			assertThat(mvc.get().uri("/rserpool")).hasStatusOk()
				.bodyText()
				.contains("No ENRP server in this application.")
				.contains("No server here");
			assertThat(mvc.get().uri("/rserpool/pools")).hasStatusOk();
			assertThat(mvc.get().uri("/rserpool/history")).hasStatusOk().bodyText().contains("Nothing happened yet.");
			assertThat(mvc.get().uri("/rserpool/api/overview")).hasStatus(404);
		});
	}

	@Test
	void pathIsConfigurable() {
		this.runner.withPropertyValues("rserpool.dashboard.path=/admin/pools", "rserpool.dashboard.name=staging")
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from((WebApplicationContext) context.getSourceApplicationContext());
				assertThat(mvc.get().uri("/admin/pools/history")).hasStatusOk()
					.bodyText()
					.contains("<title>History · RSerPool staging</title>")
					.contains("href=\"/admin/pools/assets/dashboard.css\"");
				assertThat(mvc.get().uri("/rserpool")).hasStatus(404);
			});
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("rserpool.dashboard.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DashboardController.class));
	}

	@Test
	void staysAwayFromApplicationsWithoutServletsOrTemplates() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(DashboardViews.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.thymeleaf"))
			.run((context) -> assertThat(context).doesNotHaveBean("rserpoolDashboardViews"));
	}

}
