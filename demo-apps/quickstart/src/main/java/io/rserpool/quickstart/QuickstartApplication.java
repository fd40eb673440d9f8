package io.rserpool.quickstart;

import java.util.Arrays;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import io.rserpool.quickstart.painter.PainterApplication;
import io.rserpool.quickstart.server.ServerApplication;
import io.rserpool.quickstart.web.WebConfiguration;

/**
 * The demo's program. With {@code painter} or {@code server} as its first argument it is
 * a painter, or an ENRP server beside that of the page.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ QuickstartConfiguration.class, WebConfiguration.class })
public class QuickstartApplication {

	static final String PAINTER = "painter";

	static final String SERVER = "server";

	public static void main(String[] args) {
		if (args.length > 0 && PAINTER.equals(args[0])) {
			PainterApplication.run(Arrays.copyOfRange(args, 1, args.length));
		}
		else if (args.length > 0 && SERVER.equals(args[0])) {
			ServerApplication.run(Arrays.copyOfRange(args, 1, args.length));
		}
		else {
			SpringApplication.run(QuickstartApplication.class, args);
		}
	}

}
