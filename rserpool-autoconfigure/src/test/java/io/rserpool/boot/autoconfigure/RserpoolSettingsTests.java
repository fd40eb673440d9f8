package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RserpoolSettingsTests {

	@ParameterizedTest
	@CsvSource({ "enrp1.example.com,enrp1.example.com,3863", "enrp1.example.com:4000,enrp1.example.com,4000",
			"192.0.2.1:1,192.0.2.1,1", "[2001:db8::1]:65535,2001:db8::1,65535", "[2001:db8::1],2001:db8::1,3863",
			"2001:db8::1,2001:db8::1,3863", "' host:99 ',host,99" })
	void readsAddresses(String text, String host, int port) {
		InetSocketAddress address = RserpoolSettings.address("rserpool.enrp-servers", text);
		assertThat(address.getHostString()).isEqualTo(host);
		assertThat(address.getPort()).isEqualTo(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":3863", "host:", "host:0", "host:65536", "host:asap", "[::1", "[::1]3863",
			"http://host", "two words:1" })
	void refusesOtherAddressesAndNamesThem(String text) {
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> RserpoolSettings.address("rserpool.enrp-servers", text))
			.withMessageContaining("'rserpool.enrp-servers'")
			.withMessageContaining("'" + text + "'")
			.withMessageContaining("Allowed: host, host:port");
	}

	@Test
	void timersReplaceThoseOfTheProfile() {
		RserpoolProperties properties = new RserpoolProperties();
		properties.setProfile(Profile.LAN);
		properties.getTimers().put(TimerName.T2_REGISTRATION, Duration.ofMillis(123));
		Timing timing = RserpoolSettings.timing(properties);
		assertThat(timing.profile()).isEqualTo(Profile.LAN);
		assertThat(timing.millis(TimerName.T2_REGISTRATION)).isEqualTo(123);
		assertThat(timing.get(TimerName.T1_ENRP_REQUEST)).isEqualTo(TimerName.T1_ENRP_REQUEST.in(Profile.LAN));
	}

	@Test
	void refusesATimerOutOfRangeAndNamesIt() {
		RserpoolProperties properties = new RserpoolProperties();
		properties.getTimers().put(TimerName.T2_REGISTRATION, Duration.ZERO);
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> RserpoolSettings.timing(properties))
			.withMessageContaining("'rserpool.timers.t2-registration'")
			.withMessageContaining("PT0S")
			.withMessageContaining("1ms to 10d");
	}

	@ParameterizedTest
	@CsvSource({ "0x1a2b3c4d,1a2b3c4d", "1A2B3C4D,1a2b3c4d", "0xffffffff,ffffffff", "1,1" })
	void readsIds(String text, String digits) {
		assertThat(Integer.toHexString(RserpoolSettings.id("rserpool.server.id", text))).isEqualTo(digits);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "0x00000000", "0x1ffffffff", "xyz", "-1" })
	void refusesOtherIds(String text) {
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> RserpoolSettings.id("rserpool.server.id", text))
			.withMessageContaining("'rserpool.server.id'")
			.withMessageContaining("0x00000001 to 0xffffffff");
	}

	@Test
	void refusesAGroupThatIsNoMulticastAddress() {
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> RserpoolSettings.group("rserpool.announce-group", "127.0.0.1:3863"))
			.withMessageContaining("no multicast address");
		assertThat(RserpoolSettings.group("rserpool.announce-group", "239.0.0.51:3863").getAddress().getHostAddress())
			.isEqualTo("239.0.0.51");
	}

	@Test
	void refusesAHandleThatIsNoHandle() {
		assertThatExceptionOfType(InvalidRserpoolPropertyException.class)
			.isThrownBy(() -> RserpoolSettings.handle("rserpool.elements.a.pool", "hex:0"))
			.withMessageContaining("'rserpool.elements.a.pool'")
			.withMessageContaining("hexadecimal digits");
	}

}
