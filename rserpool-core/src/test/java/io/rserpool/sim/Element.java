package io.rserpool.sim;

import java.util.List;

import io.rserpool.asap.ElementKey;
import io.rserpool.asap.ElementSpec;
import io.rserpool.asap.ElementState;
import io.rserpool.asap.RegistrationListener;
import io.rserpool.asap.RequestCallback;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import org.jspecify.annotations.Nullable;

/**
 * A pool element of the plan: what it wants, and what it was told. The truth that all
 * servers have to agree with.
 */
final class Element implements RegistrationListener, RequestCallback {

	private static final int FIRST_PORT = 7000;

	private static final PoolElementId NO_ID = new PoolElementId(0);

	final String name;

	final PoolHandle handle;

	final EndpointProcess endpoint;

	private final World world;

	private final int lifeSeconds;

	private final int port;

	/** The id that the element insists on, or null = any. */
	private final @Nullable PoolElementId fixedId;

	private PoolElementId id;

	private MemberSelectionPolicy policy;

	private @Nullable ElementKey key;

	private ElementState state = ElementState.IDLE;

	/** How many ids the element has had. */
	private int ids;

	private boolean wanted;

	private boolean refused;

	/** Whether the element left without a server having said so. */
	private boolean leaving;

	Element(World world, String name, EndpointProcess endpoint, PoolHandle handle, @Nullable PoolElementId id,
			MemberSelectionPolicy policy, int lifeSeconds) {
		this.world = world;
		this.name = name;
		this.endpoint = endpoint;
		this.handle = handle;
		this.fixedId = id;
		this.id = (id != null) ? id : NO_ID;
		this.policy = policy;
		this.lifeSeconds = lifeSeconds;
		this.port = FIRST_PORT + endpoint.elements().size();
		endpoint.add(this);
		if (id != null) {
			world.names().element(id, name);
		}
	}

	/** Registers the element; starts its process first if need be. */
	void register() {
		this.endpoint.start();
		if (this.wanted || this.endpoint.process().isFrozen()) {
			return;
		}
		ElementKey former = this.key;
		if (former != null) {
			this.endpoint.machine().discard(former);
		}
		this.wanted = true;
		this.leaving = false;
		this.refused = false;
		this.key = this.endpoint.machine()
			.register(new ElementSpec(this.handle, this.fixedId, transport(), List.of(), this.policy, this.lifeSeconds),
					this, this.endpoint.process().now());
	}

	TcpTransport transport() {
		return new TcpTransport(this.port, TransportUse.DATA_ONLY, this.endpoint.host().address);
	}

	void deregister() {
		ElementKey known = this.key;
		if (this.wanted && known != null && this.endpoint.process().isRunning()) {
			this.wanted = false;
			this.leaving = true;
			this.endpoint.machine().deregister(known, this, this.endpoint.process().now());
		}
	}

	/** Wants to leave still: no server took notice so far. */
	void insist() {
		ElementKey known = this.key;
		if (this.leaving && known != null && this.endpoint.isAlive() && this.endpoint.process().isRunning()) {
			this.endpoint.machine().deregister(known, this, this.endpoint.process().now());
		}
	}

	/** Registers again with another weight. */
	void update(MemberSelectionPolicy newPolicy) {
		ElementKey known = this.key;
		if (this.wanted && known != null && this.endpoint.process().isRunning()) {
			this.policy = newPolicy;
			this.endpoint.machine().updatePolicy(known, newPolicy, new Indifferent(), this.endpoint.process().now());
		}
	}

	void died() {
		this.wanted = false;
		this.leaving = false;
		this.key = null;
		this.state = ElementState.IDLE;
	}

	/** Whether servers have to know the element, sooner or later. */
	boolean isLive() {
		return this.wanted && this.endpoint.isAlive() && !this.refused;
	}

	boolean isRegistered() {
		return this.state == ElementState.REGISTERED || this.state == ElementState.REREGISTERING;
	}

	ElementState state() {
		return this.state;
	}

	/** The id that the element has now. */
	PoolElementId id() {
		return this.id;
	}

	MemberSelectionPolicy policy() {
		return this.policy;
	}

	@Override
	public void stateChanged(ElementState newState, PoolElementId newId) {
		this.state = newState;
		if (!newId.equals(this.id)) {
			this.id = newId;
			this.ids++;
			this.world.names().element(newId, (this.ids == 1) ? this.name : this.name + "." + this.ids);
			this.world.disturbed();
		}
	}

	@Override
	public void registered(PoolElementId newId, ServerId home, @Nullable OperationError warning) {
		this.refused = false;
	}

	@Override
	public void rejected(PoolElementId newId, ErrorCause cause, boolean triesAgain) {
		this.refused = !triesAgain;
	}

	@Override
	public void noServer(PoolElementId newId, List<Endpoint> tried, long waitedMillis) {
	}

	@Override
	public void ended(PoolElementId newId, @Nullable ErrorCause cause, boolean registersAgain) {
		if (!registersAgain) {
			this.refused = true;
		}
	}

	@Override
	public void granted() {
		this.leaving = false;
	}

	@Override
	public void refused(ErrorCause cause) {
	}

	@Override
	public void noServer(List<Endpoint> tried, long waitedMillis) {
	}

	@Override
	public void abandoned() {
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Does not care what becomes of a policy update: the latest values win anyway.
	 */
	private static final class Indifferent implements RequestCallback {

		@Override
		public void granted() {
		}

		@Override
		public void refused(ErrorCause cause) {
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
		}

		@Override
		public void abandoned() {
		}

	}

}
