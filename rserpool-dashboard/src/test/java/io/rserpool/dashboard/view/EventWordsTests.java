package io.rserpool.dashboard.view;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.HomeServerChanged;
import io.rserpool.event.RserpoolEvent.ResolutionFailed;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventWords}.
 */
class EventWordsTests {

	private final ServerNames servers = new ServerNames();

	private final EventWords words = new EventWords(new Words(), this.servers, (pool, element) -> "");

	@Test
	void homeServerWithoutAnIdIsCalledByItsAddress() {
		assertThat(text("user", new HomeServerChanged(ServerId.NONE, ServerId.NONE, "10.0.1.10:3863", "found by hunt")))
			.isEqualTo("Home server changed: – → 10.0.1.10:3863");
		assertThat(this.servers.of(ServerId.of(7)).name()).isEqualTo("S1");
	}

	@Test
	void questionOfThisApplicationIsNotThatOfAnyUser() {
		RserpoolEvent event = new ResolutionFailed(PoolHandle.of("echo"), 9, "unknown pool handle");

		assertThat(text("0x19bfcff0", event)).isEqualTo("A user asked for echo: unknown pool handle");
		assertThat(text("user", event)).isEqualTo("This application asked for echo: unknown pool handle");
	}

	private String text(String source, RserpoolEvent event) {
		return this.words.say(new Occurrence(1, Instant.EPOCH, source, event, 0)).text();
	}

}
