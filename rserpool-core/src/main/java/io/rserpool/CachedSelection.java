package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;

import io.rserpool.asap.Leg;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * A leg of a cached element as it is given to applications.
 */
final class CachedSelection implements Selection {

	private final DefaultPoolUser user;

	private final Leg leg;

	CachedSelection(DefaultPoolUser user, Leg leg) {
		this.user = user;
		this.leg = leg;
	}

	/** Whose it is; another user may share its element, but not its transports. */
	DefaultPoolUser user() {
		return this.user;
	}

	@Override
	public PoolHandle handle() {
		return this.leg.handle();
	}

	@Override
	public PoolElementId id() {
		return this.leg.id();
	}

	@Override
	public TransportParameter transport() {
		return this.leg.transport();
	}

	@Override
	public int leg() {
		return this.leg.number();
	}

	@Override
	public List<TransportParameter> transports() {
		return this.leg.element().transports();
	}

	@Override
	public MemberSelectionPolicy policy() {
		return this.leg.element().parameter().policy();
	}

	@Override
	public InetSocketAddress address() {
		List<InetSocketAddress> addresses = this.leg.addresses();
		if (addresses.isEmpty()) {
			throw new IllegalStateException("Element " + this + " has an opaque transport without address");
		}
		return addresses.get(0);
	}

	@Override
	public void failed() {
		this.user.failed(this.leg);
	}

	@Override
	public void succeeded() {
		this.user.succeeded(this.leg);
	}

	@Override
	public Selection failedGiveNext() {
		return this.user.failedGiveNext(this.leg);
	}

	@Override
	public String toString() {
		return this.leg.element().toString();
	}

}
