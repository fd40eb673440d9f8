package io.rserpool.enrp;

/**
 * How a server checks the addresses that an element registers over TCP against the
 * address it comes from.
 */
public enum AddressCheck {

	/** Any other address: rejected. */
	STRICT,

	/** Other addresses are taken out, with a warning; none left: rejected. */
	INTERSECT,

	/** Not checked: for NAT and containers. */
	OFF

}
