package io.rserpool;

import java.net.InetSocketAddress;

import io.rserpool.asap.CachedElement;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TransportParameter;

/**
 * A cached element as it is given to applications.
 */
final class CachedSelection implements Selection {

	private final DefaultPoolUser user;

	private final CachedElement element;

	CachedSelection(DefaultPoolUser user, CachedElement element) {
		this.user = user;
		this.element = element;
	}

	@Override
	public PoolHandle handle() {
		return this.element.handle();
	}

	@Override
	public PoolElementId id() {
		return this.element.id();
	}

	@Override
	public TransportParameter transport() {
		return this.element.transport();
	}

	@Override
	public InetSocketAddress address() {
		if (this.element.addresses().isEmpty()) {
			throw new IllegalStateException("Element " + this.element + " has an opaque transport without address");
		}
		return this.element.addresses().get(0);
	}

	@Override
	public void failed() {
		this.user.failed(this.element);
	}

	@Override
	public Selection failedGiveNext() {
		return this.user.failedGiveNext(this.element);
	}

	@Override
	public String toString() {
		return this.element.toString();
	}

}
