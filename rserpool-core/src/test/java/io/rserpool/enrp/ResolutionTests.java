package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.AsapCodec;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;

class ResolutionTests {

	private static final String HOST = "192.0.2.1";

	@Test
	@DisplayName("RFC 5352 3.3: the answer lists all elements with the pool's policy")
	@Conformance({ "ASAP-3.3-15", "ASAP-3.3-16", "ASAP-3.3-17" })
	void answerListsAllElements() {
		Registrar registrar = withElements(Registrar.fast(), 50);

		HandleResolutionResponse answer = registrar.resolve(registrar.connect("192.0.2.9"));

		assertThat(answer.elements()).hasSize(50).extracting(PoolElementParameter::id).doesNotHaveDuplicates();
		assertThat(answer.policy()).isEqualTo(MemberSelectionPolicy.ROUND_ROBIN);
		assertThat(answer.updatesGranted()).isFalse();
		assertThat(answer.error()).isNull();
	}

	@Test
	@DisplayName("RFC 5352 3.3: an unknown pool has a negative answer without policy and elements")
	@Conformance({ "ASAP-3.3-18", "ASAP-2.2.6-5", "PAR-3.12.11-1" })
	void unknownPoolIsAnsweredNegatively() {
		Registrar registrar = Registrar.fast();

		HandleResolutionResponse answer = registrar.subscribe(registrar.connect(HOST));

		assertThat(answer).isEqualTo(new HandleResolutionResponse(Registrar.POOL, false, null, List.of(),
				OperationError.of(CauseCode.UNKNOWN_POOL_HANDLE)));
		assertThat(registrar.world.events(RserpoolEvent.ResolutionFailed.class)).hasSize(1);
		assertThat(registrar.counted("unknownPools")).isOne();
	}

	@Test
	@DisplayName("[Q-2]: the number of elements is bounded by default, by wish, and by 128")
	void numberOfElementsIsBounded() {
		Registrar registrar = withElements(Registrar.with(20), 200);
		ConnectionId user = registrar.connect("192.0.2.9");

		assertThat(sizeOf(registrar, user, HandleResolution.NO_OPTION)).isEqualTo(20);
		assertThat(sizeOf(registrar, user, 0)).isEqualTo(20);
		assertThat(sizeOf(registrar, user, 1)).isOne();
		assertThat(sizeOf(registrar, user, 50)).isEqualTo(50);
		assertThat(sizeOf(registrar, user, 199)).isEqualTo(128);
		assertThat(sizeOf(registrar, user, HandleResolution.ALL)).isEqualTo(128);
	}

	@Test
	@DisplayName("[Q-2]: without a number at most 128 elements are listed, in profile rsplib 3")
	void defaultBoundsDependOnTheProfile() {
		Registrar registrar = withElements(Registrar.fast(), 200);
		Registrar rsplib = withElements(Registrar.of(io.rserpool.machine.Profile.RSPLIB), 5);

		assertThat(registrar.resolve(registrar.connect("192.0.2.9")).elements()).hasSize(128);
		assertThat(rsplib.resolve(rsplib.connect("192.0.2.9")).elements()).hasSize(3);
	}

	@Test
	@DisplayName("RFC 5356 4.1.2: round robin moves on by one with each answer")
	@Conformance({ "POL-4.1-2", "POL-4.1-3", "POL-4.1-4", "POL-4.1-1" })
	void eachAnswerIsOneSelection() {
		Registrar registrar = withElements(Registrar.fast(), 3);
		ConnectionId user = registrar.connect("192.0.2.9");

		List<Integer> firsts = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			firsts.add(registrar.resolve(user, Registrar.POOL, false, 2).elements().get(0).id().value());
		}

