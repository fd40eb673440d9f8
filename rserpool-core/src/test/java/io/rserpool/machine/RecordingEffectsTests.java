package io.rserpool.machine;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingEffectsTests {

	private final RecordingEffects<String> world = new RecordingEffects<>(0);

	private final List<String> fired = new ArrayList<>();

	@Test
	void timersFireInOrderOfTheirEndAndMaySetOthers() {
		this.world.setTimer("late", 30);
		this.world.setTimer("early", 10);
		this.world.setTimer("moved", 5);
		this.world.setTimer("moved", 25);
		this.world.setTimer("cancelled", 20);
		this.world.cancelTimer("cancelled");

		this.world.advance(new FiredTimers(), 30);

		assertThat(this.fired).containsExactly("early@10", "again@12", "moved@25", "late@30");
		assertThat(this.world.now()).isEqualTo(30);
		assertThat(this.world.timers()).isEmpty();
	}

	private final class FiredTimers implements Machine<String> {

		@Override
		public void timerExpired(String key, long now) {
			RecordingEffectsTests.this.fired.add(key + "@" + now);
			if (key.equals("early")) {
				RecordingEffectsTests.this.world.setTimer("again", 2);
			}
		}

		@Override
		public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
				boolean dialled, long now) {
		}

		@Override
		public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		}

		@Override
		public void received(ConnectionId from, WireMessage message, long now) {
		}

		@Override
		public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		}

		@Override
		public void multicastReceived(Endpoint source, WireMessage message, long now) {
		}

		@Override
		public void connectionLost(ConnectionId connection, String why, long now) {
		}

	}

}
