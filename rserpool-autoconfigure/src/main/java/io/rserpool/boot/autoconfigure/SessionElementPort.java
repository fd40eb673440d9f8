package io.rserpool.boot.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.RserpoolStartException;
import io.rserpool.SessionServer;

/**
 * The port before a session handler: it belongs to the element itself, which is made and
 * closed with it.
 */
final class SessionElementPort implements ElementPort {

	private static final Logger logger = LoggerFactory.getLogger(SessionElementPort.class);

	private final ManagedPoolElement element;

	SessionElementPort(ManagedPoolElement element) {
		this.element = element;
	}

	@Override
	public void start() {
		this.element.prepare();
		this.element.sessions().ifPresent(this::open);
	}

	private void open(SessionServer server) {
		try {
			server.start();
			logger.info("Pool element '{}' serves sessions on {}", this.element.name(), server.address());
		}
		catch (RserpoolStartException ex) {
			throw new ElementStartException("rserpool.elements." + this.element.name() + ".port", ex.address(),
					String.valueOf(ex.getMessage()), ex.getCause());
		}
	}

	@Override
	public void stop() {
		this.element.close();
	}

}
