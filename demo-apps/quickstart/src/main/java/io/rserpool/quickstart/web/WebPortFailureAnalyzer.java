package io.rserpool.quickstart.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which property to change when the page's port is taken.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebPortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		return new FailureAnalysis(
				"Port " + cause.getPort() + " of the page (server.port) is in use by another process.",
				"End that process, or choose another port: --server.port=" + (cause.getPort() + 1)
						+ ", or 0 for any free one.",
				cause);
	}

}
