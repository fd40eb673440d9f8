package io.rserpool;

import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * An ENRP server refused a registration. It is not tried again unchanged (RFC 5352
 * section 3.1), except when only time can help; the message says so.
 */
public class RegistrationRejectedException extends RserpoolException {

	private final transient ErrorCause errorCause;

	public RegistrationRejectedException(PoolHandle handle, PoolElementId id, ErrorCause errorCause, String message) {
		super("Registration of element " + id + " in pool '" + handle + "' was rejected: " + errorCause.describe()
				+ ". " + message);
		this.errorCause = errorCause;
	}

	public ErrorCause errorCause() {
		return this.errorCause;
	}

}
