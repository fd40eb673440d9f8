package io.rserpool.quickstart.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.rserpool.event.FailoverSteps;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;
import io.rserpool.quickstart.fractal.TileGrid;
import io.rserpool.quickstart.fractal.Tour;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.process.JavaCommand;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.process.PatientChild;
import io.rserpool.quickstart.process.PatientServer;
import io.rserpool.quickstart.process.ServerAddress;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.ServerStory;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * The page alone: without server and pool, with children that do nothing, and pictures of
 * which 61 tiles are done.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebConfiguration.class)
public class PageApplication {

	public static void main(String[] args) {
		SpringApplication.run(PageApplication.class, args);
	}

	@Bean
	PoolHandle pool() {
		return PoolHandle.of("fractal");
	}

	@Bean
	Painters painters() {
		JavaCommand java = new JavaCommand(List.of("-XX:TieredStopAtLevel=1", "-Xmx32m"), PatientChild.class.getName());
		return new Painters((number, element) -> java.with(List.of()), 6, Duration.ofSeconds(2), new Random(1));
	}

	@Bean
	Servers servers() {
		JavaCommand java = new JavaCommand(List.of("-XX:TieredStopAtLevel=1", "-Xmx32m"),
				PatientServer.class.getName());
		Servers servers = new Servers((number, address) -> java.with(List.of(String.valueOf(number))), 2,
				(number) -> new ServerAddress(3862 + number, 9900 + number), Duration.ofSeconds(2));
		servers.self(ServerId.of(1));
		return servers;
	}

	@Bean
	ServerStory serverStory(Servers servers, Chronicle chronicle) {
		ServerStory story = new ServerStory(servers, chronicle, Clock.systemUTC());
		servers.listen(story);
		return story;
	}

	@Bean
	Chronicle chronicle(PoolHandle pool, Painters painters) {
		Chronicle chronicle = new Chronicle(pool, painters, Clock.systemUTC());
		painters.listen(chronicle);
		return chronicle;
	}

	@Bean
	Gallery gallery(Chronicle chronicle) {
		Gallery gallery = new Gallery(4, (number) -> new Picture(number, Tour.scene(number), TileGrid.DEFAULT), false);
		List<Integer> tiles = TileGrid.DEFAULT.fromTheMiddle();
		for (int i = 0; i < 61; i++) {
			paint(gallery.current(i % 4), tiles.get(i / 4), 1 + i % 3, chronicle);
		}
		move(chronicle, gallery.current(2), tiles.get(61 / 4));
		return gallery;
	}

	private static void paint(Picture picture, int tile, int painter, Chronicle chronicle) {
		for (int band = 0; band < TileGrid.DEFAULT.bandsPerTile(); band++) {
			paint(picture, tile, band, painter, chronicle);
		}
	}

	private static void paint(Picture picture, int tile, int band, int painter, Chronicle chronicle) {
		PaintedBand painted = new PaintedBand(painter, picture.number(), tile, band,
				Mandelbrot.compute(picture.task(tile, band)));
		chronicle.painted("64f7", picture, painted, picture.add(painted));
	}

	private static void move(Chronicle chronicle, Picture picture, int tile) {
		PoolHandle pool = PoolHandle.of("fractal");
		paint(picture, tile, 0, 1, chronicle);
		tell(chronicle, new RserpoolEvent.SessionInterrupted("64f7", pool, new PoolElementId(1), "reset by peer"));
		chronicle.handedOver("64f7", picture, new Progress(picture.number(), 15, 1));
		tell(chronicle, new RserpoolEvent.SessionFailedOver("64f7", pool, new PoolElementId(1), new PoolElementId(2),
				new FailoverSteps(0, 1, 0, 0), Progress.LENGTH, 1, 0));
		paint(picture, tile, 1, 2, chronicle);
	}

	private static void tell(Chronicle chronicle, RserpoolEvent event) {
		chronicle.onEvent(new Occurrence(1, Instant.now(), "page", event, 0));
	}

}
