package io.rserpool.quickstart.web;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.thymeleaf.ITemplateEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.rserpool.EnrpServer;
import io.rserpool.dashboard.DashboardServerNames;
import io.rserpool.dashboard.DashboardTab;
import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Sitting;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.ServerStory;
import io.rserpool.wire.PoolHandle;

/**
 * The page, if there is a web server.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class WebConfiguration implements WebMvcConfigurer {

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new DemoInterceptor()).addPathPatterns("/", "/demo/**");
	}

	@Bean
	DashboardTab demoTab() {
		return new DashboardTab("Demo", "/");
	}

	@Bean
	DashboardServerNames serverNames(Servers servers) {
		return (id) -> servers.numberOf(id).map((number) -> "S" + number).orElse(null);
	}

	@Bean
	DemoViews demoViews(PoolHandle pool, Gallery gallery, ObjectProvider<Studio> studio, Painters painters,
			Chronicle chronicle, Servers servers, ServerStory story, ObjectProvider<EnrpServer> server) {
		Supplier<List<Sitting>> sittings = () -> studio.stream().flatMap((one) -> one.sittings().stream()).toList();
		return new DemoViews(pool.toString(), gallery, sittings, painters, chronicle, new ServerBoxes(servers), story,
				new Lookout(server::getIfAvailable, pool), Clock.systemUTC());
	}

	@Bean
	DemoStream demoStream(DemoViews views, ITemplateEngine engine, Painters painters, Servers servers) {
		DemoStream stream = new DemoStream(views, new DemoFragments(engine));
		painters.listen(stream);
		servers.listen(new HurryingListener(stream));
		return stream;
	}

	@Bean
	DemoController demoController(DemoViews views, DemoStream stream, Gallery gallery, Painters painters,
			Chronicle chronicle, Servers servers, ServerStory story) {
		return new DemoController(views, stream, gallery, painters, chronicle, servers, story);
	}

}
