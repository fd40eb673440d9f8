package io.rserpool.handlespace;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.TransportParameter;

/**
 * Why an element does not fit a pool (RFC 5352 section 3.1).
 *
 * @param kind what differs; of several the first in the order of the enum
 * @param poolPolicy what the pool has: its overall policy
 * @param poolTransport what the pool has: a transport of its type and use
 */
public record Inconsistency(Kind kind, MemberSelectionPolicy poolPolicy, TransportParameter poolTransport) {

	/**
	 * What differs.
	 */
	public enum Kind {

		/** The policy type: error cause 0x5. */
		POLICY,

		/** The type of the user transport: error cause 0x7. */
		TRANSPORT_TYPE,

		/** The use of the user transport: error cause 0x8. */
		DATA_CONTROL

	}

}
