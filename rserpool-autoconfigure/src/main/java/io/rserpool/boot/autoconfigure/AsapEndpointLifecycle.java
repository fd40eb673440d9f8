package io.rserpool.boot.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;

/**
 * Starts the endpoint and the users after the embedded server, and closes them when
 * elements have left and the web server has stopped.
 */
final class AsapEndpointLifecycle implements SmartLifecycle {

	private final AsapEndpoint endpoint;

	private final ObjectProvider<PoolUser> users;

	private volatile boolean running;

	AsapEndpointLifecycle(AsapEndpoint endpoint, ObjectProvider<PoolUser> users) {
		this.endpoint = endpoint;
		this.users = users;
	}

	@Override
	public void start() {
		this.endpoint.start();
		this.users.orderedStream().forEach(PoolUser::start);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		List<PoolUser> all = this.users.orderedStream().toList();
		all.forEach(PoolUser::close);
		this.endpoint.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return RserpoolPhases.ENDPOINT;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
