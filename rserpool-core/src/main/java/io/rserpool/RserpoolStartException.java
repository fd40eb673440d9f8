package io.rserpool;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Protocol;

/**
 * A server or endpoint could not start.
 */
public class RserpoolStartException extends RserpoolException {

	private final InetSocketAddress address;

	private final @Nullable Protocol protocol;

	public RserpoolStartException(InetSocketAddress address, String message, @Nullable Throwable cause) {
		this(address, null, message, cause);
	}

	/**
	 * Says what could not be opened.
	 * @param address the address that could not be opened
	 * @param protocol what was to be served there, or null if it is neither
	 * @param message what is wrong, and the remedy
	 * @param cause what the system said, or null
	 */
	public RserpoolStartException(InetSocketAddress address, @Nullable Protocol protocol, String message,
			@Nullable Throwable cause) {
		super(message, cause);
		this.address = address;
		this.protocol = protocol;
	}

	/** The address that could not be opened. */
	public InetSocketAddress address() {
		return this.address;
	}

	/** What was to be served or heard there, or null if it is neither. */
	public @Nullable Protocol protocol() {
		return this.protocol;
	}

}
