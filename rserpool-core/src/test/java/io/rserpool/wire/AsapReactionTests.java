package io.rserpool.wire;

import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reactions that no vector shows. Messages are written as hex: a header without length,
 * then parameters.
 */
class AsapReactionTests {

	private static final String HANDLE = "0009000c4563686f506f6f6c";

	private static final String ID = "000e00081a2b3c4d";

	private static final String UNKNOWN_00 = "00200004";

	private static final String UNKNOWN_01 = "40200004";

	private static final String UNKNOWN_11 = "c0200004";

	private static final String FIXED = "1a2b3c4d000000000000012c";

	private static final String TCP = "000500101b5f000000010008c000020b";

	private static final String SCTP = "000400101b5f000000010008c000020b";

	private static final String ROUND_ROBIN = "0008000800000001";

	private static final PoolHandle ECHO_POOL = PoolHandle.of("EchoPool");

	private static final PoolElementId PE = new PoolElementId(0x1a2b3c4d);

	private static Decoded<AsapMessage> decode(String header, String... parameters) {
		return decode(WireLimits.DEFAULT, header, parameters);
	}

	private static Decoded<AsapMessage> decode(WireLimits limits, String header, String... parameters) {
		byte[] octets = Octets.ofHex(header + "0000" + String.join("", parameters)).toByteArray();
		ByteBuf frame = Unpooled.buffer().writeBytes(octets).writeZero(-octets.length & 3);
		frame.setShort(2, octets.length);
		return AsapCodec.decode(frame, limits);
	}

	/** A container around the given parameters. */
	private static String tlv(String type, String... value) {
		String inner = String.join("", value);
		return type + String.format("%04x", 4 + inner.length() / 2) + inner;
	}

	private static String element(String... parameters) {
		return tlv("000a", FIXED + String.join("", parameters));
	}

	private static AsapError error(CauseCode code, String... info) {
		return new AsapError(
				new OperationError(Arrays.stream(info).map((hex) -> ErrorCause.of(code, Octets.ofHex(hex))).toList()));
	}

	private static RegistrationResponse rejection(String offending) {
		return new RegistrationResponse(ECHO_POOL, PE, true,
				OperationError.of(ErrorCause.of(CauseCode.INVALID_VALUES, Octets.ofHex(offending))));
	}

	@Test
	@DisplayName("[P-1] an unknown parameter 11 in front of a 00 is reported all the same")
	void reportSurvivesALaterSilentDiscard() {
		Decoded<AsapMessage> decoded = decode("0500", HANDLE, UNKNOWN_11, UNKNOWN_00);

		assertThat(decoded.message()).isNull();
		assertThat(decoded.reply()).isEqualTo(error(CauseCode.UNRECOGNIZED_PARAMETER, UNKNOWN_11));
	}

	@Test
	@DisplayName("RFC 5354 3: the action bits count at every nesting level")
	void unknownParameterInsideAPoolElementStopsTheMessage() {
		Decoded<AsapMessage> decoded = decode("0100", HANDLE, element(TCP, UNKNOWN_01, ROUND_ROBIN));

		assertThat(decoded.message()).isNull();
		assertThat(decoded.reply()).isEqualTo(error(CauseCode.UNRECOGNIZED_PARAMETER, UNKNOWN_01));
	}

	@Test
	void unknownParametersInsideATransportAreSkippedAndReported() {
		String transport = tlv("0005", "1b5f0000", UNKNOWN_11, "00010008c000020b", "80200004");

		Decoded<AsapMessage> decoded = decode("0100", HANDLE, element(transport, ROUND_ROBIN));

		assertThat(decoded.message()).isInstanceOf(Registration.class);
		assertThat(decoded.reply()).isEqualTo(error(CauseCode.UNRECOGNIZED_PARAMETER, UNKNOWN_11));
	}

	@Test
	void actionBitsArePartOfTheType() {
		Decoded<AsapMessage> decoded = decode("0500", "8009000c4563686f506f6f6c");

		assertThat(decoded.reply()).isEqualTo(new AsapError(OperationError.of(CauseCode.UNSPECIFIED_ERROR)));
	}

	@Test
	@DisplayName("RFC 5352 2.2.14: an ASAP_ERROR is never answered")
	void errorMessageIsNeverAnswered() {
		String operationError = "000c000800060004";

		assertThat(decode("0e00", operationError, UNKNOWN_11).reply()).isNull();
		assertThat(decode("0e00", operationError, UNKNOWN_01).message()).isInstanceOf(AsapError.class);
		assertThat(decode("0e00", operationError, UNKNOWN_01).reply()).isNull();
		assertThat(decode("0e00").reply()).isNull();
		assertThat(decode("0e00", operationError, "000900").reply()).isNull();
	}

