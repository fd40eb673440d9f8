package io.rserpool.enrp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;

/**
 * Announcing this server's ASAP addresses by multicast (RFC 5352 section 3.6): the more
 * servers are heard, the more seldom each of them speaks.
 */
final class Announcements {

	/** Announcements are not authenticated: no more servers are believed in. */
	private static final int MAX_SERVERS = 64;

	private final EnrpContext context;

	private final Map<ServerId, Heard> heard = new LinkedHashMap<>();

	private List<TransportParameter> transports = List.of();

	Announcements(EnrpContext context) {
		this.context = context;
	}

	void transports(List<TransportParameter> transports) {
		for (TransportParameter transport : transports) {
			if (!(transport instanceof SctpTransport) && !(transport instanceof TcpTransport)) {
				throw new IllegalArgumentException(
						"Only SCTP and TCP transports can be announced, not " + transport.type());
			}
		}
		this.transports = List.copyOf(transports);
	}

	List<TransportParameter> transports() {
		return this.transports;
	}

	void start(long now) {
		if (this.context.config().announce()) {
			speak(now);
		}
	}

	void speak(long now) {
		forgetOld(now);
		if (!this.transports.isEmpty()) {
			this.context.count(Counter.ANNOUNCEMENTS);
			this.context.effects().multicast(new ServerAnnounce(this.context.id(), this.transports));
		}
		this.context.effects().setTimer(EnrpTimer.ANNOUNCE, period());
	}

	/** (N + 1) times T6, N = other servers heard. */
	private long period() {
		return (this.heard.size() + 1) * this.context.millis(TimerName.T6_SERVER_ANNOUNCE);
	}

	void heard(ServerAnnounce announce, long now) {
		ServerId server = announce.server();
		boolean other = !server.isNone() && !server.equals(this.context.id());
		if (other && (this.heard.remove(server) != null || this.heard.size() < MAX_SERVERS)) {
			this.heard.put(server, new Heard(announce, now));
		}
	}

	/** Nobody is forgotten between two announcements of a full round. */
	private void forgetOld(long now) {
		long outdated = Math.max(this.context.millis(TimerName.T7_ENRP_OUTDATE), 3 * period());
		this.heard.values().removeIf((each) -> now - each.at > outdated);
	}

	/** Where a server says that it serves ASAP over TCP, or null. */
	@Nullable Endpoint addressOf(ServerId server) {
		Heard known = this.heard.get(server);
		if (known != null) {
			for (TransportParameter transport : known.announce.transports()) {
				if (transport instanceof TcpTransport tcp) {
					return new Endpoint(tcp.address(), tcp.port());
				}
			}
		}
		return null;
	}

	private record Heard(ServerAnnounce announce, long at) {

	}

}
