package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

import io.rserpool.EnrpServer;
import io.rserpool.machine.Endpoint;

/**
 * Starts the embedded server first and stops it last, publishes its ports as
 * {@code local.rserpool.server.port} and {@code local.rserpool.server.enrp-port}, and
 * keeps an application alive that is nothing but an ENRP server.
 */
final class EnrpServerLifecycle implements SmartLifecycle {

	static final String PORT_PROPERTY = "local.rserpool.server.port";

	static final String ENRP_PORT_PROPERTY = "local.rserpool.server.enrp-port";

	private static final String PROPERTY_SOURCE = "server.ports";

	private static final Logger logger = LoggerFactory.getLogger(EnrpServerLifecycle.class);

	private final EnrpServer server;

	private final Environment environment;

	private @Nullable CountDownLatch stopped;

	EnrpServerLifecycle(EnrpServer server, Environment environment) {
		this.server = server;
		this.environment = environment;
	}

	@Override
	public synchronized void start() {
		if (this.stopped != null) {
			return;
		}
		this.server.start();
		CountDownLatch latch = new CountDownLatch(1);
		this.stopped = latch;
		awaitOn(latch);
		InetSocketAddress asap = this.server.asapAddress();
		publishPort(PORT_PROPERTY, asap.getPort());
		InetSocketAddress enrp = this.server.enrpAddress();
		if (enrp == null) {
			logger.info("ENRP server {} listens on {} (ASAP), and for no other servers", this.server.id(),
					Endpoint.of(asap));
			return;
		}
		publishPort(ENRP_PORT_PROPERTY, enrp.getPort());
		logger.info("ENRP server {} listens on {} (ASAP) and {} (ENRP)", this.server.id(), Endpoint.of(asap),
				Endpoint.of(enrp));
	}

	private void awaitOn(CountDownLatch latch) {
		// Event loops are daemons: without this, a process without web server would end.
		Thread awaiter = new Thread(() -> {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "rserpool-server");
		awaiter.setDaemon(false);
		awaiter.start();
	}

	private void publishPort(String name, int port) {
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			MutablePropertySources sources = configurable.getPropertySources();
			PropertySource<?> source = sources.get(PROPERTY_SOURCE);
			if (source == null) {
				source = new MapPropertySource(PROPERTY_SOURCE, new HashMap<>());
				sources.addFirst(source);
			}
			if (source.getSource() instanceof Map<?, ?> map) {
				@SuppressWarnings("unchecked")
				Map<String, Object> ports = (Map<String, Object>) map;
				ports.put(name, port);
			}
		}
	}

	@Override
	public synchronized void stop() {
		CountDownLatch latch = this.stopped;
		if (latch != null) {
			this.stopped = null;
			this.server.close();
			latch.countDown();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.stopped != null;
	}

	@Override
	public int getPhase() {
		return RserpoolPhases.SERVER;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