	@Test
	void announcementIsNeverAnsweredBecauseItCameByMulticast() {
		assertThat(decode("0a00").reply()).isNull();
		assertThat(decode("0a00", "5e4d3c2b", UNKNOWN_11).reply()).isNull();
		assertThat(decode("0a00", "5e4d3c2b", "00040004").reply()).isNull();
	}

	@Test
	@DisplayName("[P-14] a broken deregistration is answered by its response if handle and id can be read")
	void brokenDeregistrationIsAnsweredByItsResponse() {
		Decoded<AsapMessage> decoded = decode("0200", HANDLE, ID, "0009");

		assertThat(decoded.message()).isNull();
		assertThat(decoded.reply()).isEqualTo(new DeregistrationResponse(ECHO_POOL, PE,
				OperationError.of(ErrorCause.of(CauseCode.INVALID_VALUES, Octets.ofHex("0009")))));
	}

	@Test
	@DisplayName("[P-14] the handle is found behind the damage, too")
	void brokenRegistrationInSwappedOrderIsRejectedByItsResponse() {
		String noPolicy = element(TCP);

		assertThat(decode("0100", noPolicy, HANDLE).reply()).isEqualTo(rejection(noPolicy));
	}

	@Test
	void repeatedParameterOfARegistrationIsAnsweredByAnError() {
		Decoded<AsapMessage> decoded = decode("0100", HANDLE, element(TCP, ROUND_ROBIN), HANDLE);

		assertThat(decoded.reply()).isEqualTo(error(CauseCode.INVALID_VALUES, HANDLE));
	}

	@Test
	@DisplayName("[P-5] an unknown policy is refused in a registration")
	void unknownPolicyIsRefusedInARegistration() {
		String policy = "0008000cc000123400000001";

		assertThat(decode("0100", HANDLE, element(TCP, policy)).reply()).isEqualTo(rejection(policy));
	}

	@Test
	@DisplayName("[P-5] an unknown policy is kept opaque in an answer")
	@Conformance("PAR-3.8-1")
	void unknownPolicyIsKeptInAnAnswer() {
		String policy = "0008000cc000123400000001";

		Decoded<AsapMessage> decoded = decode("0600", HANDLE, policy, element(TCP, policy));

		assertThat(decoded.fault()).isNull();
		HandleResolutionResponse response = (HandleResolutionResponse) decoded.message();
		assertThat(response.policy())
			.isEqualTo(new MemberSelectionPolicy(0xc0001234, 0, 0, 0, 0, Octets.ofHex("00000001")));
		assertThat(Vectors.hex(Vectors.encode(response))).endsWith(policy);
	}

	@Test
	@Conformance("POL-7-1")
	void reservedPolicyIsRefusedInAnAnswerToo() {
		assertThat(decode("0600", HANDLE, "0008000800000000", element(TCP, ROUND_ROBIN)).reply())
			.isEqualTo(error(CauseCode.INVALID_VALUES, "0008000800000000"));
	}

	@Test
	void negativeAnswerKeepsNoElements() {
		Decoded<AsapMessage> decoded = decode("0600", HANDLE, element(TCP, ROUND_ROBIN), "000c000800090004");

		assertThat(decoded.message()).isEqualTo(new HandleResolutionResponse(ECHO_POOL, false, null, List.of(),
				OperationError.of(CauseCode.UNKNOWN_POOL_HANDLE)));
		assertThat(decoded.fault().kind()).isEqualTo(WireFault.Kind.IGNORED_PARTS);
	}

	@Test
	void keepAliveOfRsplibNamesItsElement() {
		assertThat(decode("0701", "5e4d3c2b", HANDLE, ID).message())
			.isEqualTo(new EndpointKeepAlive(ServerId.of(0x5e4d3c2b), true, ECHO_POOL, PE));
	}

	@Test
	@DisplayName("[P-3] unspecified, broadcast and multicast addresses are invalid in a pool element")
	void addressesThatNoElementCanHaveAreRefused() {
		for (String address : List.of("0001000800000000", "00010008ffffffff", "00010008e0000001",
				"0002001400000000000000000000000000000000", "00020014ff020000000000000000000000000001")) {
			String transport = tlv("0005", "1b5f0000", address);

			assertThat(decode("0100", HANDLE, element(transport, ROUND_ROBIN)).reply()).isEqualTo(rejection(address));
		}
	}

