package io.rserpool.boot.autoconfigure;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.rserpool.AsapEndpoint;
import io.rserpool.asap.AsapSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.machine.Timing;
import io.rserpool.wire.ServerId;

/**
 * The application's endpoint. It is made when it starts, as the embedded server's port is
 * not known earlier.
 */
final class ManagedAsapEndpoint implements AsapEndpoint {

	private final Timing timing;

	private final EventStream events;

	private final Deferred<AsapEndpoint> endpoint;

	ManagedAsapEndpoint(Timing timing, EventStream events, Supplier<AsapEndpoint> factory) {
		this.timing = timing;
		this.events = events;
		this.endpoint = new Deferred<>("The endpoint", factory, AsapEndpoint::start, AsapEndpoint::close);
	}

	/** The core's own endpoint, which builders of elements and users need. */
	static AsapEndpoint unwrap(AsapEndpoint endpoint) {
		return (endpoint instanceof ManagedAsapEndpoint managed) ? managed.endpoint.get() : endpoint;
	}

	@Override
	public void start() {
		this.endpoint.start();
	}

	@Override
	public void close() {
		this.endpoint.close();
	}

	@Override
	public boolean isRunning() {
		AsapEndpoint current = this.endpoint.peek();
		return current != null && current.isRunning();
	}

	@Override
	public Optional<ServerId> home() {
		AsapEndpoint current = this.endpoint.peek();
		return (current != null) ? current.home() : Optional.empty();
	}

	@Override
	public Optional<String> homeAddress() {
		AsapEndpoint current = this.endpoint.peek();
		return (current != null) ? current.homeAddress() : Optional.empty();
	}

	@Override
	public CompletableFuture<AsapSnapshot> snapshot() {
		AsapEndpoint current = this.endpoint.peek();
		return (current != null) ? current.snapshot()
				: CompletableFuture.failedFuture(new IllegalStateException("The ASAP endpoint is not started"));
	}

	@Override
	public Timing timing() {
		AsapEndpoint current = this.endpoint.peek();
		return (current != null) ? current.timing() : this.timing;
	}

	@Override
	public EventStream events() {
		return this.events;
	}

}
