package io.rserpool.enrp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Passing reports on another server's element to its home, as a user would (N-17). Each
 * element at most once in ten seconds: two servers that each take the other for the home
 * would else relay for ever.
 */
final class ReportRelay {

	private static final long GAP_MILLIS = 10_000;

	private static final int MAX_REMEMBERED = 10_000;

	private static final int ASAP_PORT = 3863;

	private final EnrpContext context;

	private final Peers peers;

	private final Announcements announcements;

	private final Map<ConnectionId, EndpointUnreachable> dials = new HashMap<>();

	private final Map<Element, Long> relayed = new LinkedHashMap<>();

	ReportRelay(EnrpContext context, Peers peers, Announcements announcements) {
		this.context = context;
		this.peers = peers;
		this.announcements = announcements;
	}

	void relay(EndpointUnreachable report, ServerId home, long now) {
		Element element = new Element(report.handle(), report.id());
		Endpoint address = addressOf(home);
		Long before = this.relayed.get(element);
		if (address == null || (before != null && now - before < GAP_MILLIS)) {
			return;
		}
		this.relayed.values().removeIf((at) -> now - at >= GAP_MILLIS);
		if (this.relayed.size() >= MAX_REMEMBERED) {
			return;
		}
		this.relayed.put(element, now);
		this.context.count(Counter.REPORTS_RELAYED);
		ConnectionId connection = this.context.effects().dial(Protocol.ASAP, address);
		this.dials.put(connection, report);
		this.context.effects()
			.setTimer(new EnrpTimer.Relay(connection), this.context.millis(TimerName.MAX_TIME_NO_RESPONSE));
	}

	private @Nullable Endpoint addressOf(ServerId home) {
		Endpoint announced = this.announcements.addressOf(home);
		if (announced != null) {
			return announced;
		}
		Peer peer = this.peers.find(home);
		return (peer == null || peer.addresses().isEmpty()) ? null
				: new Endpoint(peer.addresses().get(0).address(), ASAP_PORT);
	}

	/**
	 * A dial has come through.
	 * @return false if it is none of these dials
	 */
	boolean up(ConnectionId connection) {
		EndpointUnreachable report = this.dials.remove(connection);
		if (report == null) {
			return false;
		}
		this.context.effects().cancelTimer(new EnrpTimer.Relay(connection));
		this.context.effects().send(connection, report);
		this.context.effects().close(connection, "report is told");
		return true;
	}

	boolean failed(ConnectionId connection) {
		if (this.dials.remove(connection) == null) {
			return false;
		}
		this.context.effects().cancelTimer(new EnrpTimer.Relay(connection));
		return true;
	}

	void timerExpired(EnrpTimer.Relay key) {
		if (this.dials.remove(key.connection()) != null) {
			this.context.effects().close(key.connection(), "no answer");
		}
	}

	private record Element(PoolHandle handle, PoolElementId id) {

	}

}
