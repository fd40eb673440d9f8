package io.rserpool.sim;

import io.rserpool.machine.Protocol;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * What a process asks of its system.
 *
 * @param asapDialMillis how long a dial to an ASAP port may take
 * @param enrpDialMillis how long a dial to an ENRP port may take
 * @param keepAliveMillis silence that ends a connection [T-4], 0 = none does
 * @param multicast whether the process sends by multicast
 */
record ProcessOptions(long asapDialMillis, long enrpDialMillis, long keepAliveMillis, boolean multicast) {

	/** An ENRP server; connect timeout of enrp.md 9.2. */
	static ProcessOptions server(Timing timing, boolean multicast) {
		return new ProcessOptions(timing.millis(TimerName.KEEP_ALIVE_TIMEOUT), 3000, 0, multicast);
	}

	/** Pool elements or a pool user. */
	static ProcessOptions endpoint(Timing timing) {
		long hunt = timing.millis(TimerName.T5_SERVER_HUNT);
		return new ProcessOptions(hunt, hunt, timing.millis(TimerName.HOME_SILENT_TOTAL), false);
	}

	long dialMillis(Protocol protocol) {
		return (protocol == Protocol.ASAP) ? this.asapDialMillis : this.enrpDialMillis;
	}

}
