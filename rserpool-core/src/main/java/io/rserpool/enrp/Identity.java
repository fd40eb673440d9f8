package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;

/**
 * Two servers with the same id (enrp.md 10.5): rare, but others would mix what both own
 * and remove it in turn. While joining this server gives way; in service the one with the
 * lower address does, which both can tell.
 */
final class Identity {

	private final EnrpContext context;

	private final Presences presences;

	private final HandleUpdates updates;

	Identity(EnrpContext context, Presences presences, HandleUpdates updates) {
		this.context = context;
		this.presences = presences;
		this.updates = updates;
	}

	/**
	 * Somebody else has this server's id.
	 * @param other where the other one speaks ENRP, or null if it did not say
	 * @return whether this server has another id now
	 */
	boolean clashes(@Nullable SctpTransport other, boolean serving) {
		SctpTransport own = this.presences.transport();
		if (serving && (other == null || own == null || compare(own, other) >= 0)) {
			return false;
		}
		ServerId former = this.context.id();
		ServerId next = this.context.takeNewId();
		this.context.effects()
			.publish(new RserpoolEvent.ServerIdChanged(former, next, "another server has the same id"));
		List<PoolElementEntry> mine = new ArrayList<>();
		this.context.handlespace().forEachOf(former, mine::add);
		for (PoolElementEntry entry : mine) {
			this.context.handlespace().setHome(entry, next);
			ElementWatch.of(entry).adopting = true;
			this.updates.added(entry);
		}
		return true;
	}

	private static int compare(SctpTransport one, SctpTransport other) {
		byte[] first = octets(one);
		byte[] second = octets(other);
		if (first.length != second.length) {
			return Integer.compare(first.length, second.length);
		}
		int octets = Arrays.compareUnsigned(first, second);
		return (octets != 0) ? octets : Integer.compare(one.port(), other.port());
	}

	private static byte[] octets(SctpTransport transport) {
		IpAddress first = transport.addresses().get(0);
		return first.toInetAddress().getAddress();
	}

}
