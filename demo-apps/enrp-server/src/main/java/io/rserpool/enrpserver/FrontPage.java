package io.rserpool.enrpserver;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Leads from {@code /} to the dashboard.
 */
final class FrontPage implements WebMvcConfigurer {

	private final String dashboard;

	FrontPage(@Value("${rserpool.dashboard.path:/rserpool}") String dashboard) {
		this.dashboard = dashboard;
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", this.dashboard);
	}

}
