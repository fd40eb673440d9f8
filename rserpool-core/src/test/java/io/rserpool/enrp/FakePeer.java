package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.ServerInformation;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.UpdateAction;

/**
 * A peer of the server under test, played by the test: either word by word, or, when
 * {@link #live}, one that answers and sends heartbeats by itself. Written from RFC 5353,
 * not from the machine.
 */
final class FakePeer {

	final ServerId id;

	final Endpoint address;

	/** Answers and sends heartbeats by itself. */
	boolean live;

	/** Live, but acknowledges no takeover. */
	boolean acknowledges = true;

	/** Live, but gives nobody its table. */
	boolean givesTable = true;

	/** What happens to dials to it. */
	Host host = Host.LISTENING;

	/** Elements in one part of its table. */
	int partSize = Integer.MAX_VALUE;

	@Nullable ConnectionId connection;

	long nextHeartbeat;

	private final PeerFixture fixture;

	private final Map<PoolHandle, Map<PoolElementId, PoolElementParameter>> own = new LinkedHashMap<>();

	private final List<RecordingEffects.Sent> inbox = new ArrayList<>();

	private final List<PoolEntry> unsent = new ArrayList<>();

	FakePeer(PeerFixture fixture, ServerId id, Endpoint address) {
		this.fixture = fixture;
		this.id = id;
		this.address = address;
	}

	/** What a dial to a peer meets. */
	enum Host {

		/** The peer. */
		LISTENING,

		/** The host, which says that the process is gone. */
		REFUSING,

		/** No answer until the dial is given up. */
		UNREACHABLE,

		/** No answer at all. */
		MUTE

	}

	// --- what it owns

	/** Owns an element from now on; says nothing of it. */
	PoolElementParameter owns(PoolElementParameter element) {
		return owns(Registrar.POOL, element);
	}

	PoolElementParameter owns(PoolHandle handle, PoolElementParameter element) {
		PoolElementParameter mine = element.withHome(this.id);
		this.fixture.runs(handle, mine);
		this.own.computeIfAbsent(handle, (pool) -> new LinkedHashMap<>()).put(mine.id(), mine);
		return mine;
	}

	/** Owns it no more; says nothing of it. */
	void disowns(int element) {
		this.own.values().forEach((pool) -> pool.remove(Registrar.id(element)));
		this.own.values().removeIf(Map::isEmpty);
	}

	/** The checksum over what it owns, summed up the slow way (RFC 1071). */
	int checksum() {
		List<PoolEntry> entries = table();
		return Checksums.of(entries);
	}

	List<PoolEntry> table() {
		return this.own.entrySet()
			.stream()
			.map((pool) -> new PoolEntry(pool.getKey(), List.copyOf(pool.getValue().values())))
			.toList();
	}

	// --- what it says

	ServerInformation information() {
		return new ServerInformation(this.id, transport());
	}

	SctpTransport transport() {
		return PeerFixture.transport(this.address);
	}

	/** Opens a connection to the server and says nothing. */
	FakePeer dials() {
		this.connection = this.fixture.accept(this, Registrar.endpoint(this.address.address().toString(), 50_000));
		return this;
	}

	/** Opens a connection and greets the server as RFC and mapping want it. */
	FakePeer joins() {
		dials();
		presence(true);
		return this;
	}

	/** Joins and lives on by itself. */
	FakePeer lives() {
		this.live = true;
		this.nextHeartbeat = this.fixture.now() + this.fixture.heartbeat();
		return joins();
	}

	/** Lives on by itself and waits to be dialled. */
	FakePeer waits() {
		this.live = true;
		this.nextHeartbeat = this.fixture.now() + this.fixture.heartbeat();
		return this;
	}

	/** Falls silent, its connection stays open and takes what is sent. */
	void freezes() {
		this.live = false;
		this.host = Host.MUTE;
	}

	/** Its process is gone: connection lost, dials refused. */
	void crashes() {
		this.live = false;
		this.host = Host.REFUSING;
		loses();
	}

	/** Its network is gone, which nobody is told. */
	void isCutOff() {
		this.live = false;
		this.host = Host.UNREACHABLE;
		loses();
	}

	/** The connection ends. */
	void loses() {
		ConnectionId lost = this.connection;
		if (lost != null) {
			this.connection = null;
			this.fixture.lose(lost);
		}
	}

	void says(EnrpMessage message) {
		this.fixture.receive(open(), message);
	}

	void says(byte[] octets) {
		this.fixture.receive(open(), octets);
	}

	ConnectionId open() {
		ConnectionId open = this.connection;
		if (open == null) {
			throw new AssertionError("No connection with " + this);
		}
		return open;
	}

	void presence(boolean replyRequired) {
		presence(replyRequired, checksum());
	}

	void presence(boolean replyRequired, int checksum) {
		says(new Presence(this.id, ServerId.NONE, replyRequired, checksum, information()));
	}

	/** Owns the element and announces it. */
	void adds(PoolElementParameter element) {
		adds(Registrar.POOL, element);
	}

