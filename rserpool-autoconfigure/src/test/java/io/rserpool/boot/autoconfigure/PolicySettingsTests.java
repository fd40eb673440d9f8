package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PolicySettingsTests {

	private static final String PREFIX = "rserpool.elements.echo.policy";

	@ParameterizedTest
	@EnumSource
	void everyTypeHasANameForEachWord(PolicyType type) {
		assertThat(PolicySettings.names(type)).hasSize(type.words()).doesNotHaveDuplicates();
	}

	@Test
	void valuesBecomeWordsInTheOrderOfTheWire() {
		RserpoolProperties.Policy policy = new RserpoolProperties.Policy();
		policy.setType(PolicyType.LEAST_USED_DEGRADATION_DPF);
		policy.setLoad(LoadShare.valueOf("25%"));
		policy.setDegradation(LoadShare.valueOf("0x00000001"));
		policy.setLoadDpf(LoadShare.valueOf("0.1%"));
		policy.setDistance(50L);
		assertThat(PolicySettings.policy(PREFIX, policy))
			.isEqualTo(MemberSelectionPolicy.of(PolicyType.LEAST_USED_DEGRADATION_DPF, 0x40000000, 1, 0x00418937, 50));
	}

	@Test
	void aMissingWeightIsOneAndOtherMissingValuesAreZero() {
		RserpoolProperties.Policy policy = new RserpoolProperties.Policy();
		policy.setType(PolicyType.WEIGHTED_RANDOM);
		assertThat(PolicySettings.policy(PREFIX, policy).word0()).isEqualTo(1);
		policy.setType(PolicyType.LEAST_USED);
		assertThat(PolicySettings.policy(PREFIX, policy).word0()).isZero();
	}

	@Test
	void aValueThatThePolicyDoesNotHaveIsRefused() {
		RserpoolProperties.Policy policy = new RserpoolProperties.Policy();
		policy.setWeight(3L);
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> PolicySettings.policy(PREFIX, policy))
			.withMessageContaining("'rserpool.elements.echo.policy.weight'")
			.withMessageContaining("'3'")
			.withMessageContaining("policy round-robin has no weight");
	}

	@Test
	void aValueBeyond32BitsIsRefused() {
		RserpoolProperties.Policy policy = new RserpoolProperties.Policy();
		policy.setType(PolicyType.PRIORITY);
		policy.setPriority(4294967296L);
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> PolicySettings.policy(PREFIX, policy))
			.withMessageContaining("'rserpool.elements.echo.policy.priority'")
			.withMessageContaining("0 to 4294967295");
	}

}
