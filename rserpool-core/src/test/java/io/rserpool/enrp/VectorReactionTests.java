package io.rserpool.enrp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EnrpCodec;
import io.rserpool.wire.EnrpError;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.Vectors;
import io.rserpool.wire.WireLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every valid worked ENRP vector, given to a running server as octets: it does what the
 * index says. The cast is that of the vectors: A, B and C.
 */
class VectorReactionTests {

	static final ServerId A = ServerId.of(0x1a2b3c4d);

	static final ServerId B = ServerId.of(0x5e6f7081);

	static final ServerId C = ServerId.of(0x92a3b4c5);

	static final PoolHandle ECHO = PoolHandle.of("echo");

	static final PoolHandle CALC = PoolHandle.of("calc-pool");

	static final PoolHandle VIDEO = PoolHandle.of("video/transcode");

	private static final Map<String, Runnable> REACTIONS = new LinkedHashMap<>();

	static {
		REACTIONS.put("01-presence-heartbeat", VectorReactionTests::presenceIsComparedAndNotAnswered);
		REACTIONS.put("02-presence-reply-required", VectorReactionTests::probeIsAnsweredWithServerInformation);
		REACTIONS.put("03-presence-checksum-only", VectorReactionTests::presenceWithoutInformationIsGood);
		REACTIONS.put("04-presence-bare", VectorReactionTests::barePresenceCountsAsHeard);
		REACTIONS.put("05-handle-table-request-all", VectorReactionTests::wholeTableIsGivenInParts);
		REACTIONS.put("06-handle-table-request-own", VectorReactionTests::onlyOwnElementsAreGiven);
		REACTIONS.put("07-handle-table-response-more", VectorReactionTests::firstPartIsInstalledAndMoreAskedFor);
		REACTIONS.put("08-handle-table-response-last", VectorReactionTests::lastPartEndsTheSession);
		REACTIONS.put("09-handle-table-response-reject", () -> rejectEndsTheSession("09-handle-table-response-reject"));
		REACTIONS.put("10-handle-table-response-empty", VectorReactionTests::emptyTableRemovesWhatIsMarked);
		REACTIONS.put("11-handle-update-add-sctp", VectorReactionTests::elementOnSctpIsAdded);
		REACTIONS.put("12-handle-update-add-tcp", VectorReactionTests::weightedElementOnTcpIsAdded);
		REACTIONS.put("13-handle-update-add-udp-degradation", VectorReactionTests::elementWithoutEndIsAdded);
		REACTIONS.put("14-handle-update-del", VectorReactionTests::elementIsDeleted);
		REACTIONS.put("15-handle-update-takeover-suggested", VectorReactionTests::suggestionIsAnAdditionFirst);
		REACTIONS.put("16-list-request", VectorReactionTests::strangerGetsTheListAndIsProbed);
		REACTIONS.put("17-list-response", VectorReactionTests::listIsInstalledAndNewOnesProbed);
		REACTIONS.put("18-list-response-reject", () -> listRejectIsFollowedByAnotherTry("18-list-response-reject"));
		REACTIONS.put("19-list-response-empty", VectorReactionTests::emptyListIsGood);
		REACTIONS.put("20-init-takeover", VectorReactionTests::takeoverIsAcknowledgedAndTargetAnswers);
		REACTIONS.put("21-init-takeover-ack", VectorReactionTests::lastAckEnforces);
		REACTIONS.put("22-takeover-server", VectorReactionTests::takenOverElementsChangeHome);
		for (String error : List.of("23-error-unrecognized-parameter", "24-error-unrecognized-message",
				"25-error-lack-of-resources", "26-error-security", "27-error-two-causes")) {
			REACTIONS.put(error, () -> errorIsCountedAndNotAnswered(error));
		}
	}

	static Set<String> names() {
		return REACTIONS.keySet();
	}

	@Test
	void everyValidVectorIsShown() {
		assertThat(names()).containsExactlyInAnyOrderElementsOf(rows("valid"));
	}

