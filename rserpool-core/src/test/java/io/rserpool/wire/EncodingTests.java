package io.rserpool.wire;

import java.util.Collections;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What cannot be encoded, and the forms of lengths.
 */
class EncodingTests {

	private static final PoolHandle HANDLE = PoolHandle.of("EchoPool");

	private static PoolElementParameter element(TransportParameter userTransport) {
		return new PoolElementParameter(new PoolElementId(1), ServerId.NONE, 300, userTransport,
				MemberSelectionPolicy.ROUND_ROBIN, null, List.of());
	}

	private static TcpTransport tcp(int port) {
		return new TcpTransport(port, TransportUse.DATA_ONLY, IpAddress.parse("192.0.2.11"));
	}

	private static void assertRefused(AsapMessage message) {
		ByteBuf out = Unpooled.buffer().writeInt(42);

		assertThatIllegalArgumentException().isThrownBy(() -> AsapCodec.encode(message, out));
		assertThat(out.writerIndex()).isEqualTo(4);
	}

	@Test
	void messageThatIsTooLongIsRefusedAndLeavesNothing() {
		assertRefused(new BusinessCard(HANDLE, Collections.nCopies(2000, element(tcp(7)))));
		assertRefused(new Cookie(Octets.of(new byte[65532])));
	}

	@Test
	void largestCookieFits() {
		AsapMessage cookie = new Cookie(Octets.of(new byte[65527]));

		byte[] octets = Vectors.encode(cookie);

		assertThat(octets).hasSize(65536);
		assertThat(Vectors.decodeAsap(octets).message()).isEqualTo(cookie);
	}

	@Test
	@Conformance("PAR-3.12-1")
	void valuesWithoutAWireFormAreRefused() {
		assertRefused(new Registration(HANDLE, element(tcp(65536))));
		assertRefused(new Registration(HANDLE, element(new SctpTransport(7, TransportUse.DATA_ONLY, List.of()))));
		assertRefused(new HandleResolution(HANDLE, false, 0x100000000L));
		assertRefused(new HandleResolutionResponse(HANDLE, false, null, List.of(), null));
		assertRefused(new BusinessCard(HANDLE, List.of()));
		assertRefused(new AsapError(new OperationError(List.of())));
		assertRefused(new ServerAnnounce(ServerId.of(1), List.of(new OpaqueTransport(Octets.EMPTY))));
	}

	@Test
	@Conformance("ENRP-013")
	void enrpResponseThatRejectsAndAnswersIsRefused() {
		ServerId id = ServerId.of(1);
		ByteBuf out = Unpooled.buffer();
		PoolEntry entry = new PoolEntry(HANDLE, List.of(element(tcp(7))));

		assertThatIllegalArgumentException().isThrownBy(
				() -> EnrpCodec.encode(new HandleTableResponse(id, ServerId.NONE, true, false, List.of(entry)), out));
		assertThat(out.writerIndex()).isZero();
	}

	@Test
	@Conformance("PAR-3.12-1")
	void containersDoNotCountThePaddingOfTheirLastParameter() {
		AsapMessage error = new AsapError(OperationError.of(new ErrorCause(1, Octets.ofHex("aa"))));

		assertThat(Vectors.hex(Vectors.encode(error))).isEqualTo("0e00000d" + "000c0009" + "00010005" + "aa000000");
	}

	@Test
	void containersMayCountThePaddingOfTheirLastParameter() {
		byte[] octets = Octets.ofHex("0e000010" + "000c000c" + "00010005" + "aa000000").toByteArray();

		assertThat(Vectors.decodeAsap(octets)).isEqualTo(new Decoded<AsapMessage>(
				new AsapError(OperationError.of(new ErrorCause(1, Octets.ofHex("aa")))), null, null));
	}

}
