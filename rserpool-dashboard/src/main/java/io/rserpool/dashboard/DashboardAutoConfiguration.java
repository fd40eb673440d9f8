package io.rserpool.dashboard;

import java.time.Clock;
import java.util.List;

import org.thymeleaf.spring6.ISpringTemplateEngine;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.boot.events.EventHistory;

/**
 * Auto-configuration of the dashboard, in servlet web applications with Thymeleaf.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration",
		afterName = "io.rserpool.boot.autoconfigure.RserpoolAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ SpringTemplateEngine.class, WebMvcConfigurer.class })
@ConditionalOnBooleanProperty(name = "rserpool.dashboard.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DashboardProperties.class)
public final class DashboardAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DashboardSource rserpoolDashboardSource(ObjectProvider<EnrpServer> servers) {
		return new DashboardSource(() -> servers.orderedStream().findFirst().orElse(null), Clock.systemUTC());
	}

	@Bean
	DashboardViews rserpoolDashboardViews(DashboardProperties properties, DashboardSource source,
			ObjectProvider<EventHistory> histories, ObjectProvider<AsapEndpoint> endpoints,
			ObjectProvider<DashboardTab> tabs, ObjectProvider<DashboardServerNames> names) {
		return new DashboardViews(properties, source, () -> {
			EventHistory history = histories.getIfAvailable();
			return (history != null) ? history.all() : List.of();
		}, endpoints::orderedStream, tabs.orderedStream().toList(), names.getIfAvailable(() -> (id) -> null));
	}

	@Bean
	DashboardDialect rserpoolDashboardDialect(DashboardViews views) {
		return new DashboardDialect(views);
	}

	/**
	 * Finds the dashboard's templates before the application's resolver is asked, and
	 * only them.
	 */
	@Bean
	@ConditionalOnMissingBean(name = "rserpoolDashboardTemplateResolver")
	SpringResourceTemplateResolver rserpoolDashboardTemplateResolver(ApplicationContext context) {
		SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
		resolver.setApplicationContext(context);
		resolver.setPrefix("classpath:/META-INF/rserpool-dashboard/templates/");
		resolver.setSuffix(".html");
		resolver.setTemplateMode(TemplateMode.HTML);
		resolver.setCharacterEncoding("UTF-8");
		resolver.setCheckExistence(true);
		resolver.setCacheable(true);
		resolver.setOrder(-100);
		return resolver;
	}

	@Bean
	DashboardController rserpoolDashboardController(DashboardViews views) {
		return new DashboardController(views);
	}

	@Bean
	DashboardApi rserpoolDashboardApi(DashboardViews views) {
		return new DashboardApi(views);
	}

	@Bean
	LiveRenderer rserpoolDashboardLiveRenderer(DashboardViews views, ObjectProvider<ISpringTemplateEngine> engine) {
		return new LiveRenderer(views, engine::getObject);
	}

	@Bean
	LiveHub rserpoolDashboardLiveHub(DashboardProperties properties, LiveRenderer renderer) {
		return new LiveHub(renderer, properties.getMaxViewers());
	}

	@Bean
	LiveController rserpoolDashboardLiveController(LiveHub hub) {
		return new LiveController(hub);
	}

	@Bean
	DashboardWebMvcConfigurer rserpoolDashboardWebMvcConfigurer(DashboardProperties properties) {
		return new DashboardWebMvcConfigurer(properties.getPath());
	}

}
