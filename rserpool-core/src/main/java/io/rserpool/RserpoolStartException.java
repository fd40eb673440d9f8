package io.rserpool;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * A server or endpoint could not start.
 */
public class RserpoolStartException extends RserpoolException {

	private final InetSocketAddress address;

	public RserpoolStartException(InetSocketAddress address, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.address = address;
	}

	/** The address that could not be opened. */
	public InetSocketAddress address() {
		return this.address;
	}

}
