package io.rserpool.enrp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.HandleUpdate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user could not reach an element whose home is another server (N-17).
 */
class ForeignReportTests {

	private static final String HOST = "198.51.100.1";

	private final PeerFixture server = PeerFixture.serving();

	private final FakePeer home = this.server.lower().lives();

	private void report() {
		this.home.adds(Registrar.listening(1, HOST));
		ConnectionId user = this.server.connect("198.51.100.50");
		this.server.receive(user, new EndpointUnreachable(Registrar.POOL, Registrar.id(1)));
		this.server.advance(TimerName.KEEP_ALIVE_TIMEOUT);
	}

	private long relayed() {
		return this.server.world.sent()
			.stream()
			.filter((sent) -> sent.message() instanceof EndpointUnreachable)
			.count();
	}

	@Test
	@DisplayName("N-17: the element is asked, its home is told, and nothing is removed here")
	void homeIsTold() {
		this.server.silence(HOST);

		report();

		assertThat(this.server.home(1)).isEqualTo(this.home.id);
		assertThat(this.server.the(1).state()).isNotEqualTo(ElementState.UP);
		assertThat(relayed()).isEqualTo(1);
		assertThat(this.server.world.dialled())
			.anyMatch((dial) -> dial.to().equals(Registrar.endpoint("192.0.2.1", 3863)));
		assertThat(this.home.heard(HandleUpdate.class)).isEmpty();
	}

	@Test
	@DisplayName("N-17: an element that answers is offered on")
	void livingElementIsOfferedOn() {
		report();

		assertThat(this.server.the(1).state()).isEqualTo(ElementState.UP);
		assertThat(this.server.home(1)).isEqualTo(this.home.id);
		assertThat(this.server.homeCalls(HOST)).isEmpty();
	}

	@Test
	@DisplayName("N-17: a home is told of one element once in ten seconds at most")
	void homeIsToldNowAndThen() {
		this.server.silence(HOST);

		report();
		report();

		assertThat(relayed()).isEqualTo(1);
	}

}
