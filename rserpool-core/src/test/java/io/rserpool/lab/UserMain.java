package io.rserpool.lab;

import java.io.IOException;
import java.util.Map;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolUser;

/**
 * A process with a pool user that sends request after request.
 */
final class UserMain {

	private UserMain() {
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
		PoolUser user = PoolUser.builder().endpoint(endpoint).build();
		user.start();
		Requests requests = new Requests(user, settings.pools(), child::way);
		Thread thread = new Thread(requests::send, "requests");
		thread.setDaemon(true);
		thread.start();
		LabChild.answer(Map.of("report", requests::report, "mark", requests::mark));
	}

}