		assertThat(firsts).containsExactly(1, 2, 3, 1);
		assertThat(registrar.machine.pool(Registrar.POOL, null, 10, registrar.now())).get()
			.extracting(PoolSnapshot::selections)
			.isEqualTo(4L);
	}

	@Test
	@DisplayName("[Q-5]: a pool in which nobody can serve is answered with cause 0x6")
	@Conformance({ "ASAP-2.2.6-4", "POL-3.2-1" })
	void onlyWeightZeroIsLackOfResources() {
		Registrar registrar = Registrar.fast();
		ConnectionId element = registrar.connect(HOST);
		registrar.register(element, Registrar.withPolicy(Registrar.element(1, HOST),
				MemberSelectionPolicy.of(PolicyType.WEIGHTED_ROUND_ROBIN, 0)));

		HandleResolutionResponse answer = registrar.resolve(element);

		assertThat(answer.error()).isEqualTo(OperationError.of(CauseCode.LACK_OF_RESOURCES));
		assertThat(answer.elements()).isEmpty();
		assertThat(answer.policy()).isNull();
	}

	@Test
	@DisplayName("[A-12]: a loopback address is never given to a user on another host")
	void loopbackStaysOnTheHost() {
		Registrar registrar = Registrar.with(AddressCheck.OFF, AddressScope.LOOPBACK);
		ConnectionId element = registrar.connect("127.0.0.1");
		SctpTransport both = new SctpTransport(7, TransportUse.DATA_ONLY,
				List.of(IpAddress.parse("127.0.0.1"), IpAddress.parse(HOST)));
		registrar.register(element, Registrar.element(1, HOST).withUserTransport(both));
		registrar.register(element, Registrar.element(2, HOST).withUserTransport(Registrar.sctp("127.0.0.1", 8)));

		HandleResolutionResponse remote = registrar.resolve(registrar.connect("192.0.2.9"));
		HandleResolutionResponse local = registrar.resolve(registrar.connect("127.0.0.1"));
		HandleResolutionResponse sameHost = registrar
			.resolve(registrar.connect(Registrar.LISTENER.address().toString()));

		assertThat(remote.elements()).extracting(PoolElementParameter::userTransport)
			.containsExactly(Registrar.sctp(HOST, 7));
		assertThat(local.elements()).hasSize(2);
		assertThat(sameHost.elements()).hasSize(2);
	}

	@Test
	@DisplayName("[A-12]: a pool of loopback elements only is answered to others with cause 0x6")
	void onlyLoopbackElementsAreLackOfResources() {
		Registrar registrar = Registrar.fast();
		registrar.registered(1, "127.0.0.1");

		assertThat(registrar.resolve(registrar.connect(HOST)).error())
			.isEqualTo(OperationError.of(CauseCode.LACK_OF_RESOURCES));
	}

	@Test
	@DisplayName("RFC 5354 4: an answer is cut before it outgrows the length field")
	void longAnswerIsCut() {
		Registrar registrar = Registrar.with(AddressCheck.OFF, AddressScope.LOOPBACK);
		ConnectionId element = registrar.connect(HOST);
		SctpTransport large = new SctpTransport(7, TransportUse.DATA_ONLY,
				Collections.nCopies(64, IpAddress.parse("2001:db8::1")));
		for (int i = 1; i <= 60; i++) {
			registrar.register(element, Registrar.element(i, HOST).withUserTransport(large));
		}

		HandleResolutionResponse answer = registrar.resolve(element);

		ByteBuf out = Unpooled.buffer();
		AsapCodec.encode(answer, out);
		assertThat(answer.elements()).hasSizeLessThan(60);
		assertThat(out.readableBytes()).isLessThanOrEqualTo(65_536).isGreaterThan(65_536 - 1400);
	}

	private static int sizeOf(Registrar registrar, ConnectionId user, long items) {
		return registrar.resolve(user, Registrar.POOL, false, items).elements().size();
	}

	private static Registrar withElements(Registrar registrar, int count) {
		ConnectionId connection = registrar.connect(HOST);
		for (int i = 1; i <= count; i++) {
			registrar.register(connection, Registrar.element(i, HOST));
		}
		return registrar;
	}

}
