package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a registration's user hears.
 */
final class RegistrationLog implements RegistrationListener {

	final List<String> calls = new ArrayList<>();

	final List<ElementState> states = new ArrayList<>();

	@Override
	public void stateChanged(ElementState state, PoolElementId id) {
		this.states.add(state);
	}

	@Override
	public void registered(PoolElementId id, ServerId home, @Nullable OperationError warning) {
		this.calls.add("registered" + ((warning != null) ? " but " + warning.main().describe() : ""));
	}

	@Override
	public void rejected(PoolElementId id, ErrorCause cause, boolean triesAgain) {
		this.calls.add("rejected: " + cause.describe());
	}

	@Override
	public void noServer(PoolElementId id, List<Endpoint> tried, long waitedMillis) {
		this.calls.add("no server after " + waitedMillis);
	}

	@Override
	public void ended(PoolElementId id, @Nullable ErrorCause cause, boolean registersAgain) {
		this.calls.add("ended, again=" + registersAgain);
	}

}