	void adds(PoolHandle handle, PoolElementParameter element) {
		says(update(UpdateAction.ADD_PE, handle, owns(handle, element)));
	}

	/** Announces that it removed the element. */
	void deletes(PoolElementParameter element) {
		disowns(element.id().value());
		says(update(UpdateAction.DEL_PE, Registrar.POOL, element.withHome(this.id)));
	}

	HandleUpdate update(UpdateAction action, PoolHandle handle, PoolElementParameter element) {
		return new HandleUpdate(this.id, ServerId.NONE, false, action, handle, element);
	}

	void asksForList() {
		says(new ListRequest(this.id, this.fixture.id));
	}

	void asksForTable(boolean ownOnly) {
		says(new HandleTableRequest(this.id, this.fixture.id, ownOnly));
	}

	void initTakeover(ServerId target) {
		says(new InitTakeover(this.id, ServerId.NONE, target));
	}

	void acks(ServerId target) {
		says(new InitTakeoverAck(this.id, this.fixture.id, target));
	}

	void takesOver(ServerId target) {
		says(new TakeoverServer(this.id, ServerId.NONE, target));
	}

	/** Answers a list request. */
	void givesList(FakePeer... peers) {
		List<ServerInformation> servers = new ArrayList<>();
		for (FakePeer peer : peers) {
			servers.add(peer.information());
		}
		says(new ListResponse(this.id, this.fixture.id, false, servers));
	}

	void rejectsList() {
		says(new ListResponse(this.id, this.fixture.id, true, List.of()));
	}

	void rejectsTable() {
		says(new HandleTableResponse(this.id, this.fixture.id, true, false, List.of()));
	}

	/** Answers a table request with its own elements or part of them. */
	void givesTable(boolean more, PoolEntry... entries) {
		says(new HandleTableResponse(this.id, this.fixture.id, false, more, List.of(entries)));
	}

	/** Answers a table request with all that it owns. */
	void givesOwnTable() {
		says(new HandleTableResponse(this.id, this.fixture.id, false, false, table()));
	}

	// --- what it hears

	void heard(RecordingEffects.Sent sent) {
		this.inbox.add(sent);
	}

	/** What the server said since {@link #forget()}. */
	List<EnrpMessage> heard() {
		return this.inbox.stream().map((sent) -> (EnrpMessage) sent.message()).toList();
	}

	<M extends EnrpMessage> List<M> heard(Class<M> type) {
		return heard().stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** When messages of one type arrived, in virtual time. */
	List<Long> times(Class<? extends EnrpMessage> type) {
		return times(type, (message) -> true);
	}

	List<Long> times(Class<? extends EnrpMessage> type, Predicate<EnrpMessage> which) {
		return this.inbox.stream()
			.filter((sent) -> type.isInstance(sent.message()) && which.test((EnrpMessage) sent.message()))
			.map(RecordingEffects.Sent::at)
			.toList();
	}

	<M extends EnrpMessage> M last(Class<M> type) {
		List<M> all = heard(type);
		if (all.isEmpty()) {
			throw new AssertionError(this + " heard no " + type.getSimpleName() + " but " + heard());
		}
		return all.get(all.size() - 1);
	}

	/** Presences that ask for an answer. */
	List<Presence> probes() {
		return heard(Presence.class).stream().filter(Presence::replyRequired).toList();
	}

	FakePeer forget() {
		this.inbox.clear();
		return this;
	}

	/** A live peer's answer. */
	void reacts(EnrpMessage message) {
		if (message instanceof Presence presence && presence.replyRequired()) {
			says(new Presence(this.id, this.fixture.id, false, checksum(), information()));
		}
		else if (message instanceof ListRequest) {
			says(new ListResponse(this.id, this.fixture.id, false, this.fixture.othersOf(this)));
		}
		else if (message instanceof HandleTableRequest request) {
			part(request.ownOnly());
		}
		else if (message instanceof HandleUpdate update && update.action() == UpdateAction.ADD_PE) {
			disowns(update.element().id().value());
		}
		else if (message instanceof InitTakeover takeover) {
			if (takeover.target().equals(this.id)) {
				presence(false);
			}
			else if (this.acknowledges) {
				acks(takeover.target());
			}
		}
	}

	private void part(boolean ownOnly) {
		if (!this.givesTable) {
			rejectsTable();
			return;
		}
		if (this.unsent.isEmpty()) {
			(ownOnly ? table() : this.fixture.tableOf(this)).forEach((entry) -> entry.elements()
				.forEach((element) -> this.unsent.add(new PoolEntry(entry.handle(), List.of(element)))));
		}
		List<PoolEntry> part = List.copyOf(this.unsent.subList(0, Math.min(this.partSize, this.unsent.size())));
		this.unsent.subList(0, part.size()).clear();
		says(new HandleTableResponse(this.id, this.fixture.id, false, !this.unsent.isEmpty(), part));
	}

	@Override
	public String toString() {
		return "peer " + this.id;
	}

}
