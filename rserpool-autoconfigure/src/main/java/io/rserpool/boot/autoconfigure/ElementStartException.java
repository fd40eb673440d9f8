package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

import io.rserpool.RserpoolStartException;

/**
 * The port of a TCP pool element could not be opened.
 */
class ElementStartException extends RserpoolStartException {

	private final String property;

	ElementStartException(String property, InetSocketAddress address, String message, @Nullable Throwable cause) {
		super(address, message, cause);
		this.property = property;
	}

	/** The property that sets the port. */
	String property() {
		return this.property;
	}

}
