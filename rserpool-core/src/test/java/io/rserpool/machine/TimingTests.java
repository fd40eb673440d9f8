package io.rserpool.machine;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.rserpool.Conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TimingTests {

	@ParameterizedTest
	@CsvSource({ "PEER_HEARTBEAT_CYCLE, 30", "MAX_TIME_LAST_HEARD, 61", "MAX_TIME_NO_RESPONSE, 5" })
	@DisplayName("RFC 5353 4.2: defaults of the timers between servers")
	@Conformance("ENRP-125")
	void profileRfcHasTheDefaultsOfEnrp(TimerName timer, long seconds) {
		assertThat(Timing.of(Profile.RFC).get(timer)).hasSeconds(seconds);
	}

	@ParameterizedTest
	@CsvSource({ "T1_ENRP_REQUEST, 15", "T2_REGISTRATION, 30", "T3_DEREGISTRATION, 30", "T4_REREGISTRATION, 600",
			"T5_SERVER_HUNT, 10", "T6_SERVER_ANNOUNCE, 1", "T7_ENRP_OUTDATE, 5", "RETRAN_MAX, 60",
			"STALE_CACHE_VALUE, 30" })
	@DisplayName("RFC 5352 7: defaults of the timers of elements and users")
	void profileRfcHasTheDefaultsOfAsap(TimerName timer, long seconds) {
		assertThat(Timing.of(Profile.RFC).get(timer)).hasSeconds(seconds);
	}

	@ParameterizedTest
	@EnumSource(TimerName.class)
	@DisplayName("RFC 5352 7, RFC 5353 4: every timer can be set")
	@Conformance("ENRP-125")
	void everyTimerCanBeSet(TimerName timer) {
		Timing fast = Timing.of(Profile.FAST);

		Timing changed = fast.with(timer, Duration.ofMillis(1234));

		assertThat(changed.millis(timer)).isEqualTo(1234);
		assertThat(fast.get(timer)).isEqualTo(timer.in(Profile.FAST));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1S", "PT0S", "PT0.0001S", "P10DT1S" })
	void timersOutOfRangeAreRefusedWithWhatIsAllowed(Duration value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Timing.of(Profile.FAST).with(TimerName.T1_ENRP_REQUEST, value))
			.withMessageContaining("T1_ENRP_REQUEST")
			.withMessageContaining(value.toString())
			.withMessageContaining("allowed is 1 ms to 10 days");
	}

	@Test
	void replacedTimersKeepTheProfile() {
		assertThat(Timing.of(Profile.LAN).with(TimerName.RETRAN_MAX, Duration.ofSeconds(1)).profile())
			.isEqualTo(Profile.LAN);
	}

}
