package io.rserpool.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.rserpool.RserpoolStartException;
import io.rserpool.machine.Protocol;

/**
 * Explains a port that could not be opened, or a group that could not be joined.
 */
final class RserpoolStartFailureAnalyzer extends AbstractFailureAnalyzer<RserpoolStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RserpoolStartException cause) {
		String what = (cause instanceof ElementStartException) ? "The pool element" : "The ENRP server";
		return new FailureAnalysis(what + " could not start on " + cause.address().getHostString() + ":"
				+ cause.address().getPort() + ": " + cause.getMessage(), action(cause), cause);
	}

	private static String action(RserpoolStartException cause) {
		if (!cause.address().isUnresolved() && cause.address().getAddress().isMulticastAddress()) {
			return "Use a host with a network that can multicast, or remove '" + ((cause.protocol() == Protocol.ENRP)
					? "rserpool.server.enrp.presence-group" : "rserpool.announce-group") + "'.";
		}
		String port = portProperty(cause);
		String address = addressProperty(cause);
		if (address != null && isForeignAddress(cause)) {
			return "Set " + address + " to an address of this host, or to 0.0.0.0 for all of them.";
		}
		return "Stop what listens on port " + cause.address().getPort() + ", or set '" + port
				+ "' to another port, or to 0 for any free one.";
	}

	private static String portProperty(RserpoolStartException cause) {
		if (cause instanceof ElementStartException start) {
			return start.property();
		}
		return (cause.protocol() == Protocol.ENRP) ? "rserpool.server.enrp.port" : "rserpool.server.port";
	}

	private static @Nullable String addressProperty(RserpoolStartException cause) {
		if (cause instanceof ElementStartException) {
			return null;
		}
		return (cause.protocol() == Protocol.ENRP)
				? "'rserpool.server.enrp.address', or 'rserpool.server.address' which is its default,"
				: "'rserpool.server.address'";
	}

	private static boolean isForeignAddress(RserpoolStartException cause) {
		return String.valueOf(cause.getMessage()).contains("Cannot assign requested address");
	}

}
