package io.rserpool.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.rserpool.RserpoolStartException;

/**
 * Explains a port that could not be opened.
 */
final class RserpoolStartFailureAnalyzer extends AbstractFailureAnalyzer<RserpoolStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RserpoolStartException cause) {
		boolean element = cause instanceof ElementStartException;
		String property = (cause instanceof ElementStartException start) ? start.property() : "rserpool.server.port";
		String what = element ? "The pool element" : "The ENRP server";
		return new FailureAnalysis(
				what + " could not start on " + cause.address().getHostString() + ":" + cause.address().getPort() + ": "
						+ cause.getMessage(),
				"Stop what listens on port " + cause.address().getPort() + ", or set '" + property
						+ "' to another port, or to 0 for any free one.",
				cause);
	}

}
