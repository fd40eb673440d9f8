package io.rserpool;

import io.rserpool.wire.PoolHandle;

/**
 * The ENRP server knows no such pool, or no other element of it.
 */
public class UnknownPoolException extends RserpoolException {

	private final transient PoolHandle handle;

	public UnknownPoolException(PoolHandle handle, String message) {
		super(message);
		this.handle = handle;
	}

	public PoolHandle handle() {
		return this.handle;
	}

}
