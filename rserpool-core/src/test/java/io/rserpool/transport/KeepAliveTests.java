package io.rserpool.transport;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests {

	@Test
	void connectionsBetweenServersEndAfterTenSilentSeconds() {
		KeepAlive keepAlive = KeepAlive.ofPeer(Timing.of(Profile.RFC));

		assertThat(keepAlive)
			.isEqualTo(new KeepAlive(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10)));
	}

	@Test
	void quickerProfilesEndConnectionsBetweenServersSooner() {
		Timing timing = Timing.of(Profile.FAST);

		assertThat(KeepAlive.ofPeer(timing)).isEqualTo(KeepAlive.ofHome(timing));
		assertThat(KeepAlive.ofPeer(timing).total()).isEqualTo(Duration.ofSeconds(6));
	}

	@Test
	void serversWaitThreeSecondsForEachOthersPort() {
		ConnectionOptions options = ConnectionOptions.ofPeer(Timing.of(Profile.RFC));

		assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
		assertThat(options.maxQueuedOctets()).isEqualTo(16 * 1024 * 1024);
	}

}
