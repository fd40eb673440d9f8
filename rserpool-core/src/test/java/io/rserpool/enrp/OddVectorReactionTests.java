package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.EnrpError;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.Octets;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementParameter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every edge and malformed worked ENRP vector, given to a running server as octets: it
 * does what the index says, answers with exactly the stated octets or not at all, and
 * nothing else changes. What breaks the borders of messages is shown by
 * {@code FramingTests}.
 */
class OddVectorReactionTests {

	private static final Set<String> FRAMING = Set.of("m01-short-header", "m03-length-zero", "m04-length-overrun",
			"m38-trailing-garbage");

	private static final Map<String, Runnable> REACTIONS = new LinkedHashMap<>();

	static {
		REACTIONS.put("e01-unknown-param-00", () -> isDropped("e01-unknown-param-00"));
		REACTIONS.put("e02-unknown-param-01", () -> isRefused("e02-unknown-param-01", 1, 12, 9));
		REACTIONS.put("e03-unknown-param-10", () -> isHeard("e03-unknown-param-10"));
		REACTIONS.put("e04-unknown-param-11", OddVectorReactionTests::unknownParameterIsReportedAndSkipped);
		REACTIONS.put("e05-nonzero-padding", () -> isAdded("e05-nonzero-padding", true));
		REACTIONS.put("e06-reserved-flags-set", () -> isHeard("e06-reserved-flags-set"));
		REACTIONS.put("e07-reserved-field-set", () -> isAdded("e07-reserved-field-set", false));
		REACTIONS.put("e08-length-counts-padding", () -> isHeard("e08-length-counts-padding"));
		REACTIONS.put("e09-add-for-own-pe", OddVectorReactionTests::ownElementMovesToTheAnnouncer);
		REACTIONS.put("e10-stale-delete", OddVectorReactionTests::deleteOfAnotherServersElementIsIgnored);
		REACTIONS.put("m02-length-too-small", () -> isDropped("m02-length-too-small"));
		REACTIONS.put("m05-unknown-type-00", () -> isDropped("m05-unknown-type-00"));
		REACTIONS.put("m06-unknown-type-01", () -> isRefused("m06-unknown-type-01", 2, 0, 12));
		REACTIONS.put("m07-unknown-type-10", () -> isDropped("m07-unknown-type-10"));
		REACTIONS.put("m08-sender-zero", OddVectorReactionTests::nobodyIsNoPeer);
		REACTIONS.put("m09-sender-is-receiver", OddVectorReactionTests::ownIdIsNotAnswered);
		REACTIONS.put("m10-wrong-receiver", OddVectorReactionTests::othersMailIsNotServed);
		REACTIONS.put("m11-param-length-zero", () -> isRefused("m11-param-length-zero", 3, 12, 4));
		REACTIONS.put("m12-param-overrun", () -> isRefused("m12-param-overrun", 3, 16, 8));
		REACTIONS.put("m13-checksum-wrong-length", () -> isRefused("m13-checksum-wrong-length", 3, 12, 8));
		REACTIONS.put("m14-unknown-update-action", () -> isRefused("m14-unknown-update-action", 3, 0, 0));
		REACTIONS.put("m15-update-missing-pe", () -> isRefused("m15-update-missing-pe", 3, 0, 0));
		REACTIONS.put("m16-update-wrong-order", () -> isRefused("m16-update-wrong-order", 3, 16, 56));
		REACTIONS.put("m17-empty-pool-handle", () -> isRefused("m17-empty-pool-handle", 3, 16, 4));
		REACTIONS.put("m18-add-home-not-sender", OddVectorReactionTests::onlyTheOwnerAnnounces);
		REACTIONS.put("m19-pe-id-zero", () -> isRefused("m19-pe-id-zero", 3, 24, 56));
		REACTIONS.put("m20-pe-without-user-transport", () -> isRefused("m20-pe-without-user-transport", 3, 24, 24));
		REACTIONS.put("m21-pe-without-policy", () -> isRefused("m21-pe-without-policy", 3, 24, 48));
		REACTIONS.put("m22-sctp-no-address", () -> isRefused("m22-sctp-no-address", 3, 40, 8));
		REACTIONS.put("m23-tcp-two-addresses", () -> isRefused("m23-tcp-two-addresses", 3, 48, 24));
		REACTIONS.put("m24-ipv4-wrong-length", () -> isRefused("m24-ipv4-wrong-length", 3, 48, 12));
		REACTIONS.put("m25-reject-with-entries",
				() -> VectorReactionTests.rejectEndsTheSession("m25-reject-with-entries"));
		REACTIONS.put("m26-reject-and-more", () -> VectorReactionTests.rejectEndsTheSession("m26-reject-and-more"));
		REACTIONS.put("m27-pe-before-handle", () -> brokenTableEndsTheSession("m27-pe-before-handle", 12, 56));
		REACTIONS.put("m28-handle-without-pe", () -> brokenTableEndsTheSession("m28-handle-without-pe", 12, 8));
		REACTIONS.put("m29-own-table-foreign-pe", OddVectorReactionTests::foreignEntryOfAnOwnTableIsSkipped);
		REACTIONS.put("m30-list-reject-with-servers",
				() -> VectorReactionTests.listRejectIsFollowedByAnotherTry("m30-list-reject-with-servers"));
		REACTIONS.put("m31-list-server-id-zero", OddVectorReactionTests::nobodyInTheListIsSkipped);
		REACTIONS.put("m32-presence-id-mismatch", OddVectorReactionTests::presenceInAnothersNameChangesNobody);
		REACTIONS.put("m33-takeover-no-target", () -> takeoverIsIgnored("m33-takeover-no-target"));
		REACTIONS.put("m34-takeover-of-self", OddVectorReactionTests::nobodyTakesOverItself);
		REACTIONS.put("m35-takeover-target-zero", OddVectorReactionTests::nobodyIsNotTakenOver);
		REACTIONS.put("m36-nested-pe-in-pe", () -> isRefused("m36-nested-pe-in-pe", 3, 24, 648));
		REACTIONS.put("m37-error-with-error", () -> isHeardAsError("m37-error-with-error"));
		REACTIONS.put("m39-life-invalid", () -> isRefused("m39-life-invalid", 3, 24, 56));
	}

