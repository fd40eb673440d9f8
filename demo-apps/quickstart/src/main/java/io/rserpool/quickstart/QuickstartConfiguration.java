package io.rserpool.quickstart;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.EnrpServer;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.SessionTimers;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.quickstart.process.FreePorts;
import io.rserpool.quickstart.process.Homes;
import io.rserpool.quickstart.process.JavaCommand;
import io.rserpool.quickstart.process.PainterCommand;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.process.ServerCommand;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.ServerStory;
import io.rserpool.wire.PoolHandle;

/**
 * The demo's parts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuickstartProperties.class)
class QuickstartConfiguration {

	private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(500);

	@Bean
	PoolHandle quickstartPool(QuickstartProperties properties) {
		return PoolHandle.of(properties.getPool());
	}

	@Bean
	ServerAddresses serverAddresses(ObjectProvider<EnrpServer> server, QuickstartProperties properties,
			@Value("${rserpool.server.port:3863}") int asapPort,
			@Value("${rserpool.server.enrp.port:9901}") int enrpPort) {
		return new ServerAddresses(server::getObject, asapPort, enrpPort, Servers.SELF + properties.getServers(),
				new FreePorts(RandomGenerator.getDefault()));
	}

	@Bean
	ServerCommand serverCommand(QuickstartProperties properties, ServerAddresses addresses) {
		JavaCommand java = java(properties);
		return (number, address) -> java
			.with(List.of(QuickstartApplication.SERVER, "--spring.application.name=" + Servers.name(number),
					"--rserpool.server.port=" + address.asapPort(), "--rserpool.server.enrp.port=" + address.enrpPort(),
					"--rserpool.server.enrp.peers=" + String.join(",", addresses.othersThan(number))));
	}

	@Bean
	Servers servers(ServerCommand command, ServerAddresses addresses, QuickstartProperties properties) {
		return new Servers(command, properties.getServers(), addresses::of, properties.getCloseTimeout());
	}

	@Bean
	Homes homes(Servers servers, Painters painters) {
		return new Homes(servers, painters);
	}

	@Bean
	PainterCommand painterCommand(QuickstartProperties properties, ServerAddresses addresses,
			ObjectProvider<Homes> homes) {
		JavaCommand java = java(properties);
		return (number,
				element) -> java.with(List.of(QuickstartApplication.PAINTER, "--quickstart.painter.number=" + number,
						"--spring.application.name=painter-" + number,
						"--rserpool.enrp-servers=" + addresses.of(homes.getObject().choose(number)).asap(),
						"--rserpool.elements.painter.pool=" + properties.getPool(),
						"--rserpool.elements.painter.id=" + element.toString().substring(2)));
	}

	private static JavaCommand java(QuickstartProperties properties) {
		return new JavaCommand(properties.getJvmOptions(), QuickstartApplication.class.getName());
	}

	@Bean
	Painters painters(PainterCommand command, QuickstartProperties properties) {
		return new Painters(command, properties.getMaxPainters(), properties.getCloseTimeout(),
				RandomGenerator.getDefault());
	}

	@Bean
	Chronicle chronicle(PoolHandle pool, Painters painters) {
		return new Chronicle(pool, painters, Clock.systemUTC());
	}

	@Bean
	ServerStory serverStory(Servers servers, Chronicle chronicle) {
		return new ServerStory(servers, chronicle, Clock.systemUTC());
	}

	@Bean
	Gallery gallery(QuickstartProperties properties) {
		return new Gallery(properties.getPictures(),
				(number) -> new Picture(number, Tour.scene(number), TileGrid.DEFAULT), !properties.isAuto());
	}

	@Bean
	Studio studio(PoolUser user, PoolHandle pool, Gallery gallery, Chronicle chronicle, Timing timing,
			QuickstartProperties properties) {
		SessionTimers timers = SessionTimers.of(timing)
			.withHeartbeat(HEARTBEAT_INTERVAL, properties.getPainterTimeout(), 1);
		return new Studio(user, pool, gallery, chronicle, properties.getInterlude(), properties.getBandsPerSecond(),
				SessionOptions.DEFAULT.timers(timers));
	}

	@Bean
	QuickstartLifecycle quickstartLifecycle(PoolHandle pool, QuickstartProperties properties, EventStream events,
			EnrpServer server, Servers servers, Homes homes, ServerStory story, Painters painters, Chronicle chronicle,
			Studio studio) {
		servers.listen(story);
		servers.listen(homes);
		return new QuickstartLifecycle(pool, properties.getPainters(), properties.getPatience(), events, server,
				servers, story, painters, chronicle, studio);
	}

}
