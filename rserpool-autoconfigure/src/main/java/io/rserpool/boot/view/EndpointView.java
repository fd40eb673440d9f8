package io.rserpool.boot.view;

import org.jspecify.annotations.Nullable;

import io.rserpool.AsapEndpoint;

/**
 * This process's way to its home server.
 *
 * @param running whether it looks for or has a home server
 * @param home id of the home server, or null if there is none now
 * @param homeAddress its address, or null
 */
public record EndpointView(boolean running, @Nullable String home, @Nullable String homeAddress) {

	/** Returns the view of an endpoint. */
	public static EndpointView of(AsapEndpoint endpoint) {
		return new EndpointView(endpoint.isRunning(), Texts.orNull(endpoint.home().orElse(null)),
				endpoint.homeAddress().orElse(null));
	}

}