	static Set<String> names() {
		return REACTIONS.keySet();
	}

	@Test
	void everyOddVectorIsShown() {
		List<String> odd = new ArrayList<>(VectorReactionTests.rows("edge"));
		odd.addAll(VectorReactionTests.rows("malformed"));
		odd.removeAll(FRAMING);

		assertThat(names()).containsExactlyInAnyOrderElementsOf(odd);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("names")
	@DisplayName("RFC 5353 3.7: a running server does what each odd vector wants of it")
	@Conformance({ "ENRP-013", "ENRP-015", "ENRP-017", "ENRP-018", "ENRP-020", "ENRP-123", "ENRP-124", "REQ-024" })
	void runningServerDoesWhatIsStated(String name) {
		Runnable reaction = REACTIONS.get(name);

		assertThat(reaction).isNotNull();
		reaction.run();
	}

	// --- the usual scene: A speaks to B

	/** A joined B and was silent for ten seconds. */
	private static FakePeer peerOf(PeerFixture server) {
		FakePeer a = VectorReactionTests.a(server).joins();
		a.adds(Registrar.listening(1, "198.51.100.1"));
		server.advance(10_000);
		return a.forget();
	}

	private static void isDropped(String vector) {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = peerOf(server);
		EnrpSnapshot before = server.snapshot();

		a.says(VectorReactionTests.vector(vector));

		assertThat(a.heard()).isEmpty();
		assertNothingChanged(server, before, a);
	}

	/** A message that is dropped does not count as heard (N-8). */
	private static void assertNothingChanged(PeerFixture server, EnrpSnapshot before, FakePeer sender) {
		EnrpSnapshot after = server.snapshot();
		assertThat(after.elementCount()).isEqualTo(before.elementCount());
		assertThat(after.poolCount()).isEqualTo(before.poolCount());
		assertThat(after.checksum()).isEqualTo(before.checksum());
		assertThat(after.peers()).isEqualTo(before.peers());
		assertThat(server.known(sender).heardMillisAgo()).isEqualTo(10_000);
		assertThat(server.world.hasClosed(sender.open())).isFalse();
	}

	private static void isRefused(String vector, int cause, int from, int octets) {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = peerOf(server);
		EnrpSnapshot before = server.snapshot();

		a.says(VectorReactionTests.vector(vector));

		assertThat(a.heard()).hasSize(1);
		assertIsReport(a.last(EnrpError.class), vector, cause, from, octets);
		assertNothingChanged(server, before, a);
	}

	/** From this server to the sender, with the cause and the octets concerned. */
	private static void assertIsReport(EnrpError report, String vector, int cause, int from, int octets) {
		byte[] quoted = Arrays.copyOfRange(VectorReactionTests.vector(vector), from, from + octets);
		EnrpError expected = new EnrpError(VectorReactionTests.B, VectorReactionTests.A,
				OperationError.of(new ErrorCause(cause, Octets.of(quoted))));
		assertThat(PeerFixture.octets(report)).isEqualTo(PeerFixture.octets(expected));
	}

	private static void isHeard(String vector) {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = VectorReactionTests.a(server).joins();
		VectorReactionTests.announceAll(a);
		server.advance(10_000);
		a.forget();

		a.says(VectorReactionTests.vector(vector));

		assertThat(a.heard()).isEmpty();
		assertThat(server.known(a).heardMillisAgo()).isZero();
		assertThat(server.known(a).audit().state()).isEqualTo(AuditState.AGREED);
	}

	private static void unknownParameterIsReportedAndSkipped() {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = VectorReactionTests.a(server).joins();
		VectorReactionTests.announceAll(a);
		server.advance(10_000);
		a.forget();

		a.says(VectorReactionTests.vector("e04-unknown-param-11"));

		assertThat(a.heard()).hasSize(1);
		assertIsReport(a.last(EnrpError.class), "e04-unknown-param-11", 1, 12, 9);
		assertThat(server.known(a).heardMillisAgo()).isZero();
		assertThat(server.known(a).audit().state()).isEqualTo(AuditState.AGREED);
	}

	private static void isHeardAsError(String vector) {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = peerOf(server);
		long errors = server.counted("errorsReceived");

		a.says(VectorReactionTests.vector(vector));

		assertThat(a.heard()).isEmpty();
		assertThat(server.counted("errorsReceived")).isEqualTo(errors + 1);
	}

	private static void isAdded(String vector, boolean calc) {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = VectorReactionTests.a(server).joins();
		a.forget();

		a.says(VectorReactionTests.vector(vector));

		assertThat(a.heard()).isEmpty();
		assertThat(calc ? server.element(VectorReactionTests.CALC, 0xcafe0003)
				: server.element(VectorReactionTests.ECHO, 0x101))
			.isNotNull();
		assertThat(server.expected(a)).isEqualTo(calc ? 0x5c59 : 0x312c);
	}

	// --- ownership

	private static PoolElementParameter echo101() {
		return VectorReactionTests.tableOfA().get(0).elements().get(0);
	}

	private static void ownElementMovesToTheAnnouncer() {
		PeerFixture server = VectorReactionTests.serverA();
		server.registered(VectorReactionTests.ECHO, echo101(), "198.51.100.11");
		FakePeer b = VectorReactionTests.b(server).joins();
		FakePeer c = VectorReactionTests.c(server).joins();
		assertThat(server.snapshot().checksum()).isEqualTo(0x312c);
		b.forget();
		c.forget();

		b.says(VectorReactionTests.vector("e09-add-for-own-pe"));

		assertThat(server.the(VectorReactionTests.ECHO, 0x101).home()).isEqualTo(VectorReactionTests.B);
		assertThat(server.snapshot().checksum()).isEqualTo(Checksums.EMPTY);
		assertThat(server.expected(b)).isEqualTo(0x312c);
		assertThat(b.heard()).isEmpty();
		assertThat(c.heard()).isEmpty();
		int asked = server.keepAlives("198.51.100.11").size();
		b.live = true;
		c.live = true;
		b.owns(VectorReactionTests.ECHO, echo101());
		server.advance(1_700_000);
		assertThat(server.keepAlives("198.51.100.11")).hasSize(asked);
		assertThat(server.the(VectorReactionTests.ECHO, 0x101).home()).isEqualTo(VectorReactionTests.B);
	}

	private static void deleteOfAnotherServersElementIsIgnored() {
		PeerFixture server = VectorReactionTests.serverC();
		FakePeer a = VectorReactionTests.a(server).joins();
		a.adds(VectorReactionTests.ECHO, echo101());
		FakePeer b = VectorReactionTests.b(server).joins();
		b.forget();

		b.says(VectorReactionTests.vector("e10-stale-delete"));

		assertThat(server.the(VectorReactionTests.ECHO, 0x101).home()).isEqualTo(VectorReactionTests.A);
		assertThat(server.expected(a)).isEqualTo(0x312c);
		assertThat(b.heard()).isEmpty();
	}

	private static void onlyTheOwnerAnnounces() {
		PeerFixture server = VectorReactionTests.serverC();
		FakePeer a = VectorReactionTests.a(server).joins();
		FakePeer b = VectorReactionTests.b(server).joins();
		a.forget();
		b.forget();

		b.says(VectorReactionTests.vector("m18-add-home-not-sender"));

		assertThat(server.hasPool(VectorReactionTests.ECHO)).isFalse();
		assertThat(server.events(RserpoolEvent.PeerMisbehaved.class)).extracting(RserpoolEvent.PeerMisbehaved::peer)
			.containsExactly(VectorReactionTests.B);
		assertThat(b.heard()).isEmpty();
	}

	// --- who speaks to whom

	private static void nobodyIsNoPeer() {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = peerOf(server);

		isDropped("m08-sender-zero");
		a.says(VectorReactionTests.vector("m08-sender-zero"));

		assertThat(server.snapshot().peers()).hasSize(1);
	}

	private static void ownIdIsNotAnswered() {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer loop = server.peer(VectorReactionTests.B.value(), "192.0.2.2").dials();

		loop.says(VectorReactionTests.vector("m09-sender-is-receiver"));

		assertThat(loop.heard()).isEmpty();
		assertThat(server.snapshot().id()).isEqualTo(VectorReactionTests.B);
		assertThat(server.snapshot().peers()).noneMatch((peer) -> peer.id().equals(VectorReactionTests.B));

		FakePeer foreigner = server.peer(VectorReactionTests.B.value(), "192.0.2.77").dials();
		foreigner.says(VectorReactionTests.vector("m09-sender-is-receiver"));

		assertThat(foreigner.heard()).isEmpty();
	}

	private static void othersMailIsNotServed() {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = peerOf(server);
		EnrpSnapshot before = server.snapshot();

		a.says(VectorReactionTests.vector("m10-wrong-receiver"));

		assertThat(a.heard(HandleTableResponse.class)).isEmpty();
		assertThat(a.heard()).isEmpty();
		assertNothingChanged(server, before, a);
	}

	private static void presenceInAnothersNameChangesNobody() {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer c = VectorReactionTests.c(server).joins();
		FakePeer a = peerOf(server);
		EnrpSnapshot before = server.snapshot();
		c.forget();

		a.says(VectorReactionTests.vector("m32-presence-id-mismatch"));

		assertThat(a.heard()).isEmpty();
		assertThat(c.heard()).isEmpty();
		assertNothingChanged(server, before, a);
		assertThat(server.events(RserpoolEvent.PeerMisbehaved.class)).hasSize(1);
	}

	// --- tables and lists

	private static void brokenTableEndsTheSession(String vector, int from, int octets) {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = VectorReactionTests.resyncingWithA(server);

		a.says(VectorReactionTests.vector(vector));

		assertThat(a.heard()).hasSize(1);
		assertIsReport(a.last(EnrpError.class), vector, 3, from, octets);
		assertThat(VectorReactionTests.owned(server, VectorReactionTests.A)).isEqualTo(1);
		assertThat(server.known(a).audit().state()).isNotEqualTo(AuditState.RESYNCING);
		a.forget();
		a.says(VectorReactionTests.vector("10-handle-table-response-empty"));
		assertThat(VectorReactionTests.owned(server, VectorReactionTests.A)).isEqualTo(1);
	}

	private static void foreignEntryOfAnOwnTableIsSkipped() {
		PeerFixture server = VectorReactionTests.serverB();
		FakePeer a = VectorReactionTests.resyncingWithA(server);
		FakePeer c = VectorReactionTests.c(server);

		a.says(VectorReactionTests.vector("m29-own-table-foreign-pe"));

		assertThat(server.hasPool(VectorReactionTests.ECHO)).isFalse();
		assertThat(server.peer(c)).isNull();
		assertThat(server.known(a).audit().state()).isNotEqualTo(AuditState.RESYNCING);
		assertThat(a.heard(HandleTableRequest.class)).isEmpty();
	}

	private static void nobodyInTheListIsSkipped() {
		PeerFixture server = PeerFixture.stopped();
		FakePeer a = VectorReactionTests.askedByB(server);

		a.says(VectorReactionTests.vector("m31-list-server-id-zero"));

		assertThat(a.heard(HandleTableRequest.class)).hasSize(1);
		assertThat(a.heard(ListRequest.class)).isEmpty();
		assertThat(server.snapshot().peers()).extracting(PeerSnapshot::id).containsExactly(VectorReactionTests.A);
	}

	// --- takeover

	private static void takeoverIsIgnored(String vector) {
		PeerFixture server = VectorReactionTests.serverC();
		FakePeer a = VectorReactionTests.a(server).joins();
		FakePeer b = VectorReactionTests.b(server).joins();
		b.forget();

		b.says(VectorReactionTests.vector(vector));

		assertThat(b.heard()).isEmpty();
		assertThat(server.status(a)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(server.status(b)).isEqualTo(PeerStatus.ACTIVE);
	}

	private static void nobodyTakesOverItself() {
		PeerFixture server = VectorReactionTests.serverC();
		FakePeer b = VectorReactionTests.b(server).joins();
		b.forget();

		b.says(VectorReactionTests.vector("m34-takeover-of-self"));

		assertThat(b.heard(InitTakeoverAck.class)).isEmpty();
		assertThat(server.status(b)).isEqualTo(PeerStatus.ACTIVE);
		assertThat(server.events(RserpoolEvent.PeerMisbehaved.class)).hasSize(1);
	}

	private static void nobodyIsNotTakenOver() {
		PeerFixture server = VectorReactionTests.serverC();
		FakePeer a = VectorReactionTests.a(server).joins();
		a.adds(VectorReactionTests.ECHO, echo101());
		server.registered(2, "198.51.100.2");

		takeoverIsIgnored("m35-takeover-target-zero");
		FakePeer b = VectorReactionTests.b(server).joins();
		b.says(VectorReactionTests.vector("m35-takeover-target-zero"));

		assertThat(VectorReactionTests.owned(server, VectorReactionTests.B)).isZero();
		assertThat(VectorReactionTests.owned(server, VectorReactionTests.A)).isEqualTo(1);
		assertThat(VectorReactionTests.owned(server, VectorReactionTests.C)).isEqualTo(1);
	}

}
