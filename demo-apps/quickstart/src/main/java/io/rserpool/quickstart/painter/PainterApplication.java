package io.rserpool.quickstart.painter;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.rserpool.quickstart.process.ParentWatch;

/**
 * A painter: an application without web that is a pool element of the pool
 * {@code fractal} and serves sessions. All it needs is its handler and
 * {@code painter.yml}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(PainterProperties.class)
public class PainterApplication {

	/** Runs a painter until its parent process is gone. */
	public static void run(String... args) {
		// Halts: there is nobody left to say goodbye to.
		ParentWatch.start(System.in, () -> Runtime.getRuntime().halt(0));
		new SpringApplicationBuilder(PainterApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.config.name=painter")
			.run(args);
	}

	@Bean
	PainterHandler painterHandler(PainterProperties properties) {
		return new PainterHandler(properties.getNumber());
	}

}
