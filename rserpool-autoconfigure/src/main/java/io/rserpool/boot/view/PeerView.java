package io.rserpool.boot.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.machine.Endpoint;

/**
 * Another ENRP server as a server sees it at one moment.
 *
 * @param id such as {@code 0x1a2b3c4d}, or null while only an address is known
 * @param addresses where it speaks ENRP
 * @param status such as {@code active}
 * @param connected whether there is a connection to it
 * @param heardMillisAgo since its last message, or -1
 * @param elements elements known here whose home it is
 * @param audit the comparison of what it owns
 */
public record PeerView(@Nullable String id, List<String> addresses, String status, boolean connected,
		long heardMillisAgo, int elements, AuditView audit) {

	public PeerView {
		addresses = List.copyOf(addresses);
	}

	/** Returns the view of a snapshot. */
	public static PeerView of(PeerSnapshot peer) {
		return new PeerView(peer.id().isNone() ? null : peer.id().toString(),
				peer.addresses().stream().map(Endpoint::toString).toList(), Texts.kebab(peer.status()),
				peer.connected(), peer.heardMillisAgo(), peer.elementCount(), AuditView.of(peer.audit()));
	}

}
