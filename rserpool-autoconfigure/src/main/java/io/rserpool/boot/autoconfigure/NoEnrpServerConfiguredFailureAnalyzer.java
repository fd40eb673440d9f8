package io.rserpool.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link NoEnrpServerConfiguredException}.
 */
final class NoEnrpServerConfiguredFailureAnalyzer extends AbstractFailureAnalyzer<NoEnrpServerConfiguredException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoEnrpServerConfiguredException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Set 'rserpool.enrp-servers' to the addresses of ENRP servers, such as 'enrp1.example.com:3863', "
						+ "or set 'rserpool.server.enabled' to true to run one in this application.",
				cause);
	}

}
