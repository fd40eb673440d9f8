package io.rserpool.enrp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireMessage;

/**
 * A server under test with its world, and the words that tests speak.
 */
final class Registrar {

	static final ServerId ID = ServerId.of(0x0a0b0c0d);

	static final PoolHandle POOL = PoolHandle.of("EchoPool");

	static final Endpoint LISTENER = endpoint("192.0.2.200", 3863);

	final RecordingEffects<EnrpTimer> world = new RecordingEffects<>();

	final EnrpServerMachine machine;

	final EnrpConfig config;

	private final Map<ConnectionId, Integer> answered = new HashMap<>();

	private int lastPort = 40_000;

	private Registrar(EnrpConfig config) {
		this.config = config;
		this.machine = new EnrpServerMachine(config, new SplittableRandom(42), this.world);
		this.machine.start(this.world.now());
	}

	static Registrar fast() {
		return with((config) -> config);
	}

	static Registrar of(Profile profile) {
		return new Registrar(EnrpConfig.of(ID, Timing.of(profile)));
	}

	static Registrar with(UnaryOperator<EnrpConfig> change) {
		return new Registrar(change.apply(EnrpConfig.of(ID, Timing.of(Profile.FAST))));
	}

	static Registrar with(AddressCheck check, AddressScope scope) {
		return with((c) -> new EnrpConfig(c.id(), c.timing(), c.limits(), check, scope, c.maxResolutionItems(),
				c.maxBadReports(), c.lifeInMilliseconds(), c.strictRfc(), c.announce(), c.peering()));
	}

	static Registrar with(Limits limits) {
		return with((c) -> new EnrpConfig(c.id(), c.timing(), limits, c.addressCheck(), c.minAddressScope(),
				c.maxResolutionItems(), c.maxBadReports(), c.lifeInMilliseconds(), c.strictRfc(), c.announce(),
				c.peering()));
	}

	static Registrar with(int maxResolutionItems) {
		return with((c) -> new EnrpConfig(c.id(), c.timing(), c.limits(), c.addressCheck(), c.minAddressScope(),
				maxResolutionItems, c.maxBadReports(), c.lifeInMilliseconds(), c.strictRfc(), c.announce(),
				c.peering()));
	}

	static Registrar strictRfc() {
		return with((c) -> new EnrpConfig(c.id(), c.timing(), c.limits(), c.addressCheck(), c.minAddressScope(),
				c.maxResolutionItems(), c.maxBadReports(), c.lifeInMilliseconds(), true, c.announce(), c.peering()));
	}

	static Registrar lifeInMilliseconds() {
		return with((c) -> new EnrpConfig(c.id(), c.timing(), c.limits(), c.addressCheck(), c.minAddressScope(),
				c.maxResolutionItems(), c.maxBadReports(), true, c.strictRfc(), c.announce(), c.peering()));
	}

	static Registrar announcing() {
		return with((c) -> new EnrpConfig(c.id(), c.timing(), c.limits(), c.addressCheck(), c.minAddressScope(),
				c.maxResolutionItems(), c.maxBadReports(), c.lifeInMilliseconds(), c.strictRfc(), true, c.peering()));
	}

	static Endpoint endpoint(String address, int port) {
		return new Endpoint(IpAddress.parse(address), port);
	}

	static PoolElementId id(int value) {
		return new PoolElementId(value);
	}

	/** An element on TCP port 7, round robin, life 300 s, without ASAP listener. */
	static PoolElementParameter element(int id, String address) {
		return new PoolElementParameter(id(id), ServerId.NONE, 300, tcp(address, 7), MemberSelectionPolicy.ROUND_ROBIN,
				null, List.of());
	}

	/** The same with an ASAP listener on port 3900. */
	static PoolElementParameter listening(int id, String address) {
		return element(id, address).withAsapTransport(sctp(address, 3900));
	}

	static PoolElementParameter withPolicy(PoolElementParameter element, MemberSelectionPolicy policy) {
		return new PoolElementParameter(element.id(), element.home(), element.lifeSeconds(), element.userTransport(),
				policy, element.asapTransport(), element.additionalLegs());
	}

	static PoolElementParameter withLife(PoolElementParameter element, int life) {
		return new PoolElementParameter(element.id(), element.home(), life, element.userTransport(), element.policy(),
				element.asapTransport(), element.additionalLegs());
	}