	static List<String> rows(String kind) {
		return Vectors.index("worked/enrp-index.csv")
			.stream()
			.filter((row) -> row.get(1).equals(kind))
			.map((row) -> row.get(0).substring("enrp-".length()))
			.toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("names")
	@DisplayName("RFC 5353 3: a running server does what each vector wants of it")
	@Conformance({ "ENRP-018", "ENRP-021", "ENRP-024", "ENRP-084", "ENRP-094", "ENRP-099" })
	void runningServerDoesWhatIsStated(String name) {
		Runnable reaction = REACTIONS.get(name);

		assertThat(reaction).isNotNull();
		reaction.run();
	}

	// --- the cast

	static PeerFixture serverA() {
		return serverA((peering) -> peering);
	}

	static PeerFixture serverA(UnaryOperator<PeeringConfig> peering) {
		return PeerFixture.of(PeerFixture.config(A, peering), Registrar.endpoint("192.0.2.1", 9901), 42).start();
	}

	static PeerFixture serverB() {
		return PeerFixture.serving();
	}

	static PeerFixture serverC() {
		return PeerFixture.of(PeerFixture.config(C, (peering) -> peering), Registrar.endpoint("192.0.2.3", 9901), 42)
			.start();
	}

	static FakePeer a(PeerFixture server) {
		return server.peer(A.value(), "192.0.2.1");
	}

	static FakePeer b(PeerFixture server) {
		return server.peer(B.value(), "192.0.2.2");
	}

	static FakePeer c(PeerFixture server) {
		return server.peer(C.value(), "192.0.2.3");
	}

	static byte[] vector(String name) {
		return Vectors.octets("worked/enrp-" + name + ".hex");
	}

	static EnrpMessage message(String name) {
		EnrpMessage message = EnrpCodec.decode(Unpooled.wrappedBuffer(vector(name)), WireLimits.DEFAULT).message();
		if (message == null) {
			throw new AssertionError("Vector " + name + " is no message");
		}
		return message;
	}

	/** The four elements of A, as the vectors have them. */
	static List<PoolEntry> tableOfA() {
		List<PoolEntry> first = ((HandleTableResponse) message("07-handle-table-response-more")).entries();
		List<PoolEntry> last = ((HandleTableResponse) message("08-handle-table-response-last")).entries();
		return List.of(first.get(0), last.get(0), last.get(1));
	}

	/** Lets the peer own the four elements of A; the server is told of all of them. */
	static void announceAll(FakePeer peer) {
		tableOfA().forEach((entry) -> entry.elements().forEach((element) -> peer.adds(entry.handle(), element)));
	}

	/** The server itself owns the four elements. */
	private static void registerAll(PeerFixture server) {
		for (PoolEntry entry : tableOfA()) {
			for (PoolElementParameter element : entry.elements()) {
				server.registered(entry.handle(), element, hostOf(element));
			}
		}
	}

	private static String hostOf(PoolElementParameter element) {
		if (element.asapTransport() == null) {
			throw new AssertionError("No ASAP transport: " + element);
		}
		return element.asapTransport().addresses().get(0).toString();
	}

	/** B compares its view of A with A's, after A announced another checksum. */
	static FakePeer resyncingWithA(PeerFixture server) {
		FakePeer a = a(server).joins();
		a.adds(ECHO, tableOfA().get(0).elements().get(0));
		a.forget();
		a.presence(false, 0x8c06);
		assertThat(a.heard(HandleTableRequest.class)).containsExactly(new HandleTableRequest(B, A, true));
		return a.forget();
	}

	/** B asked its mentor A for the list. */
	static FakePeer askedByB(PeerFixture server) {
		FakePeer a = a(server);
		server.start(a);
		a.says(new Presence(A, B, false, 0xffff, a.information()));
		assertThat(a.heard(ListRequest.class)).hasSize(1);
		return a.forget();
	}

	static long owned(PeerFixture server, ServerId home) {
		return server.machine.pools(null, 100, 100, server.now())
			.stream()
			.flatMap((pool) -> pool.elements().stream())
			.filter((element) -> element.home().equals(home))
			.count();
	}

	// --- presence

	private static void presenceIsComparedAndNotAnswered() {
		PeerFixture server = serverB();
		FakePeer a = a(server).joins();
		announceAll(a);
		a.forget();
		server.advance(10_000);

		a.says(vector("01-presence-heartbeat"));

		assertThat(a.heard()).isEmpty();
		assertThat(server.known(a).heardMillisAgo()).isZero();
		assertThat(server.known(a).audit().received()).isEqualTo(0x8c06);
		assertThat(server.known(a).audit().state()).isEqualTo(AuditState.AGREED);
	}

	private static void probeIsAnsweredWithServerInformation() {
		PeerFixture server = serverB();
		FakePeer a = a(server).joins();
		announceAll(a);
		a.forget();

		a.says(vector("02-presence-reply-required"));

		Presence answer = a.last(Presence.class);
		assertThat(a.heard()).hasSize(1);
		assertThat(answer.receiver()).isIn(A, ServerId.NONE);
		assertThat(PeerFixture.octets(answer))
			.isEqualTo(PeerFixture.octets(new Presence(B, answer.receiver(), false, 0xffff, server.information())));
	}

	private static void presenceWithoutInformationIsGood() {
		PeerFixture server = serverA();
		FakePeer b = b(server).joins();
		b.forget();
		server.advance(10_000);

		b.says(vector("03-presence-checksum-only"));

		assertThat(b.heard()).isEmpty();
		assertThat(server.known(b).heardMillisAgo()).isZero();
		assertThat(server.known(b).audit().state()).isEqualTo(AuditState.AGREED);
	}

	private static void barePresenceCountsAsHeard() {
		PeerFixture server = serverA();
		FakePeer b = b(server).joins();
		b.adds(Registrar.listening(1, "198.51.100.1"));
		b.forget();
		long compared = server.known(b).audit().passed() + server.known(b).audit().mismatches();
		server.advance(10_000);

		b.says(vector("04-presence-bare"));

		assertThat(b.heard()).isEmpty();
		assertThat(server.known(b).heardMillisAgo()).isZero();
		assertThat(server.known(b).audit().passed() + server.known(b).audit().mismatches()).isEqualTo(compared);
	}

	// --- tables

	private static void wholeTableIsGivenInParts() {
		PeerFixture server = serverA((peering) -> peering.withTableResponse(16_384, 3));
		registerAll(server);
		FakePeer b = b(server).joins();
		b.adds(Registrar.listening(1, "198.51.100.1"));
		b.forget();

		b.says(vector("05-handle-table-request-all"));
		b.says(vector("05-handle-table-request-all"));

		List<HandleTableResponse> parts = b.heard(HandleTableResponse.class);
		assertThat(parts).extracting(HandleTableResponse::more).containsExactly(true, false);
		assertThat(parts).noneMatch(HandleTableResponse::rejected);
		assertThat(elements(parts)).hasSize(5).containsAll(elementsOfA());
	}

	private static void onlyOwnElementsAreGiven() {
		PeerFixture server = serverA();
		registerAll(server);
		FakePeer b = b(server).joins();
		b.adds(Registrar.listening(1, "198.51.100.1"));
		b.forget();

		b.says(vector("06-handle-table-request-own"));

		List<HandleTableResponse> parts = b.heard(HandleTableResponse.class);
		assertThat(parts).hasSize(1).noneMatch(HandleTableResponse::more);
		assertThat(elements(parts)).containsExactlyInAnyOrderElementsOf(elementsOfA());
	}

	private static List<PoolElementParameter> elements(List<HandleTableResponse> parts) {
		return parts.stream()
			.flatMap((part) -> part.entries().stream())
			.flatMap((entry) -> entry.elements().stream())
			.toList();
	}

	private static List<PoolElementParameter> elementsOfA() {
		return tableOfA().stream().flatMap((entry) -> entry.elements().stream()).toList();
	}

	private static void firstPartIsInstalledAndMoreAskedFor() {
		PeerFixture server = serverB();
		FakePeer a = resyncingWithA(server);

		a.says(vector("07-handle-table-response-more"));

		assertThat(server.element(ECHO, 0x101)).isNotNull();
		assertThat(server.element(ECHO, 0x102)).isNotNull();
		assertThat(a.heard()).containsExactly(new HandleTableRequest(B, A, true));
	}

	private static void lastPartEndsTheSession() {
		PeerFixture server = serverB();
		FakePeer a = resyncingWithA(server);
		a.adds(ECHO, Registrar.listening(0x999, "198.51.100.99"));
		a.disowns(0x999);
		a.forget();

		a.says(vector("07-handle-table-response-more"));
		a.says(vector("08-handle-table-response-last"));

		assertThat(a.heard(HandleTableRequest.class)).hasSize(1);
		assertThat(server.element(CALC, 0xcafe0003)).isNotNull();
		assertThat(server.element(VIDEO, 0xcafe0004)).isNotNull();
		// Announced after the comparison began, so it is younger than the table (N-23).
		assertThat(server.element(ECHO, 0x999)).isNotNull();
		assertThat(owned(server, A)).isEqualTo(5);
	}

	static void rejectEndsTheSession(String vector) {
		PeerFixture server = serverB();
		FakePeer a = resyncingWithA(server);

		a.says(vector(vector));
		a.says(vector("10-handle-table-response-empty"));

		assertThat(owned(server, A)).isEqualTo(1);
		assertThat(server.known(a).audit().state()).isNotEqualTo(AuditState.RESYNCING);
		assertThat(a.heard()).isEmpty();
	}

	private static void emptyTableRemovesWhatIsMarked() {
		PeerFixture server = serverB();
		FakePeer a = resyncingWithA(server);

		a.says(vector("10-handle-table-response-empty"));

		assertThat(owned(server, A)).isZero();
		assertThat(server.hasPool(ECHO)).isFalse();
		assertThat(a.heard(HandleTableRequest.class)).isEmpty();
		assertThat(a.heard(HandleUpdate.class)).isEmpty();
	}

	// --- updates

	private static FakePeer added(PeerFixture server, String vector) {
		FakePeer a = a(server).joins();
		a.forget();
		a.says(vector(vector));
		assertThat(a.heard()).isEmpty();
		return a;
	}

	private static void assertIsThatOf(String vector, ElementSnapshot element) {
		PoolElementParameter sent = ((HandleUpdate) message(vector)).element();
		assertThat(element.home()).isEqualTo(sent.home());
		assertThat(element.transport()).isEqualTo(sent.userTransport());
		assertThat(element.policy()).isEqualTo(sent.policy());
		assertThat(element.asapTransport()).isEqualTo(sent.asapTransport());
		assertThat(element.lifeSeconds()).isEqualTo(sent.lifeSeconds());
	}

	private static void elementOnSctpIsAdded() {
		PeerFixture server = serverB();
		FakePeer a = added(server, "11-handle-update-add-sctp");

		assertIsThatOf("11-handle-update-add-sctp", server.the(ECHO, 0x101));
		assertThat(server.expected(a)).isEqualTo(0x312c);
	}

	private static void weightedElementOnTcpIsAdded() {
		PeerFixture server = serverB();
		FakePeer a = added(server, "12-handle-update-add-tcp");

		assertIsThatOf("12-handle-update-add-tcp", server.the(CALC, 0xcafe0003));
		assertThat(server.pool(CALC).policy().type()).isEqualTo(PolicyType.WEIGHTED_ROUND_ROBIN);
		assertThat(server.expected(a)).isEqualTo(0x5c59);
	}

	private static void elementWithoutEndIsAdded() {
		PeerFixture server = serverB();
		added(server, "13-handle-update-add-udp-degradation");

		assertIsThatOf("13-handle-update-add-udp-degradation", server.the(VIDEO, 0xcafe0004));
		assertThat(server.the(VIDEO, 0xcafe0004).lifeLeftMillis()).isEqualTo(-1);
	}

	private static void elementIsDeleted() {
		PeerFixture server = serverB();
		FakePeer a = a(server).joins();
		a.adds(ECHO, tableOfA().get(0).elements().get(1));
		a.forget();

		a.says(vector("14-handle-update-del"));

		assertThat(server.hasPool(ECHO)).isFalse();
		assertThat(server.expected(a)).isEqualTo(Checksums.EMPTY);

		a.says(vector("14-handle-update-del"));

		assertThat(a.heard()).isEmpty();
	}

	private static void suggestionIsAnAdditionFirst() {
		PeerFixture server = serverB();
		added(server, "15-handle-update-takeover-suggested");

		assertIsThatOf("15-handle-update-takeover-suggested", server.the(ECHO, 0x101));
		server.advance(TimerName.KEEP_ALIVE_INTERVAL);
		assertThat(server.keepAlives("198.51.100.11")).isEmpty();

		PeerFixture willing = PeerFixture.serving((peering) -> peering.withTakeoverSuggestion(true));
		added(willing, "15-handle-update-takeover-suggested");
		willing.advance(TimerName.KEEP_ALIVE_INTERVAL);

		assertThat(willing.homeCalls("198.51.100.11")).isNotEmpty();
		assertThat(willing.the(ECHO, 0x101).home()).isEqualTo(A);
	}

	// --- lists

	private static void strangerGetsTheListAndIsProbed() {
		PeerFixture server = serverA();
		FakePeer c = c(server).joins();
		FakePeer b = b(server).dials();

		b.says(vector("16-list-request"));

		ListResponse list = b.last(ListResponse.class);
		assertThat(list.rejected()).isFalse();
		assertThat(list.servers()).containsExactlyInAnyOrder(server.information(), c.information());
		assertThat(b.probes()).hasSize(1);
		assertThat(server.status(b)).isEqualTo(PeerStatus.ACTIVE);
	}

	private static void listIsInstalledAndNewOnesProbed() {
		PeerFixture server = PeerFixture.stopped();
		FakePeer c = c(server);
		FakePeer a = askedByB(server);

		a.says(vector("17-list-response"));

		assertThat(server.status(a)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(server.status(c)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(c.probes()).hasSize(1);
	}

	static void listRejectIsFollowedByAnotherTry(String vector) {
		PeerFixture server = PeerFixture.stopped();
		FakePeer a = askedByB(server);

		a.says(vector(vector));

		assertThat(a.heard(ListRequest.class)).isEmpty();
		assertThat(server.snapshot().phase()).isEqualTo(ServerPhase.JOINING);
		server.advance(1_499);
		assertThat(a.heard(ListRequest.class)).isEmpty();
		server.advance(3_001);
		assertThat(a.heard(ListRequest.class)).hasSize(1);
		assertThat(server.peer(C)).isNull();
	}

	private static void emptyListIsGood() {
		PeerFixture server = PeerFixture.stopped();
		FakePeer a = askedByB(server);

		a.says(vector("19-list-response-empty"));

		assertThat(a.heard(HandleTableRequest.class)).containsExactly(new HandleTableRequest(B, A, false));
		assertThat(server.status(a)).isEqualTo(PeerStatus.ACTIVE);
	}

	// --- takeover

	private static void takeoverIsAcknowledgedAndTargetAnswers() {
		PeerFixture third = serverC();
		FakePeer dead = a(third).joins();
		third.advance(third.heartbeat() + 1);
		FakePeer b = b(third).joins();
		dead.forget();
		b.forget();

		b.says(vector("20-init-takeover"));

		assertThat(PeerFixture.octets(b.last(InitTakeoverAck.class))).isEqualTo(vector("21-init-takeover-ack"));
		assertThat(third.status(dead)).isEqualTo(PeerStatus.NOT_ACTIVE);

		PeerFixture target = serverA();
		FakePeer initiator = b(target).joins();
		FakePeer c = c(target).joins();
		initiator.forget();
		c.forget();

		initiator.says(vector("20-init-takeover"));

		assertThat(initiator.heard()).isNotEmpty().allMatch((message) -> isAnnouncement(message, A));
		assertThat(c.heard()).hasSize(1).allMatch((message) -> isAnnouncement(message, A));
	}

	private static boolean isAnnouncement(EnrpMessage message, ServerId from) {
		return message instanceof Presence presence && presence.sender().equals(from) && !presence.replyRequired();
	}

	private static void lastAckEnforces() {
		PeerFixture server = serverB();
		FakePeer a = a(server).joins();
		a.adds(ECHO, tableOfA().get(0).elements().get(0));
		FakePeer c = c(server).lives();
		c.acknowledges = false;
		a.freezes();
		server.advance(server.death() + server.millis(TimerName.TAKEOVER_DELAY));
		assertThat(PeerFixture.octets(c.heard(InitTakeover.class).get(0))).isEqualTo(vector("20-init-takeover"));
		assertThat(c.heard(TakeoverServer.class)).isEmpty();

		c.says(vector("21-init-takeover-ack"));

		assertThat(PeerFixture.octets(c.last(TakeoverServer.class))).isEqualTo(vector("22-takeover-server"));
		assertThat(server.the(ECHO, 0x101).home()).isEqualTo(B);
	}

	private static void takenOverElementsChangeHome() {
		PeerFixture server = serverC();
		FakePeer a = a(server).joins();
		announceAll(a);
		FakePeer b = b(server).joins();
		b.adds(Registrar.listening(1, "198.51.100.1"));
		server.registered(2, "198.51.100.2");
		server.advance(server.heartbeat() + 1);
		b.presence(false);

		b.says(vector("22-takeover-server"));

		assertThat(server.status(a)).isNull();
		assertThat(owned(server, A)).isZero();
		assertThat(owned(server, B)).isEqualTo(5);
		assertThat(owned(server, C)).isEqualTo(1);
	}

	// --- errors

	private static void errorIsCountedAndNotAnswered(String vector) {
		PeerFixture server = serverB();
		FakePeer a = a(server).joins();
		a.forget();
		long before = server.counted("errorsReceived");

		a.says(vector(vector));

		assertThat(a.heard()).isEmpty();
		assertThat(server.counted("errorsReceived")).isEqualTo(before + 1);
		assertThat(server.events(RserpoolEvent.ErrorReceived.class)).hasSizeGreaterThanOrEqualTo(1);
		assertThat(server.status(a)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(((EnrpError) message(vector)).sender()).isEqualTo(A);
	}

}
