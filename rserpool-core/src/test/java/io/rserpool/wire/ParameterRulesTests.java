package io.rserpool.wire;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.rserpool.Conformance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of RFC 5354 and layouts of RFC 5356 that no vector shows on its own.
 */
class ParameterRulesTests {

	private static final PoolHandle HANDLE = PoolHandle.of("EchoPool");

	private static Registration registration(TransportParameter transport) {
		return new Registration(HANDLE, new PoolElementParameter(new PoolElementId(7), ServerId.NONE, 300, transport,
				MemberSelectionPolicy.ROUND_ROBIN, null, List.of()));
	}

	private static TransportParameter transportOf(String vector) {
		AsapMessage message = Vectors.decodeAsap(Vectors.octets("worked/" + vector + ".hex")).message();
		assertThat(message).isInstanceOf(Registration.class);
		return ((Registration) message).element().userTransport();
	}

	/** A registration whose user transport is the given TLV. */
	private static Decoded<AsapMessage> decodeWithTransport(String transport) {
		String element = "00000007" + "00000000" + "0000012c" + transport + "0008000800000001";
		String body = "0009000c4563686f506f6f6c" + String.format("000a%04x", 4 + element.length() / 2) + element;
		return Vectors.decodeAsap(Octets.ofHex(String.format("0100%04x", 4 + body.length() / 2) + body).toByteArray());
	}

	private static void assertRejected(Decoded<AsapMessage> decoded) {
		assertThat(decoded.message()).isNull();
		assertThat(decoded.reply()).isInstanceOfSatisfying(RegistrationResponse.class,
				(response) -> assertThat(response.error().main().cause()).isEqualTo(CauseCode.INVALID_VALUES));
	}

	@Test
	@DisplayName("RFC 5354 3 and 4: padded with at most three zeros to a multiple of 4, which the message does not count")
	@Conformance({ "PAR-3-5", "PAR-3-6", "PAR-3-7", "PAR-4-3", "PAR-4-4", "PAR-4-5" })
	void paddingIsUpToThreeZerosThatTheLengthDoesNotCount() {
		for (int length = 1; length <= PoolHandle.MAX_LENGTH; length++) {
			PoolHandle handle = PoolHandle.of("x".repeat(length));

			byte[] last = Vectors.encode(new HandleResolution(handle, false, HandleResolution.NO_OPTION));
			byte[] inside = Vectors.encode(new Deregistration(handle, new PoolElementId(0x1a2b3c4d)));

			int padding = -length & 3;
			String parameter = String.format("0009%04x", 4 + length) + "78".repeat(length) + "00".repeat(padding);
			assertThat(Vectors.hex(last)).isEqualTo(String.format("0500%04x", 8 + length) + parameter);
			assertThat(Vectors.hex(inside))
				.isEqualTo(String.format("0200%04x", 16 + length + padding) + parameter + "000e0008" + "1a2b3c4d");
		}
	}

