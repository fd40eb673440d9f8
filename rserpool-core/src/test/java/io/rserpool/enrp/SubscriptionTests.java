package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTests {

	private static final String HOST = "192.0.2.1";

	private final Registrar registrar = Registrar.fast();

	private final ConnectionId element = this.registrar.registered(1, HOST);

	private final ConnectionId user = this.registrar.connect("192.0.2.9");

	@Test
	@DisplayName("RFC 5352 2.2.6: updates are granted to those who want them")
	@Conformance("ASAP-2.2.6-1")
	void wishIsGranted() {
		assertThat(this.registrar.resolve(this.user).updatesGranted()).isFalse();
		assertThat(this.registrar.subscribe(this.user).updatesGranted()).isTrue();
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).subscriptionCount()).isOne();
	}

	@Test
	@DisplayName("[A-15]: the first update leaves at once, behind the answer, the next coalesced after a second")
	void updatesAreCoalesced() {
		this.registrar.subscribe(this.user);
		this.registrar.world.clear();

		this.registrar.register(this.element, Registrar.listening(2, HOST));
		assertThat(this.registrar.world.sent()).extracting((sent) -> sent.message().getClass().getSimpleName())
			.containsExactly(RegistrationResponse.class.getSimpleName(),
					HandleResolutionResponse.class.getSimpleName());
		this.registrar.register(this.element, Registrar.listening(3, HOST));
		this.registrar.register(this.element, Registrar.listening(4, HOST));
		this.registrar.advance(999);
		assertThat(updates()).hasSize(1);
		this.registrar.advance(1);

		assertThat(updates()).hasSize(2);
		assertThat(updates().get(1).updatesGranted()).isTrue();
		assertThat(updates().get(1).elements()).extracting(PoolElementParameter::id)
			.containsExactlyInAnyOrder(Registrar.id(1), Registrar.id(2), Registrar.id(3), Registrar.id(4));
		this.registrar.advance(1500);
		assertThat(updates()).hasSize(2);
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: changed policy values are told, an unchanged re-registration is not")
	void onlyChangesAreTold() {
		PoolHandle pool = PoolHandle.of("weighted");
		PoolElementParameter light = Registrar.withPolicy(Registrar.element(1, HOST),
				MemberSelectionPolicy.of(PolicyType.WEIGHTED_RANDOM, 1));
		MemberSelectionPolicy heavy = MemberSelectionPolicy.of(PolicyType.WEIGHTED_RANDOM, 9);
		this.registrar.register(this.element, pool, light);
		this.registrar.resolve(this.user, pool, true, HandleResolution.NO_OPTION);
		this.registrar.world.clear();

		this.registrar.register(this.element, pool, light);
		assertThat(updates()).isEmpty();
		this.registrar.register(this.element, pool, Registrar.withPolicy(light, heavy));

		assertThat(updates()).singleElement()
			.satisfies((update) -> assertThat(update.elements()).extracting(PoolElementParameter::policy)
				.containsExactly(heavy));
	}

	@Test
	@DisplayName("RFC 5352 2.2.6: a deleted pool is told once, and the subscription ends")
	void deletedPoolEndsTheSubscription() {
		this.registrar.subscribe(this.user);
		this.registrar.world.clear();

		this.registrar.deregister(this.element, 1);
		this.registrar.register(this.element, Registrar.element(1, HOST));
		this.registrar.advance(1000);

		assertThat(updates()).singleElement()
			.extracting(HandleResolutionResponse::error)
			.isEqualTo(OperationError.of(CauseCode.UNKNOWN_POOL_HANDLE));
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).subscriptionCount()).isZero();
	}

	@Test
	@DisplayName("[A-15]: a coalesced update of a pool that was deleted meanwhile does not follow")
	void deletionCancelsTheCoalescedUpdate() {
		this.registrar.subscribe(this.user);
		this.registrar.register(this.element, Registrar.element(2, HOST));
		this.registrar.register(this.element, Registrar.element(3, HOST));
		this.registrar.world.clear();

		for (int id = 1; id <= 3; id++) {
			this.registrar.deregister(this.element, id);
		}
		this.registrar.advance(1500);

		assertThat(updates()).singleElement().matches((update) -> update.error() != null);
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: no subscription to a pool that does not exist yet")
	@Conformance("ASAP-2.2.5-3")
	void unknownPoolIsNotSubscribed() {
		PoolHandle later = PoolHandle.of("later");
		HandleResolutionResponse answer = this.registrar.resolve(this.user, later, true, HandleResolution.NO_OPTION);
		this.registrar.world.clear();

		this.registrar.register(this.element, later, Registrar.element(1, HOST));
		this.registrar.advance(1500);

		assertThat(answer.updatesGranted()).isFalse();
		assertThat(updates()).isEmpty();
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: the subscription ends with the connection")
	@Conformance("ASAP-2.2.5-2")
	void subscriptionEndsWithTheConnection() {
		this.registrar.subscribe(this.user);
		this.registrar.lose(this.user);
		this.registrar.world.clear();

		this.registrar.register(this.element, Registrar.element(2, HOST));

		assertThat(updates()).isEmpty();
		assertThat(this.registrar.machine.snapshot(this.registrar.now()).subscriptionCount()).isZero();
	}

	@Test
	@DisplayName("RFC 5352 2.2.5: a later request without the wish does not cancel the subscription")
	void laterRequestDoesNotCancel() {
		this.registrar.subscribe(this.user);
		this.registrar.resolve(this.user);
		this.registrar.world.clear();

		this.registrar.register(this.element, Registrar.element(2, HOST));

		assertThat(updates()).hasSize(1);
	}

	@Test
	@DisplayName("[T-5]: subscribers are told of a suspended element")
	void suspensionIsTold() {
		ConnectionId other = this.registrar.registered(2, "192.0.2.2");
		this.registrar.subscribe(this.user);
		this.registrar.world.clear();

		this.registrar.lose(other);

		assertThat(updates()).singleElement()
			.satisfies((update) -> assertThat(update.elements()).extracting(PoolElementParameter::id)
				.containsExactly(Registrar.id(1)));
	}

	@Test
	@DisplayName("[Q-4]: an update is no selection")
	void updateIsNoSelection() {
		this.registrar.register(this.element, Registrar.element(2, HOST));
		this.registrar.subscribe(this.user);
		PoolSnapshot before = this.registrar.machine.pool(Registrar.POOL, null, 10, this.registrar.now()).orElseThrow();

		this.registrar.register(this.element, Registrar.element(3, HOST));

		PoolSnapshot after = this.registrar.machine.pool(Registrar.POOL, null, 10, this.registrar.now()).orElseThrow();
		assertThat(after.selections()).isEqualTo(before.selections());
		assertThat(this.registrar.resolve(this.user).elements().get(0).id()).isEqualTo(Registrar.id(2));
	}

	@Test
	@DisplayName("SR-23: above its number of subscriptions a connection is granted no more")
	void subscriptionsAreBounded() {
		ConnectionId second = this.registrar.connect("192.0.2.2");
		for (int i = 0; i < 1000; i++) {
			PoolHandle pool = PoolHandle.of("pool-" + i);
			this.registrar.register(second, pool, Registrar.element(i + 1, "192.0.2.2"));
			if (i < 999) {
				this.registrar.resolve(this.user, pool, true, 1);
			}
		}

		assertThat(this.registrar.subscribe(this.user).updatesGranted()).isTrue();
		assertThat(this.registrar.resolve(this.user, PoolHandle.of("pool-998"), true, 1).updatesGranted()).isTrue();
		HandleResolutionResponse refused = this.registrar.resolve(this.user, PoolHandle.of("pool-999"), true, 1);
		assertThat(refused.updatesGranted()).isFalse();
		assertThat(refused.elements()).hasSize(1);
	}

	@Test
	@DisplayName("[Q-2]: an update of a large pool has as many elements as were asked for, all different")
	void updateHasAsManyElementsAsWanted() {
		for (int id = 2; id <= 300; id++) {
			this.registrar.register(this.element, Registrar.element(id, HOST));
		}
		this.registrar.resolve(this.user, Registrar.POOL, true, 40);
		this.registrar.world.clear();

		this.registrar.register(this.element, Registrar.element(301, HOST));

		assertThat(updates()).singleElement()
			.satisfies((update) -> assertThat(update.elements()).hasSize(40)
				.extracting(PoolElementParameter::id)
				.doesNotHaveDuplicates());
	}

	private List<HandleResolutionResponse> updates() {
		return this.registrar.world.sentTo(this.user, HandleResolutionResponse.class);
	}

}
