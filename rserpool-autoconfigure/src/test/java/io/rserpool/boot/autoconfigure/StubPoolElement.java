package io.rserpool.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.rserpool.PoolElement;
import io.rserpool.RegistrationState;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;

/**
 * An element that writes down what is asked of it.
 */
class StubPoolElement implements PoolElement {

	final List<String> calls = new ArrayList<>();

	CompletableFuture<Void> registration = CompletableFuture.completedFuture(null);

	CompletableFuture<Void> deregistration = CompletableFuture.completedFuture(null);

	RegistrationState state = RegistrationState.IDLE;

	@Override
	public PoolHandle handle() {
		return PoolHandle.of("StubPool");
	}

	@Override
	public PoolElementId id() {
		return new PoolElementId(7);
	}

	@Override
	public RegistrationState state() {
		return this.state;
	}

	@Override
	public Optional<ServerId> home() {
		return Optional.of(StubEnrpServer.ID);
	}

	@Override
	public TransportParameter transport() {
		return new TcpTransport(7, TransportUse.DATA_ONLY, IpAddress.parse("127.0.0.1"));
	}

	@Override
	public MemberSelectionPolicy policy() {
		return MemberSelectionPolicy.ROUND_ROBIN;
	}

	@Override
	public Optional<String> failure() {
		return (this.state == RegistrationState.FAILED) ? Optional.of("refused") : Optional.empty();
	}

	@Override
	public void start() {
		this.calls.add("start");
	}

	@Override
	public CompletableFuture<Void> register() {
		this.calls.add("register");
		return this.registration;
	}

	@Override
	public CompletableFuture<Void> updatePolicy(MemberSelectionPolicy policy) {
		this.calls.add("update");
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Void> deregister() {
		this.calls.add("deregister");
		return this.deregistration;
	}

	@Override
	public void close(Duration within) {
		this.calls.add("close");
	}

	@Override
	public void close() {
		close(Duration.ZERO);
	}

}
