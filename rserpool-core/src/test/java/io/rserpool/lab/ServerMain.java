package io.rserpool.lab;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.rserpool.EnrpServer;

/**
 * A process that is an ENRP server.
 */
final class ServerMain {

	private ServerMain() {
	}

	public static void main(String[] arguments) throws IOException {
		LabChild child = new LabChild(arguments);
		LabSettings settings = child.settings();
		EnrpServer server = EnrpServer.builder()
			.enrpAddress(settings.listenAddress(0))
			.asapAddress(settings.listenAddress(1))
			.peers(settings.serverAddresses())
			.timing(LabChild.timing())
			.events(LabChild.events())
			.network(child.network())
			.build();
		server.start();
		LabChild.answer(Map.of("report", () -> report(server)));
	}

	private static ServerReport report(EnrpServer server) throws InterruptedException, ExecutionException {
		return ServerReport.of(server.snapshot().get(), server.pools(null, 1000, 1000).get());
	}

}
