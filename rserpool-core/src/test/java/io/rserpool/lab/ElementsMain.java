package io.rserpool.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolElement;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import java.net.InetSocketAddress;

/**
 * A process with pool elements that echo.
 */
final class ElementsMain {

	private ElementsMain() {
	}

	public static void main(String[] arguments) throws IOException {
		LabChild child = new LabChild(arguments);
		LabSettings settings = child.settings();
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.name(settings.name())
			.enrpServers(settings.serverAddresses())
			.timing(LabChild.timing())
			.events(LabChild.events())
			.network(child.network())
			.build();
		endpoint.start();
		List<PoolElement> elements = new ArrayList<>();
		for (int i = 0; i < settings.pools().size(); i++) {
			InetSocketAddress address = settings.listenAddress(i + 1);
			EchoService.start(address);
			PoolElement element = PoolElement.builder(PoolHandle.of(settings.pools().get(i)))
				.transport(
						new TcpTransport(address.getPort(), TransportUse.DATA_ONLY, IpAddress.of(address.getAddress())))
				.endpoint(endpoint)
				.build();
			element.register();
			elements.add(element);
		}
		LabChild.answer(Map.of("report", () -> elements.stream().map(ElementsMain::report).toList()));
	}

	private static ElementReport report(PoolElement element) {
		return new ElementReport(element.handle().toString(), element.id().toString(), element.state().name(),
				element.home().map(Object::toString).orElse(""));
	}

}
