package io.rserpool.boot.autoconfigure;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Learns the port of the application's own web server; that of the management server is
 * not for users.
 */
final class WebServerPortListener implements ApplicationListener<WebServerInitializedEvent> {

	private final ApplicationHttpPort port;

	WebServerPortListener(ApplicationHttpPort port) {
		this.port = port;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.port.set(event.getWebServer().getPort());
		}
	}

}
