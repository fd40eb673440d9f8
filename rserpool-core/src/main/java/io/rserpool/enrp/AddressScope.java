package io.rserpool.enrp;

import io.rserpool.wire.IpAddress;

/**
 * How far an address reaches, from near to far ({@code min-address-scope}, [A-12]).
 */
public enum AddressScope {

	LOOPBACK, LINK, SITE, GLOBAL;

	public static AddressScope of(IpAddress address) {
		if (address.isLoopback()) {
			return LOOPBACK;
		}
		if (address.isLinkLocal()) {
			return LINK;
		}
		return address.isSiteLocal() ? SITE : GLOBAL;
	}

	/** Whether the address reaches at least as far as this. */
	public boolean admits(IpAddress address) {
		return of(address).compareTo(this) >= 0;
	}

}
