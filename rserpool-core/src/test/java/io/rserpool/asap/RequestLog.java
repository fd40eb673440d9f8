package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;

/**
 * Writes down the outcome of a request.
 */
final class RequestLog implements RequestCallback {

	final List<String> calls = new ArrayList<>();

	@Override
	public void granted() {
		this.calls.add("granted");
	}

	@Override
	public void refused(ErrorCause cause) {
		this.calls.add("refused: " + cause.describe());
	}

	@Override
	public void noServer(List<Endpoint> tried, long waitedMillis) {
		this.calls.add("no server after " + waitedMillis);
	}

	@Override
	public void abandoned() {
		this.calls.add("abandoned");
	}

}
