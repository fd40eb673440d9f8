package io.rserpool.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidRserpoolPropertyException}.
 */
final class InvalidRserpoolPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRserpoolPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidRserpoolPropertyException cause) {
		return new FailureAnalysis(cause.getMessage(), "Set '" + cause.property() + "' to " + cause.allowed() + ".",
				cause);
	}

}
