package io.rserpool.wire;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random messages of every type survive encoding and decoding.
 */
class RoundTripTests {

	private static final int MESSAGES = 500;

	@ParameterizedTest
	@EnumSource
	void asapMessageIsDecodedAsItWasEncoded(AsapMessageType type) {
		RandomMessages messages = new RandomMessages(5352 + type.code());
		for (int i = 0; i < MESSAGES; i++) {
			AsapMessage message = messages.asap(type);

			byte[] octets = Vectors.encode(message);

			assertThat(octets.length % 4).isZero();
			assertThat(Vectors.decodeAsap(octets)).isEqualTo(new Decoded<>(message, null, null));
		}
	}

	@ParameterizedTest
	@EnumSource
	void enrpMessageIsDecodedAsItWasEncoded(EnrpMessageType type) {
		RandomMessages messages = new RandomMessages(5353 + type.code());
		for (int i = 0; i < MESSAGES; i++) {
			EnrpMessage message = messages.enrp(type);

			byte[] octets = Vectors.encode(message);

			assertThat(octets.length % 4).isZero();
			assertThat(Vectors.decodeEnrp(octets)).isEqualTo(new Decoded<>(message, null, null));
		}
	}

}
