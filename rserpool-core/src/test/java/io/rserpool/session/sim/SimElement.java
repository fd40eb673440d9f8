package io.rserpool.session.sim;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.Endpoint;
import io.rserpool.session.Target;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * One pool element through all its lives.
 */
final class SimElement {

	private static final int FIRST_PORT = 7000;

	final MemoryHost host;

	private final SessionWorld world;

	private final PoolElementId id;

	private final List<Target> targets = new ArrayList<>();

	private final List<ElementLife> lives = new ArrayList<>();

	private @Nullable ElementLife life;

	private boolean frozen;

	SimElement(SessionWorld world, int number) {
		this.world = world;
		this.id = new PoolElementId(number);
		this.host = world.network().host("192.0.2." + number);
		for (int leg = 0; leg < world.knobs().legs(); leg++) {
			this.targets.add(new Target(this.id, leg, Endpoint.of(this.host.at(FIRST_PORT + leg)), null));
		}
		start();
	}

	PoolElementId id() {
		return this.id;
	}

	List<Target> targets() {
		return this.targets;
	}

	boolean isUp() {
		return this.life != null;
	}

	boolean isFrozen() {
		return this.frozen;
	}

	@Nullable ElementLife life() {
		return this.life;
	}

	PoolElementParameter parameter() {
		return new PoolElementParameter(this.id, ServerId.NONE, 300,
				new TcpTransport(FIRST_PORT, TransportUse.DATA_PLUS_CONTROL, this.host.address()),
				MemberSelectionPolicy.ROUND_ROBIN, null, List.of());
	}

	void start() {
		if (this.life == null) {
			this.life = new ElementLife(this.world, this, this.lives.size());
			this.lives.add(this.life);
		}
	}

	void kill() {
		ElementLife killed = this.life;
		if (killed != null) {
			killed.dies();
			this.host.kill();
			this.life = null;
			this.frozen = false;
		}
	}

	void freeze() {
		if (this.life != null && !this.frozen) {
			this.host.freeze();
			this.frozen = true;
		}
	}

	void thaw() {
		if (this.frozen) {
			this.host.thaw();
			this.frozen = false;
		}
	}

	void checkErrors() {
		for (ElementLife one : this.lives) {
			this.world.course().check(one.driver.errors() == 0, "an element's machine does not throw", this);
		}
	}

	@Override
	public String toString() {
		return "element " + this.id.value();
	}

}
