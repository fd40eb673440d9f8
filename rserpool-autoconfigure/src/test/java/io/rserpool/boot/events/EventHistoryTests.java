package io.rserpool.boot.events;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.rserpool.event.EventListener;
import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventHistoryTests {

	private final EventStream events = new EventStream();

	@Test
	void keepsEventsOldestFirst() {
		EventHistory history = new EventHistory(this.events);
		publish(3);
		assertThat(history.all()).extracting(Occurrence::id).containsExactly(1L, 2L, 3L);
	}

	@Test
	void dropsTheOldestWhenFull() {
		EventHistory history = new EventHistory(this.events, 2);
		publish(5);
		assertThat(history.all()).extracting(Occurrence::id).containsExactly(4L, 5L);
	}

	@Test
	void keepsFiveHundredUnlessTold() {
		EventHistory history = new EventHistory(this.events);
		publish(501);
		assertThat(history.all()).hasSize(500);
		assertThat(history.capacity()).isEqualTo(500);
	}

	@Test
	void sinceReturnsOnlyLaterEvents() {
		EventHistory history = new EventHistory(this.events);
		publish(4);
		assertThat(history.since(2)).extracting(Occurrence::id).containsExactly(3L, 4L);
		assertThat(history.since(4)).isEmpty();
	}

	@Test
	void tellsListenersUntilTheyUnsubscribe() {
		EventHistory history = new EventHistory(this.events);
		List<Occurrence> seen = new ArrayList<>();
		EventListener listener = seen::add;
		history.subscribe(listener);
		publish(2);
		history.unsubscribe(listener);
		publish(1);
		assertThat(seen).extracting(Occurrence::id).containsExactly(1L, 2L);
	}

	@Test
	void aFailingListenerHurtsNobodyElse() {
		EventHistory history = new EventHistory(this.events);
		List<Occurrence> seen = new ArrayList<>();
		history.subscribe((occurrence) -> {
			throw new IllegalStateException("broken listener");
		});
		history.subscribe(seen::add);
		publish(1);
		assertThat(seen).hasSize(1);
		assertThat(history.all()).hasSize(1);
	}

	@Test
	void closedHistoryListensNoMoreButStaysReadable() {
		EventHistory history = new EventHistory(this.events);
		publish(1);
		history.close();
		publish(1);
		assertThat(history.all()).hasSize(1);
	}

	@Test
	void refusesToKeepNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new EventHistory(this.events, 0))
			.withMessageContaining("not 0");
	}

	private void publish(int count) {
		for (int i = 0; i < count; i++) {
			this.events.publish("test", new RserpoolEvent.PoolRemoved(PoolHandle.of("pool")), 0);
		}
	}

}
