package io.rserpool.boot.autoconfigure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.rserpool.PoolElement;
import io.rserpool.RegistrationState;
import io.rserpool.SessionServer;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;

/**
 * A pool element of the configuration. It is made when the application has started, as
 * the port that it registers is not known earlier; until then it has no id and no
 * transport.
 */
final class ManagedPoolElement implements PoolElement {

	private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private final String name;

	private final PoolHandle handle;

	private final MemberSelectionPolicy policy;

	private final @Nullable ElementPort port;

	private final Deferred<PoolElement> element;

	/**
	 * An element that something else serves, or the given TCP server.
	 */
	ManagedPoolElement(String name, PoolHandle handle, MemberSelectionPolicy policy, @Nullable TcpElementServer server,
			Supplier<PoolElement> factory) {
		this.name = name;
		this.handle = handle;
		this.policy = policy;
		this.port = server;
		this.element = deferred(name, factory);
	}

	/**
	 * An element that serves sessions itself.
	 */
	ManagedPoolElement(String name, PoolHandle handle, MemberSelectionPolicy policy, Supplier<PoolElement> factory) {
		this.name = name;
		this.handle = handle;
		this.policy = policy;
		this.port = new SessionElementPort(this);
		this.element = deferred(name, factory);
	}

	private static Deferred<PoolElement> deferred(String name, Supplier<PoolElement> factory) {
		return new Deferred<>("Pool element '" + name + "'", factory, (made) -> {
		}, PoolElement::close);
	}

	/** The element's name in the configuration. */
	String name() {
		return this.name;
	}

	/** The port before the element's handler, if the starter opens one. */
	@Nullable ElementPort port() {
		return this.port;
	}

	/** Whether it is closed with its port, which drains first. */
	boolean closesWithPort() {
		return this.port instanceof SessionElementPort;
	}

	/** Makes the element: from now on it has an id and a transport. */
	void prepare() {
		this.element.start();
	}

	/** Whether the element has an id and a transport. */
	boolean isPrepared() {
		return this.element.peek() != null;
	}

	@Override
	public PoolHandle handle() {
		return this.handle;
	}

	@Override
	public PoolElementId id() {
		return prepared().id();
	}

	@Override
	public RegistrationState state() {
		PoolElement current = this.element.peek();
		return (current != null) ? current.state() : RegistrationState.IDLE;
	}

	@Override
	public Optional<ServerId> home() {
		PoolElement current = this.element.peek();
		return (current != null) ? current.home() : Optional.empty();
	}

	@Override
	public TransportParameter transport() {
		return prepared().transport();
	}

	@Override
	public Optional<SessionServer> sessions() {
		PoolElement current = this.element.peek();
		return (current != null) ? current.sessions() : Optional.empty();
	}

	@Override
	public MemberSelectionPolicy policy() {
		PoolElement current = this.element.peek();
		return (current != null) ? current.policy() : this.policy;
	}

	@Override
	public Optional<String> failure() {
		PoolElement current = this.element.peek();
		return (current != null) ? current.failure() : Optional.empty();
	}

	@Override
	public void start() {
		prepared().start();
	}

	@Override
	public CompletableFuture<Void> register() {
		return prepared().register();
	}

	@Override
	public CompletableFuture<Void> updatePolicy(MemberSelectionPolicy policy) {
		return prepared().updatePolicy(policy);
	}

	@Override
	public CompletableFuture<Void> deregister() {
		PoolElement current = this.element.peek();
		return (current != null) ? current.deregister() : CompletableFuture.completedFuture(null);
	}

	@Override
	public void close(Duration within) {
		PoolElement current = this.element.release();
		if (current != null) {
			current.close(within);
		}
	}

	@Override
	public void close() {
		close(DEFAULT_CLOSE_TIMEOUT);
	}

	private PoolElement prepared() {
		PoolElement current = this.element.peek();
		if (current == null) {
			throw new IllegalStateException(
					"Pool element '" + this.name + "' has no port yet, or is closed: wait for ApplicationReadyEvent");
		}
		return current;
	}

}
