package io.rserpool.transport;

import java.util.HexFormat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.Timing;
import io.rserpool.session.LinkTuning;
import io.rserpool.wire.Vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which protocol the first four octets are.
 */
class FirstOctetsTests {

	@ParameterizedTest
	@CsvSource({ "01000004,MAPPING", "010f0004,MAPPING", "01100004,STRANGE", "01000005,STRANGE", "01000008,PLAIN",
			"01000024,PLAIN", "07010018,PLAIN", "0effffff,PLAIN", "0f000008,STRANGE", "00000015,STRANGE",
			"05000007,STRANGE", "16030102,TLS", "16040102,STRANGE", "47455420,STRANGE", "ff000004,STRANGE" })
	@DisplayName("T-16: detection on a shared port")
	void firstOctetsTellTheProtocol(String hex, FirstOctets expected) {
		assertThat(FirstOctets.of(HexFormat.fromHexDigits(hex))).isEqualTo(expected);
	}

	@Test
	@DisplayName("T-16: a registration of length 4 is an INIT")
	void vectorIsTheMapping() {
		String hex = HexFormat.of().formatHex(Vectors.octets("worked/tcpmap-detect-registration-4.hex"));

		assertThat(FirstOctets.of(HexFormat.fromHexDigits(hex))).isEqualTo(FirstOctets.MAPPING);
	}

	@Test
	void onlyAnAsapPortLeavesStrangersToThePlainStream() {
		TcpNetwork network = new TcpNetwork();
		try {
			MachineDriver<String> driver = ProbeMachine.driver(network);
			Entrance plain = driver.entrance(Protocol.ASAP, ConnectionOptions.DEFAULT, (bound, now) -> {
			});
			SharedPort server = SharedPort.ofServer(plain, driver.loop(), LinkTuning.of(Timing.of(Profile.FAST)));
			SharedPort element = SharedPort.ofElement(plain, server.mapping());

			assertThat(server.objection(FirstOctets.STRANGE)).isNull();
			assertThat(element.objection(FirstOctets.STRANGE)).isNotNull();
			assertThat(server.objection(FirstOctets.TLS)).isEqualTo(element.objection(FirstOctets.TLS)).isNotNull();
			assertThat(element.entrance(FirstOctets.PLAIN)).isEqualTo(plain);
			assertThat(element.entrance(FirstOctets.MAPPING)).isEqualTo(server.mapping());
			assertThatIllegalArgumentException().isThrownBy(() -> SharedPort.ofElement(plain, plain));
		}
		finally {
			network.close();
		}
	}

}
