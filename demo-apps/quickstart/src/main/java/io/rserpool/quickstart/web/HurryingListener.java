package io.rserpool.quickstart.web;

import io.rserpool.quickstart.process.ServerListener;
import io.rserpool.quickstart.process.ServerProcess;
import io.rserpool.quickstart.report.ServerNews;

/**
 * Brings what happens to servers to the open pages at once.
 */
class HurryingListener implements ServerListener {

	private final DemoStream stream;

	HurryingListener(DemoStream stream) {
		this.stream = stream;
	}

	@Override
	public void started(ServerProcess server) {
		this.stream.hurry();
	}

	@Override
	public void serving(ServerProcess server) {
		this.stream.hurry();
	}

	@Override
	public void ended(ServerProcess server) {
		this.stream.hurry();
	}

	@Override
	public void news(ServerProcess server, ServerNews news) {
		this.stream.hurry();
	}

}
