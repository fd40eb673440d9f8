package io.rserpool.quickstart.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.rserpool.quickstart.fractal.Mandelbrot;
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
 * The page alone: without server and pool, with children that do nothing, and a picture
 * of which 61 tiles are done.
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
	Gallery gallery(Chronicle chronicle) throws InterruptedException {
		Gallery gallery = new Gallery((number) -> new Picture(number, Tour.scene(number), TileGrid.DEFAULT),
				Duration.ofMinutes(1), false);
		for (int i = 0; i < 61; i++) {
			paint(gallery, gallery.take(), 1 + i % 3, chronicle);
		}
		Gallery.Job begun = gallery.take();
		begun.picture().assign(begun.tile(), 2);
		return gallery;
	}

	private static void paint(Gallery gallery, Gallery.Job job, int painter, Chronicle chronicle) {
		Picture picture = job.picture();
		picture.assign(job.tile(), painter);
		for (int band = 0; band < TileGrid.DEFAULT.bandsPerTile(); band++) {
			picture.add(Mandelbrot.compute(picture.request(job.tile(), band)), painter);
			chronicle.answered(painter, Duration.ofMillis(1));
		}
		if (job.tile() == 40) {
			picture.assign(job.tile(), painter % 3 + 1);
			chronicle.moved(job, new PoolElementId(9), painter, 8, 1, Duration.ofNanos(3_100_000));
		}
		chronicle.tileDone(job, painter, Duration.ofMillis(20));
		gallery.ended(job, true);
	}

}