	@Test
	@DisplayName("RFC 5353 2: nested parameters are padded with zeros, too")
	@Conformance("ENRP-005")
	void nestedParametersArePadded() {
		for (int length = 1; length <= 8; length++) {
			PoolElementParameter element = registration(
					new TcpTransport(7, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.11")))
				.element();
			PoolEntry entry = new PoolEntry(PoolHandle.of("x".repeat(length)), List.of(element));
			HandleTableResponse table = new HandleTableResponse(ServerId.of(1), ServerId.of(2), false, false,
					List.of(entry, entry));

			byte[] octets = Vectors.encode(table);

			assertThat(octets.length % 4).isZero();
			assertThat(Vectors.hex(octets)).contains(
					String.format("0009%04x", 4 + length) + "78".repeat(length) + "00".repeat(-length & 3) + "000a");
			assertThat(Vectors.decodeEnrp(octets).message()).isEqualTo(table);
		}
	}

	@Test
	@DisplayName("RFC 5353 2.4: there are two update actions")
	@Conformance({ "ENRP-016", "ENRP-127" })
	void updateActionsAreAddAndDelete() {
		assertThat(UpdateAction.values()).containsExactly(UpdateAction.ADD_PE, UpdateAction.DEL_PE);
	}

	@Test
	@DisplayName("RFC 5353 5.1: there are the ten message types that IANA knows")
	@Conformance("ENRP-126")
	void messageTypesAreThoseOfTheRegistry() {
		assertThat(EnrpMessageType.values()).extracting(EnrpMessageType::code)
			.containsExactly(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a);
	}

	@Test
	@DisplayName("RFC 5354 3.2: an IPv6 address has length 20")
	@Conformance("PAR-3.2-1")
	void ipv6AddressHasLength20() {
		String address = "20010db8000000000000000000000001";

		assertThat(decodeWithTransport("0005001c" + "1b5f0000" + "00020014" + address).message())
			.isEqualTo(registration(new TcpTransport(7007, TransportUse.DATA_ONLY, IpAddress.parse("2001:db8::1"))));
		assertRejected(decodeWithTransport("00050018" + "1b5f0000" + "00020010" + address.substring(8)));
		assertRejected(decodeWithTransport("00050020" + "1b5f0000" + "00020018" + address + "00000000"));
	}

	@Test
	@DisplayName("RFC 5354 3.3: a DCCP transport has exactly one address")
	@Conformance("PAR-3.3-3")
	void dccpTransportHasOneAddress() {
		String address = "00010008c000020b";

		assertThat(decodeWithTransport("00030014" + "1b5f0000" + "00000001" + address).message())
			.isEqualTo(registration(new DccpTransport(7007, 1, IpAddress.parse("192.0.2.11"))));
		assertRejected(decodeWithTransport("0003000c" + "1b5f0000" + "00000001"));
		assertRejected(decodeWithTransport("0003001c" + "1b5f0000" + "00000001" + address + address));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "asap-01f-registration-dccp, DCCP_TRANSPORT", "asap-01d-registration-udp, UDP_TRANSPORT",
			"asap-01e-registration-udplite, UDP_LITE_TRANSPORT" })
	@DisplayName("RFC 5354 3.3, 3.6, 3.7: DCCP, UDP and UDP-Lite are for data only")
	@Conformance({ "PAR-3.3-2", "PAR-3.6-2", "PAR-3.7-2" })
	void transportWithoutUseIsDataOnly(String vector, ParameterType type) {
		assertThat(transportOf(vector)).satisfies((transport) -> {
			assertThat(transport.type()).isEqualTo(type);
			assertThat(transport.use()).isEqualTo(TransportUse.DATA_ONLY);
		});
	}

	@Test
	@DisplayName("RFC 5354 3.9: handles are equal if and only if all their octets are")
	@Conformance("PAR-3.9-1")
	void handlesAreOctets() {
		byte[] any = { 0, (byte) 0xff, 'a', '\n' };

		assertThat(PoolHandle.of("abc")).isNotEqualTo(PoolHandle.of("abc\0")).isNotEqualTo(PoolHandle.of("ABC"));
		assertThat(PoolHandle.of(any)).isEqualTo(PoolHandle.of(any.clone())).hasSameHashCodeAs(PoolHandle.of(any));
		assertThat(Vectors.hex(Vectors.encode(new HandleResolution(PoolHandle.of(any), false, -1L))))
			.isEqualTo("0500000c" + "00090008" + "00ff610a");
	}

	@Test
	@DisplayName("RFC 5354 3.13, 3.16: cookies and opaque transports are any octets")
	@Conformance({ "PAR-3.13-1", "PAR-3.16-1" })
	void cookiesAndOpaqueTransportsAreAnyOctets() {
		byte[] all = new byte[1000];
		IntStream.range(0, all.length).forEach((i) -> all[i] = (byte) i);
		for (int length = 0; length <= all.length; length++) {
			Octets octets = Octets.of(java.util.Arrays.copyOf(all, length));
			for (AsapMessage message : List.of(new Cookie(octets), new CookieEcho(octets),
					registration(new OpaqueTransport(octets)))) {
				assertThat(Vectors.decodeAsap(Vectors.encode(message)).message()).isEqualTo(message);
			}
		}
	}

	@Test
	@DisplayName("RFC 5352 2.2.10: of an announcement only SCTP and TCP transports are used")
	@Conformance("ASAP-2.2.10-2")
	void otherTransportsOfAnAnnouncementAreLeftOut() {
		AsapMessage message = Vectors.decodeAsap(Vectors.octets("worked/asap-m37-announce-udp.hex")).message();

		assertThat(message).isEqualTo(new ServerAnnounce(ServerId.of(0x5e4d3c2b),
				List.of(new TcpTransport(3863, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.1")))));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "ROUND_ROBIN, 00080008 00000001", "WEIGHTED_ROUND_ROBIN, 0008000c 00000002 00000011",
			"RANDOM, 00080008 00000003", "WEIGHTED_RANDOM, 0008000c 00000004 00000011",
			"PRIORITY, 0008000c 00000005 00000011", "LEAST_USED, 0008000c 40000001 00000011",
			"LEAST_USED_DEGRADATION, 00080010 40000002 00000011 00000022",
			"PRIORITY_LEAST_USED, 00080010 40000003 00000011 00000022",
			"RANDOMIZED_LEAST_USED, 0008000c 40000004 00000011" })
	@DisplayName("RFC 5356 4 and 5: layouts of the policies")
	@Conformance({ "POL-4.1-7", "POL-4.2-5", "POL-4.3-4", "POL-4.4-4", "POL-4.5-5", "POL-5.1-8", "POL-5.2-5",
			"POL-5.3-7", "POL-5.4-2" })
	void policiesHaveTheirLayout(PolicyType type, String layout) {
		int[] words = { 0x11, 0x22 };
		MemberSelectionPolicy policy = MemberSelectionPolicy.of(type, java.util.Arrays.copyOf(words, type.words()));
		PoolElementParameter element = new PoolElementParameter(new PoolElementId(7), ServerId.NONE, 300,
				new TcpTransport(7, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.11")), policy, null, List.of());

		byte[] octets = Vectors.encode(new Registration(HANDLE, element));

		assertThat(Vectors.hex(octets)).endsWith(layout.replace(" ", ""));
		assertThat(Vectors.decodeAsap(octets).message()).isEqualTo(new Registration(HANDLE, element));
	}

}
