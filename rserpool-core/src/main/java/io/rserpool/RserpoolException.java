package io.rserpool;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws at its callers.
 */
public class RserpoolException extends RuntimeException {

	public RserpoolException(String message) {
		super(message);
	}

	public RserpoolException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
