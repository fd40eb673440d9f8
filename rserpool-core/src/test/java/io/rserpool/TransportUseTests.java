package io.rserpool;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.transport.memory.MemoryNetwork;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a pool element says of its TCP port [T-17]: from its registration to the user that
 * selects it, with and without the project's reading of the reserved field.
 */
class TransportUseTests {

	private static final PoolHandle ECHO = PoolHandle.of("EchoPool");

	private final MemoryNetwork network = new MemoryNetwork();

	private void server(boolean strict) {
		EnrpServer.builder()
			.network(this.network.host("192.0.2.1"))
			.asapAddress(new InetSocketAddress("192.0.2.1", 3863))
			.strictRfc(strict)
			.seed(1)
			.build()
			.start();
	}

	private AsapEndpoint endpoint(String address, boolean strict) {
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.network(this.network.host(address))
			.enrpServers(List.of(new InetSocketAddress("192.0.2.1", 3863)))
			.completeOnLoop(true)
			.strictRfc(strict)
			.seed(2)
			.build();
		endpoint.start();
		return endpoint;
	}

	private PoolElement element(int id, TransportUse use, boolean strict) {
		String address = "192.0.2." + id;
		PoolElement element = PoolElement.builder(ECHO)
			.endpoint(endpoint(address, strict))
			.id(new PoolElementId(id))
			.transport(new TcpTransport(7000, use, IpAddress.parse(address)))
			.build();
		element.start();
		return element;
	}

	private TransportUse seen(boolean strict) {
		PoolUser user = PoolUser.builder().endpoint(endpoint("192.0.2.99", strict)).build();
		return ((TcpTransport) user.select(ECHO).transport()).use();
	}

	@Test
	@DisplayName("T-17: the field says that the mapping is spoken and takes part in the check for cause 0x8")
	void fieldIsCarriedAndChecked() {
		server(false);
		element(11, TransportUse.DATA_PLUS_CONTROL, false);

		assertThat(seen(false)).isEqualTo(TransportUse.DATA_PLUS_CONTROL);
		assertThat(element(12, TransportUse.DATA_PLUS_CONTROL, false).state()).isEqualTo(RegistrationState.REGISTERED);
		assertThatExceptionOfType(RegistrationRejectedException.class)
			.isThrownBy(() -> element(13, TransportUse.DATA_ONLY, false))
			.satisfies((failure) -> assertThat(failure.errorCause().code())
				.isEqualTo(CauseCode.INCONSISTENT_DATA_CONTROL.code()));
	}

	@Test
	@Conformance("PAR-3.5-1")
	@DisplayName("RFC 5354 3.5: strict-rfc sends the reserved field as 0")
	void strictElementSendsZero() {
		server(false);
		element(11, TransportUse.DATA_PLUS_CONTROL, true);

		assertThat(seen(false)).isEqualTo(TransportUse.DATA_ONLY);
		assertThat(element(12, TransportUse.DATA_ONLY, false).state()).isEqualTo(RegistrationState.REGISTERED);
	}

	@Test
	@Conformance("PAR-3.5-1")
	@DisplayName("RFC 5354 3.5: strict-rfc reads the reserved field as 0")
	void strictServerAndUserReadZero() {
		server(true);
		element(11, TransportUse.DATA_PLUS_CONTROL, false);

		assertThat(element(12, TransportUse.DATA_ONLY, false).state()).isEqualTo(RegistrationState.REGISTERED);
		assertThat(seen(false)).isEqualTo(TransportUse.DATA_ONLY);
	}

	@Test
	@Conformance("PAR-3.5-1")
	void strictUserReadsZero() {
		server(false);
		element(11, TransportUse.DATA_PLUS_CONTROL, false);

		assertThat(seen(true)).isEqualTo(TransportUse.DATA_ONLY);
	}

}