	static TcpTransport tcp(String address, int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, IpAddress.parse(address));
	}

	static SctpTransport sctp(String address, int port) {
		return new SctpTransport(port, TransportUse.DATA_ONLY, List.of(IpAddress.parse(address)));
	}

	/** Accepts a connection from the given address. */
	ConnectionId connect(String address) {
		ConnectionId connection = this.world.nextConnection();
		this.lastPort++;
		this.machine.connectionUp(connection, Protocol.ASAP, LISTENER, endpoint(address, this.lastPort), false, now());
		return connection;
	}

	/** The dial that was begun last succeeds. */
	ConnectionId dialSucceeds() {
		RecordingEffects.Dialled dial = this.world.lastDial();
		this.machine.connectionUp(dial.connection(), Protocol.ASAP, endpoint("192.0.2.200", 50_000), dial.to(), true,
				now());
		return dial.connection();
	}

	RegistrationResponse register(ConnectionId from, PoolElementParameter element) {
		return register(from, POOL, element);
	}

	RegistrationResponse register(ConnectionId from, PoolHandle handle, PoolElementParameter element) {
		int before = this.world.sentTo(from, RegistrationResponse.class).size();
		receive(from, new Registration(handle, element));
		List<RegistrationResponse> answers = this.world.sentTo(from, RegistrationResponse.class);
		if (answers.size() != before + 1) {
			throw new AssertionError("Every registration has one answer, not " + (answers.size() - before));
		}
		return answers.get(before);
	}

	/** Connects and registers a listening element that must be accepted. */
	ConnectionId registered(int id, String address) {
		ConnectionId connection = connect(address);
		RegistrationResponse response = register(connection, listening(id, address));
		if (response.rejected()) {
			throw new AssertionError("Rejected: " + response);
		}
		return connection;
	}

	DeregistrationResponse deregister(ConnectionId from, int id) {
		receive(from, new Deregistration(POOL, id(id)));
		return this.world.lastTo(from, DeregistrationResponse.class);
	}

	HandleResolutionResponse resolve(ConnectionId from) {
		return resolve(from, POOL, false, HandleResolution.NO_OPTION);
	}

	HandleResolutionResponse subscribe(ConnectionId from) {
		return resolve(from, POOL, true, HandleResolution.NO_OPTION);
	}

	HandleResolutionResponse resolve(ConnectionId from, PoolHandle handle, boolean updates, long items) {
		receive(from, new HandleResolution(handle, updates, items));
		return this.world.lastTo(from, HandleResolutionResponse.class);
	}

	void ack(ConnectionId from, int id) {
		receive(from, new EndpointKeepAliveAck(POOL, id(id)));
	}

	void report(ConnectionId from, int id) {
		receive(from, new EndpointUnreachable(POOL, id(id)));
	}

	void receive(ConnectionId from, WireMessage message) {
		this.machine.received(from, message, now());
	}

	void lose(ConnectionId connection) {
		this.machine.connectionLost(connection, "closed by peer", now());
	}

	void advance(long millis) {
		this.world.advance(this.machine, millis);
	}

	/** Lets time pass while the element answers each keep-alive 1 ms later. */
	void advanceAnswering(ConnectionId connection, int id, long millis) {
		long end = now() + millis;
		while (now() < end) {
			advance(1);
			int asked = keepAlives(connection).size();
			if (asked > this.answered.getOrDefault(connection, 0)) {
				ack(connection, id);
			}
			this.answered.put(connection, asked);
		}
	}

	List<EndpointKeepAlive> keepAlives(ConnectionId to) {
		return this.world.sentTo(to, EndpointKeepAlive.class);
	}

	/** When keep-alives left, in virtual time. */
	List<Long> keepAliveTimes() {
		return this.world.sent()
			.stream()
			.filter((sent) -> sent.message() instanceof EndpointKeepAlive)
			.map(RecordingEffects.Sent::at)
			.toList();
	}

	boolean has(int id) {
		return element(id) != null;
	}

	@Nullable ElementSnapshot element(int id) {
		return this.machine.pool(POOL, null, 100_000, now())
			.flatMap((pool) -> pool.elements().stream().filter((element) -> element.id().equals(id(id))).findFirst())
			.orElse(null);
	}

	ElementState state(int id) {
		ElementSnapshot element = element(id);
		if (element == null) {
			throw new AssertionError("No element " + id);
		}
		return element.state();
	}

	long counted(String counter) {
		Map<String, Long> counters = this.machine.snapshot(now()).counters();
		Long count = counters.get(counter);
		if (count == null) {
			throw new AssertionError("No counter " + counter + " among " + counters.keySet());
		}
		return count;
	}

	long millis(TimerName timer) {
		return this.config.timing().millis(timer);
	}

	long now() {
		return this.world.now();
	}

}
