package io.rserpool.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptGateTests {

	private final AcceptGate<String> gate = new AcceptGate<>(new AcceptLimits(4, 3, 3, 2), 0);

	private static InetAddress host(int number) {
		try {
			return InetAddress.getByAddress(new byte[] { 10, 0, 0, (byte) number });
		}
		catch (UnknownHostException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void limitOfOneAddressKeepsOut() {
		for (String name : new String[] { "a", "b", "c" }) {
			assertThat(this.gate.admit(host(1), name, 0)).isNull();
		}

		assertThat(this.gate.admit(host(1), "d", 0)).isEqualTo("connections of one address");
		assertThat(this.gate.admit(host(2), "e", 0)).isNull();
		assertThat(this.gate.admit(host(3), "f", 0)).isEqualTo("connections");
	}

	@Test
	void endedConnectionMakesRoom() {
		for (String name : new String[] { "a", "b", "c" }) {
			this.gate.admit(host(1), name, 0);
		}

		this.gate.gone(host(1), "b");

		assertThat(this.gate.admit(host(1), "d", 0)).isNull();
	}

	@Test
	void oldestPendingConnectionOfAnAddressMakesRoom() {
		this.gate.admit(host(1), "a", 0);
		this.gate.admit(host(1), "b", 0);
		assertThat(this.gate.surplus(host(1))).isNull();

		this.gate.admit(host(1), "c", 0);

		assertThat(this.gate.surplus(host(1))).isEqualTo("a");
	}

	@Test
	void addressWithMostPendingConnectionsMakesRoomForOthers() {
		this.gate.admit(host(2), "x", 0);
		this.gate.admit(host(1), "a", 0);
		this.gate.admit(host(1), "b", 0);

		this.gate.admit(host(3), "y", 0);

		assertThat(this.gate.surplus(host(3))).isEqualTo("a");
	}

	@Test
	void provenConnectionIsNotPending() {
		this.gate.admit(host(1), "a", 0);
		this.gate.proven(host(1), "a");
		this.gate.admit(host(1), "b", 0);
		this.gate.admit(host(1), "c", 0);

		assertThat(this.gate.surplus(host(1))).isNull();
	}

	@Test
	void addressThatConnectsTooOftenIsKeptOut() {
		AcceptGate<String> paced = new AcceptGate<>(new AcceptLimits(100, 100, 100, 100, 1000, 10, 3), 0);
		for (String name : new String[] { "a", "b", "c" }) {
			assertThat(paced.admit(host(1), name, 0)).isNull();
			paced.gone(host(1), name);
		}

		assertThat(paced.admit(host(1), "d", 99)).isEqualTo("connections of one address in a second");
		assertThat(paced.admit(host(2), "e", 99)).isNull();
		assertThat(paced.admit(host(1), "f", 100)).isNull();
	}

	@Test
	void allAddressesTogetherAreKeptToARate() {
		AcceptGate<String> paced = new AcceptGate<>(new AcceptLimits(100, 100, 100, 100, 2, 10, 10), 0);

		assertThat(paced.admit(host(1), "a", 0)).isNull();
		assertThat(paced.admit(host(2), "b", 0)).isNull();
		assertThat(paced.admit(host(3), "c", 499)).isEqualTo("connections in a second");
		assertThat(paced.admit(host(3), "c", 500)).isNull();
	}

}
