package io.rserpool.handlespace;

import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.UdpTransport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Registration, consistency of pools, and flags.
 */
class HandlespaceTests {

	private final Fixture fixture = new Fixture(PolicyType.ROUND_ROBIN);

	private final Handlespace handlespace = this.fixture.handlespace;

	@Test
	void reRegistrationReplacesAttributesOfTheSameEntry() {
		PoolElementEntry entry = this.fixture.register(0);
		entry.attach("state");
		this.handlespace.setFlag(entry, ElementFlag.SUSPENDED, true);
		this.handlespace.timers().keepAliveAt(entry, 500);
		PoolElementParameter moved = entry.parameter()
			.withUserTransport(new TcpTransport(99, TransportUse.DATA_ONLY, new Ipv4Address(1)));

		PoolElementEntry again = this.handlespace.register(Fixture.HANDLE, moved, 1000);

		assertThat(again).isSameAs(entry);
		assertThat(entry.parameter().userTransport()).isEqualTo(moved.userTransport());
		assertThat(entry.registeredAtMillis()).isZero();
		assertThat(entry.lifeDeadlineMillis()).isEqualTo(301_000);
		assertThat(entry.keepAliveDeadlineMillis()).isEqualTo(500);
		assertThat(entry.attachment()).isEqualTo("state");
		assertThat(entry.flags()).containsExactly(ElementFlag.SUSPENDED);
		assertThat(this.handlespace.elementCount()).isOne();
	}

	@Test
	@DisplayName("RFC 5352 3.1: a pool has one policy type")
	void anotherPolicyIsInconsistentAlsoForALoneElement() {
		PoolElementEntry entry = this.fixture.register(0);

		Inconsistency found = this.handlespace.check(Fixture.HANDLE, Fixture.element(1, MemberSelectionPolicy.RANDOM));

		assertThat(found).isEqualTo(new Inconsistency(Inconsistency.Kind.POLICY, MemberSelectionPolicy.ROUND_ROBIN,
				entry.parameter().userTransport()));
	}

	@Test
	@DisplayName("RFC 5352 3.1: a pool has one transport type and use")
	void anotherTransportIsInconsistent() {
		PoolElementParameter parameter = this.fixture.register(0).parameter();
		Ipv4Address address = new Ipv4Address(1);

		assertThat(kind(parameter)).isNull();
		assertThat(kind(parameter.withUserTransport(new UdpTransport(7, address))))
			.isEqualTo(Inconsistency.Kind.TRANSPORT_TYPE);
		assertThat(kind(parameter.withUserTransport(new TcpTransport(7, TransportUse.DATA_PLUS_CONTROL, address))))
			.isEqualTo(Inconsistency.Kind.DATA_CONTROL);
		assertThat(this.handlespace.check(PoolHandle.of("other"), parameter)).isNull();
	}

	@Test
	void flaggedElementsAreGivenOnlyIfThereIsNoOther() {
		this.fixture.withMany(3);
		this.handlespace.setFlag(this.fixture.entry('A'), ElementFlag.SUSPENDED, true);
		assertThat(this.fixture.successive(2, 3)).isEqualTo("BC CB");

		this.handlespace.setFlag(this.fixture.entry('B'), ElementFlag.UNVERIFIED, true);
		this.handlespace.setFlag(this.fixture.entry('C'), ElementFlag.UNREACHABLE, true);
		assertThat(this.fixture.pool().usableCount()).isZero();
		assertThat(this.fixture.select(3)).hasSize(3);

		this.handlespace.setFlag(this.fixture.entry('A'), ElementFlag.SUSPENDED, false);
		assertThat(this.fixture.select(3)).isEqualTo("A");
	}

	@Test
	void aSuspendedElementComesBackToItsPlace() {
		this.fixture.withMany(4);
		this.handlespace.setFlag(this.fixture.entry('B'), ElementFlag.SUSPENDED, true);
		this.handlespace.setFlag(this.fixture.entry('B'), ElementFlag.SUSPENDED, false);

		assertThat(this.fixture.select(4)).isEqualTo("ABCD");
	}

	@Test
	void inconsistentElementsAreListedButNeverGiven() {
		this.fixture.withMany(2);
		this.handlespace.register(Fixture.HANDLE, Fixture.element(3, MemberSelectionPolicy.RANDOM), 0);

		assertThat(this.fixture.entry('C').flags()).containsExactly(ElementFlag.INCONSISTENT);
		assertThat(this.fixture.pool().size()).isEqualTo(3);
		assertThat(this.fixture.select(3)).isEqualTo("AB");

		this.fixture.register(2);
		assertThat(this.fixture.entry('C').flags()).isEmpty();
		assertThat(this.fixture.select(3)).isEqualTo("BCA");
	}

	@Test
	void aMixedPoolHasThePolicyOfMostElements() {
		this.fixture.withMany(2);
		for (int id = 3; id <= 5; id++) {
			this.handlespace.register(Fixture.HANDLE,
					Fixture.element(id, MemberSelectionPolicy.of(PolicyType.LEAST_USED, 10 - id)), 0);
		}
		assertThat(this.fixture.pool().policy().type()).isEqualTo(PolicyType.LEAST_USED);
		assertThat(this.fixture.select(5)).isEqualTo("EDC");

		this.handlespace.remove(this.fixture.entry('E'));
		assertThat(this.fixture.pool().policy().type()).isEqualTo(PolicyType.ROUND_ROBIN);
		assertThat(this.fixture.select(5)).isEqualTo("AB");

		this.handlespace.remove(this.fixture.entry('A'));
		this.handlespace.remove(this.fixture.entry('B'));
		assertThat(this.fixture.select(5)).isEqualTo("DC");
	}

	@Test
	void nobodyElseMaySetTheInconsistentFlag() {
		PoolElementEntry entry = this.fixture.register(0);

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.handlespace.setFlag(entry, ElementFlag.INCONSISTENT, true));
	}

	@Test
	void poolsOfUnknownPoliciesAreServedInTurn() {
		MemberSelectionPolicy unknown = new MemberSelectionPolicy(0xb0009999, 0, 0, 0, 0, null);
		this.handlespace.register(Fixture.HANDLE, Fixture.element(1, unknown), 0);
		this.handlespace.register(Fixture.HANDLE, Fixture.element(2, unknown), 0);

		assertThat(this.fixture.successive(3, 2)).isEqualTo("AB BA AB");
	}

	@Test
	void firstsAreCounted() {
		this.fixture.withMany(2);
		this.fixture.successive(3, 2);

		assertThat(this.fixture.entry('A').selections()).isEqualTo(2);
		assertThat(this.fixture.entry('B').selections()).isOne();
	}

	private Inconsistency.Kind kind(PoolElementParameter parameter) {
		Inconsistency found = this.handlespace.check(Fixture.HANDLE, parameter);
		return (found != null) ? found.kind() : null;
	}

}
