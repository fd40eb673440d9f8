package io.rserpool.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptGateTests {

	private final AcceptGate<String> gate = new AcceptGate<>(new AcceptLimits(4, 3, 3, 2));

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
			assertThat(this.gate.admit(host(1), name)).isNull();
		}

		assertThat(this.gate.admit(host(1), "d")).isEqualTo("connections of one address");
		assertThat(this.gate.admit(host(2), "e")).isNull();
		assertThat(this.gate.admit(host(3), "f")).isEqualTo("connections");
	}

	@Test
	void endedConnectionMakesRoom() {
		for (String name : new String[] { "a", "b", "c" }) {
			this.gate.admit(host(1), name);
		}

		this.gate.gone(host(1), "b");

		assertThat(this.gate.admit(host(1), "d")).isNull();
	}

	@Test
	void oldestPendingConnectionOfAnAddressMakesRoom() {
		this.gate.admit(host(1), "a");
		this.gate.admit(host(1), "b");
		assertThat(this.gate.surplus(host(1))).isNull();

		this.gate.admit(host(1), "c");

		assertThat(this.gate.surplus(host(1))).isEqualTo("a");
	}

	@Test
	void addressWithMostPendingConnectionsMakesRoomForOthers() {
		this.gate.admit(host(2), "x");
		this.gate.admit(host(1), "a");
		this.gate.admit(host(1), "b");

		this.gate.admit(host(3), "y");

		assertThat(this.gate.surplus(host(3))).isEqualTo("a");
	}

	@Test
	void provenConnectionIsNotPending() {
		this.gate.admit(host(1), "a");
		this.gate.proven(host(1), "a");
		this.gate.admit(host(1), "b");
		this.gate.admit(host(1), "c");

		assertThat(this.gate.surplus(host(1))).isNull();
	}

}
