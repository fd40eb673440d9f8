package io.rserpool.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.Limits;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * An ENRP server in a child JVM: limits off; keep-alives every ten minutes unless asked
 * for the default, so that what is measured is the request.
 */
final class RegistrarProcess {

	private RegistrarProcess() {
	}

	/**
	 * Serves until the parent ends.
	 * @param arguments {@code quiet} or {@code default}: which keep-alives
	 */
	public static void main(String[] arguments) throws Exception {
		Timing timing = Timing.of(Profile.FAST);
		if (arguments[0].equals("quiet")) {
			timing = quiet(timing);
		}
		EnrpServer server = EnrpServer.builder()
			.asapAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.limits(Limits.OFF)
			.maxResolutionItems(3)
			.timing(timing)
			.build();
		server.start();
		ChildJvm.readyUntilParentEnds(server.asapAddress().getPort());
	}

	static Timing quiet(Timing timing) {
		return timing.with(TimerName.KEEP_ALIVE_INTERVAL, Duration.ofMinutes(30))
			.with(TimerName.REGISTRATION_LIFE, Duration.ofHours(2))
			.with(TimerName.T4_REREGISTRATION, Duration.ofHours(1))
			.with(TimerName.T1_ENRP_REQUEST, Duration.ofSeconds(20))
			.with(TimerName.T2_REGISTRATION, Duration.ofSeconds(20))
			.with(TimerName.T3_DEREGISTRATION, Duration.ofSeconds(20));
	}

}
