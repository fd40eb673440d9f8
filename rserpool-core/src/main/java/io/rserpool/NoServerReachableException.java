package io.rserpool;

import java.time.Duration;
import java.util.List;

/**
 * No ENRP server answered.
 */
public class NoServerReachableException extends RserpoolException {

	private final transient List<String> tried;

	private final Duration waited;

	public NoServerReachableException(String what, List<String> tried, Duration waited) {
		super(what + ": no ENRP server answered within " + waited.toMillis() + " ms; tried "
				+ (tried.isEmpty() ? "none, as none is configured or announced" : String.join(", ", tried)));
		this.tried = List.copyOf(tried);
		this.waited = waited;
	}

	public List<String> tried() {
		return this.tried;
	}

	public Duration waited() {
		return this.waited;
	}

}
