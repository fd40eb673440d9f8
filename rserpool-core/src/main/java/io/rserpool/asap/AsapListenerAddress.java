package io.rserpool.asap;

import io.rserpool.machine.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where this endpoint's ASAP listener is open, if it is [T-6].
 */
final class AsapListenerAddress {

	private @Nullable Endpoint address;

	@Nullable Endpoint get() {
		return this.address;
	}

	void opened(Endpoint address) {
		this.address = address;
	}

}
