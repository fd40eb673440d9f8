package io.rserpool.asap;

import io.rserpool.Conformance;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.PoolElementId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnreachableReportsTests {

	private final AsapFixture endpoint = new AsapFixture(1);

	private ConnectionId home = new ConnectionId(1);

	@BeforeEach
	void connected() {
		this.home = this.endpoint.connected();
	}

	@Test
	@DisplayName("RFC 5352 3.5, [SR-26]: one report for one failure, to the home server")
	@Conformance({ "SVC-1", "ASAP-3.5-1", "ASAP-2.2.9-1" })
	void failureIsReported() {
		fail(1);

		assertThat(this.endpoint.world.sentTo(this.home))
			.containsExactly(new EndpointUnreachable(AsapFixture.ECHO, new PoolElementId(1)));
		assertThat(this.endpoint.world.events(RserpoolEvent.ElementFailed.class)).singleElement()
			.satisfies((event) -> assertThat(event.reported()).isTrue());
	}

	@Test
	@DisplayName("[A-22]: the same element at most once in 10 s")
	@Conformance("ASAP-3.5-3")
	void sameElementIsReportedOnceIn10Seconds() {
		fail(1);
		this.endpoint.advance(9_999);
		fail(1);
		assertThat(this.endpoint.world.sentTo(this.home)).hasSize(1);
		this.endpoint.advance(1);
		fail(1);

		assertThat(this.endpoint.world.sentTo(this.home)).hasSize(2);
		assertThat(this.endpoint.world.events(RserpoolEvent.ElementFailed.class)).hasSize(3);
	}

	@Test
	@DisplayName("[A-22]: at most 10 a second in all")
	@Conformance({ "ASAP-9.2-18", "THR-019" })
	void tenReportsASecond() {
		for (int id = 1; id <= 30; id++) {
			fail(id);
		}

		assertThat(this.endpoint.world.sentTo(this.home)).hasSize(10);
		assertThat(this.endpoint.world.events(RserpoolEvent.LimitReached.class)).hasSize(1);
	}

	@Test
	void withoutHomeNothingIsReported() {
		this.endpoint.lose(this.home);

		fail(1);

		assertThat(this.endpoint.world.sent()).isEmpty();
		assertThat(this.endpoint.world.events(RserpoolEvent.ElementFailed.class)).singleElement()
			.satisfies((event) -> assertThat(event.reported()).isFalse());
	}

	private void fail(int id) {
		this.endpoint.machine.failed(new CachedElement(AsapFixture.ECHO, AsapFixture.element(id), 0),
				this.endpoint.now());
	}

}
