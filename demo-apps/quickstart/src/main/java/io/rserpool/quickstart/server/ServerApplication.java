package io.rserpool.quickstart.server;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

import io.rserpool.EnrpServer;
import io.rserpool.event.EventStream;
import io.rserpool.quickstart.process.ParentWatch;

/**
 * An ENRP server beside the one of the page: an application without web. All it needs is
 * {@code server.yml}, its ports and the addresses of the others.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ServerApplication {

	/** Runs a server until its parent process is gone. */
	public static void run(String... args) {
		// Halts: there is nobody left to tell anything.
		ParentWatch.start(System.in, () -> Runtime.getRuntime().halt(0));
		new SpringApplicationBuilder(ServerApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.config.name=server")
			.run(args);
	}

	@Bean
	ServerReporter serverReporter(EnrpServer server, EventStream events) {
		return new ServerReporter(server, events, System.out);
	}

}
