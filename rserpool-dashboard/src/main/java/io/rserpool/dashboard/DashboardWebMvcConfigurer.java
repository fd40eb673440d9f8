package io.rserpool.dashboard;

import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the dashboard's files and guards its responses.
 */
class DashboardWebMvcConfigurer implements WebMvcConfigurer {

	private final String path;

	DashboardWebMvcConfigurer(String path) {
		this.path = path;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler(this.path + "/assets/**")
			.addResourceLocations("classpath:/META-INF/rserpool-dashboard/static/")
			.setCacheControl(CacheControl.noCache());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new DashboardInterceptor()).addPathPatterns(this.path, this.path + "/**");
	}

}
