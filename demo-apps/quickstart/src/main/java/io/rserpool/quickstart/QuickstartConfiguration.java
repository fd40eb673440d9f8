package io.rserpool.quickstart;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.rserpool.EnrpServer;
import io.rserpool.PoolUser;
import io.rserpool.event.EventStream;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.quickstart.process.JavaCommand;
import io.rserpool.quickstart.process.PainterCommand;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.wire.PoolHandle;

/**
 * The demo's parts.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuickstartProperties.class)
class QuickstartConfiguration {

	@Bean
	PoolHandle quickstartPool(QuickstartProperties properties) {
		return PoolHandle.of(properties.getPool());
	}

	@Bean
	PainterCommand painterCommand(QuickstartProperties properties, ObjectProvider<EnrpServer> server) {
		JavaCommand java = new JavaCommand(properties.getJvmOptions(), QuickstartApplication.class.getName());
		return (number, element) -> {
			InetSocketAddress asap = server.getObject().asapAddress();
			return java.with(List.of(QuickstartApplication.PAINTER, "--quickstart.painter.number=" + number,
					"--spring.application.name=painter-" + number,
					"--rserpool.enrp-servers=" + asap.getAddress().getHostAddress() + ":" + asap.getPort(),
					"--rserpool.elements.painter.pool=" + properties.getPool(),
					"--rserpool.elements.painter.id=" + element.toString().substring(2)));
		};
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
	Gallery gallery(QuickstartProperties properties) {
		return new Gallery((number) -> new Picture(number, Tour.scene(number), TileGrid.DEFAULT),
				properties.getInterlude(), !properties.isAuto());
	}

	@Bean
	Studio studio(PoolUser user, PoolHandle pool, Gallery gallery, Chronicle chronicle,
			QuickstartProperties properties) {
		return new Studio(user, pool, gallery, chronicle, properties.getWorkers(), properties.getRequestsPerSecond(),
				properties.getRequestTimeout());
	}

	@Bean
	QuickstartLifecycle quickstartLifecycle(PoolHandle pool, QuickstartProperties properties, EventStream events,
			Painters painters, Chronicle chronicle, Studio studio) {
		return new QuickstartLifecycle(pool, properties.getPainters(), events, painters, chronicle, studio);
	}

}