	@Test
	void linkLocalAddressIsLeftOutWhileOthersRemain() {
		String linkLocal = "00020014fe800000000000000000000000000001";
		String both = tlv("0004", "1b5f0000", linkLocal, "00010008c000020b");
		String alone = tlv("0004", "1b5f0000", linkLocal);

		Registration registration = (Registration) decode("0100", HANDLE, element(both, ROUND_ROBIN)).message();

		assertThat(registration.element().userTransport())
			.isEqualTo(new SctpTransport(7007, TransportUse.DATA_ONLY, List.of(IpAddress.parse("192.0.2.11"))));
		assertThat(decode("0100", HANDLE, element(alone, ROUND_ROBIN)).reply()).isEqualTo(rejection(linkLocal));
	}

	@Test
	void ipv4MappedAddressBecomesIpv4() {
		String mapped = tlv("0005", "1b5f0000", "0002001400000000000000000000ffffc000020b");

		Registration registration = (Registration) decode("0100", HANDLE, element(mapped, ROUND_ROBIN)).message();

		assertThat(registration.element().userTransport())
			.isEqualTo(new TcpTransport(7007, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.11")));
	}

	@Test
	@DisplayName("[P-4] an SCTP transport has at most 64 addresses")
	void sixtyFiveAddressesAreTooMany() {
		String transport = tlv("0004", "1b5f0000", "00010008c000020b".repeat(65));

		assertThat(decode("0100", HANDLE, element(transport, ROUND_ROBIN)).reply()).isEqualTo(rejection(transport));
		assertThat(decode("0100", HANDLE, element(tlv("0004", "1b5f0000", "00010008c000020b".repeat(64)), ROUND_ROBIN))
			.message()).isNotNull();
	}

	@Test
	@DisplayName("[T-6] port 0 is valid in the ASAP transport only")
	void portZeroIsValidInTheAsapTransport() {
		String asapTransport = "000400100000000000010008c000020b";

		Registration registration = (Registration) decode("0100", HANDLE, element(TCP, ROUND_ROBIN, asapTransport))
			.message();

		assertThat(registration.element().asapTransport().port()).isZero();
		assertThat(decode("0100", HANDLE, element(asapTransport, ROUND_ROBIN)).reply())
			.isEqualTo(rejection(asapTransport));
	}

	@Test
	@DisplayName("[T-17] the reserved field of a TCP transport is its use, but not to the strict")
	@Conformance("PAR-3.5-2")
	void tcpTransportUseIsIgnoredByStrictReceivers() {
		String transport = "000500101b5f000100010008c000020b";

		assertThat(use(decode("0100", HANDLE, element(transport, ROUND_ROBIN))))
			.isEqualTo(TransportUse.DATA_PLUS_CONTROL);
		assertThat(use(decode(WireLimits.DEFAULT.withStrictRfc(true), "0100", HANDLE, element(transport, ROUND_ROBIN))))
			.isEqualTo(TransportUse.DATA_ONLY);
	}

	private static TransportUse use(Decoded<AsapMessage> decoded) {
		return ((Registration) decoded.message()).element().userTransport().use();
	}

	@Test
	@DisplayName("[A-27] receivers without the extension skip additional legs")
	void additionalLegsAreSkippedWhereTheyAreOff() {
		String element = element(TCP, ROUND_ROBIN, tlv("8040", SCTP));

		Registration with = (Registration) decode("0100", HANDLE, element).message();
		Registration without = (Registration) decode(WireLimits.DEFAULT.withLegsEnabled(false), "0100", HANDLE, element)
			.message();

		assertThat(with.element().additionalLegs()).hasSize(1);
		assertThat(without.element().additionalLegs()).isEmpty();
	}

	@Test
	@DisplayName("[P-6] a handle has at most 1024 octets")
	void handleOf1025OctetsIsRefused() {
		String handle = tlv("0009", "61".repeat(1025));

		assertThat(decode("0500", handle + "000000").reply()).isEqualTo(error(CauseCode.INVALID_VALUES, handle));
	}

	@Test
	void messageOverTheRegistrarsLimitLosesTheFraming() {
		Decoded<AsapMessage> decoded = decode(WireLimits.REGISTRAR, "0b00", tlv("000d", "00".repeat(16380)));

		assertThat(decoded.fault().kind()).isEqualTo(WireFault.Kind.FRAMING);
	}

	@Test
	void largestUnknownMessageIsQuotedAsFarAsAReplyCanHold() {
		ByteBuf frame = Unpooled.buffer().writeInt(0x4a00ffff).writeZero(65532);

		AsapMessage reply = AsapCodec.decode(frame, WireLimits.DEFAULT).reply();

		ByteBuf out = Unpooled.buffer();
		AsapCodec.encode(reply, out);
		assertThat(ByteBufUtil.getBytes(out)).hasSizeBetween(60000, 65536);
	}

}
