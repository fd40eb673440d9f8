package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireMessage;

/**
 * One endpoint among a few ENRP servers that the test plays. Profile rfc, unless told
 * otherwise.
 */
final class AsapFixture {

	static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	static final PoolHandle OTHER = PoolHandle.of("OtherPool");

	static final Endpoint LOCAL = new Endpoint(IpAddress.parse("192.0.2.100"), 40000);

	static final ServerId SERVER_1 = new ServerId(0x11111111);

	static final ServerId SERVER_2 = new ServerId(0x22222222);

	final RecordingEffects<AsapTimer> world = new RecordingEffects<>();

	final AsapConfig config;

	final AsapEndpointMachine machine;

	private final Set<ConnectionId> answered = new HashSet<>();

	final RegistrationLog registrations = new RegistrationLog();

	AsapFixture(AsapConfig config, long seed) {
		this.config = config;
		this.machine = new AsapEndpointMachine(config, new Random(seed), this.world);
	}

	AsapFixture(AsapConfig config) {
		this(config, 42);
	}

	AsapFixture(int servers) {
		this(config(servers));
	}

	static AsapConfig config(int servers) {
		List<Endpoint> endpoints = new ArrayList<>();
		for (int i = 1; i <= servers; i++) {
			endpoints.add(server(i));
		}
		return AsapConfig.of(endpoints, Timing.of(Profile.RFC));
	}

	static Endpoint server(int number) {
		return new Endpoint(IpAddress.parse("192.0.2." + number), 3863);
	}

	static PoolElementParameter element(int id) {
		return element(id, MemberSelectionPolicy.ROUND_ROBIN);
	}

	static PoolElementParameter element(int id, MemberSelectionPolicy policy) {
		return new PoolElementParameter(new PoolElementId(id), SERVER_1, 300, transport(7000 + id), policy, null,
				List.of());
	}

	static TcpTransport transport(int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, LOCAL.address());
	}

	static ElementSpec spec() {
		return ElementSpec.of(ECHO, transport(7000), MemberSelectionPolicy.ROUND_ROBIN);
	}

	long now() {
		return this.world.now();
	}

	AsapFixture started() {
		this.machine.start(now());
		return this;
	}

	/** Starts and lets the first server that is dialled answer. */
	ConnectionId connected() {
		started();
		return answerDial(this.world.dialled().get(0));
	}

	/** Dials that wait for the network's answer. */
	List<RecordingEffects.Dialled> openDials() {
		return this.world.dialled()
			.stream()
			.filter((dial) -> !this.answered.contains(dial.connection()) && !this.world.hasClosed(dial.connection()))
			.toList();
	}

	ConnectionId answerDial(RecordingEffects.Dialled dial) {
		this.answered.add(dial.connection());
		this.machine.connectionUp(dial.connection(), Protocol.ASAP, LOCAL, dial.to(), true, now());
		return dial.connection();
	}

	ConnectionId answerLastDial() {
		return answerDial(this.world.lastDial());
	}

	void refuse(RecordingEffects.Dialled dial) {
		this.answered.add(dial.connection());
		this.machine.dialFailed(dial.connection(), DialFailure.REFUSED, now());
	}

	void refuseLastDial() {
		refuse(this.world.lastDial());
	}

	/** A server dials the ASAP listener. */
	ConnectionId accepted(Endpoint remote) {
		ConnectionId connection = this.world.nextConnection();
		this.machine.connectionUp(connection, Protocol.ASAP, LOCAL, remote, false, now());
		return connection;
	}

	void lose(ConnectionId connection) {
		this.machine.connectionLost(connection, "reset", now());
	}

	/** Loses a connection that was up for so long that it counts as one that served. */
	void loseLate(ConnectionId connection) {
		advance(this.config.timing().millis(TimerName.T5_SERVER_HUNT));
		lose(connection);
	}

	void advance(long millis) {
		this.world.advance(this.machine, millis);
	}

	void receive(ConnectionId from, WireMessage message) {
		this.machine.received(from, message, now());
	}

	/** Accepts the last registration that was sent on a connection. */
	void accept(ConnectionId connection) {
		Registration registration = lastRegistration(connection);
		receive(connection, new RegistrationResponse(registration.handle(), registration.element().id(), false, null));
	}

	void reject(ConnectionId connection, CauseCode cause) {
		Registration registration = lastRegistration(connection);
		receive(connection, new RegistrationResponse(registration.handle(), registration.element().id(), true,
				OperationError.of(cause)));
	}

	Registration lastRegistration(ConnectionId connection) {
		return last(this.world.sentTo(connection, Registration.class));
	}

	static <M> M last(List<M> list) {
		return list.get(list.size() - 1);
	}

	int registrations(ConnectionId connection) {
		return this.world.sentTo(connection, Registration.class).size();
	}

	ElementKey register() {
		return this.machine.register(spec(), this.registrations, now());
	}

	ElementState state(ElementKey key) {
		return this.machine.snapshot(now())
			.elements()
			.stream()
			.filter((element) -> element.key().equals(key))
			.map(ElementStatus::state)
			.findFirst()
			.orElse(ElementState.IDLE);
	}

	ResolutionLog resolve(PoolHandle handle) {
		return resolve(handle, false);
	}

	ResolutionLog resolve(PoolHandle handle, boolean fresh) {
		ResolutionLog log = new ResolutionLog();
		this.machine.resolve(handle, fresh, log, now());
		return log;
	}

	/** A positive answer with round robin elements of the given ids. */
	static HandleResolutionResponse answer(PoolHandle handle, boolean updates, Integer... ids) {
		return new HandleResolutionResponse(handle, updates, MemberSelectionPolicy.ROUND_ROBIN,
				Arrays.stream(ids).map((id) -> element(id)).toList(), null);
	}

	static HandleResolutionResponse negative(PoolHandle handle, CauseCode cause) {
		return new HandleResolutionResponse(handle, false, null, List.of(), OperationError.of(cause));
	}

	static ErrorCause cause(CauseCode cause) {
		return ErrorCause.of(cause);
	}

}
