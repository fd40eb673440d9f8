package io.rserpool.asap;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;
import org.jspecify.annotations.Nullable;

/**
 * Builds the Pool Element parameter of one element's registrations (RFC 5352 section 3.1,
 * R2.1 to R2.6).
 */
final class RegistrationMessage {

	/** How long before its end a registration is renewed. */
	private static final long RENEWAL_MARGIN_MILLIS = 20_000;

	private final AsapConfig config;

	private final ElementSpec spec;

	private final AsapListenerAddress listener;

	RegistrationMessage(AsapConfig config, ElementSpec spec, AsapListenerAddress listener) {
		this.config = config;
		this.spec = spec;
		this.listener = listener;
	}

	ElementSpec spec() {
		return this.spec;
	}

	/** Registration life in seconds, -1 = infinite. */
	private int lifeSeconds() {
		if (this.spec.lifeSeconds() != ElementSpec.DEFAULT_LIFE) {
			return this.spec.lifeSeconds();
		}
		return (int) Math.max(1, this.config.millis(TimerName.REGISTRATION_LIFE) / 1000);
	}

	/** T4. */
	long reregistrationMillis() {
		long most = this.config.millis(TimerName.T4_REREGISTRATION);
		int life = lifeSeconds();
		if (life == PoolElementParameter.INFINITE_LIFE) {
			return most;
		}
		long millis = life * 1000L;
		// a short life less the margin is nothing
		long before = (millis <= 2 * RENEWAL_MARGIN_MILLIS) ? millis / 2 : millis - RENEWAL_MARGIN_MILLIS;
		return Math.min(most, before);
	}

	/**
	 * Returns the parameter.
	 * @param home the home server's id, {@link ServerId#NONE} if not known
	 * @param local this side's address on the connection to the home server
	 */
	PoolElementParameter element(PoolElementId id, MemberSelectionPolicy policy, ServerId home,
			@Nullable Endpoint local) {
		int life = lifeSeconds();
		if (this.config.lifeInMilliseconds() && life != PoolElementParameter.INFINITE_LIFE) {
			life = (int) Math.min(Integer.MAX_VALUE, life * 1000L);
		}
		return new PoolElementParameter(id, home, life, userTransport(), policy, asapTransport(local),
				this.config.additionalLegs() ? this.spec.additionalLegs() : List.of());
	}

	private TransportParameter userTransport() {
		if (this.config.strictRfc() && this.spec.transport() instanceof TcpTransport tcp) {
			// [T-17] the RFC has a reserved field there
			return new TcpTransport(tcp.port(), TransportUse.DATA_ONLY, tcp.address());
		}
		return this.spec.transport();
	}

	/** Where servers dial this endpoint, or null if they cannot [T-6]. */
	private @Nullable SctpTransport asapTransport(@Nullable Endpoint local) {
		Endpoint open = this.listener.get();
		if (open == null) {
			return null;
		}
		// [T-6] servers refuse an address that is not the connection's own
		IpAddress address = (local != null) ? local.address() : open.address();
		boolean reachable = open.address().isUnspecifiedOrBroadcast() || open.address().equals(address);
		return reachable ? new SctpTransport(open.port(), TransportUse.DATA_ONLY, List.of(address)) : null;
	}

}
