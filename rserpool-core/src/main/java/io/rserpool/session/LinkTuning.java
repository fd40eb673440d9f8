package io.rserpool.session;

import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;

/**
 * The timers of one connection of a session, in milliseconds; changeable at run time
 * [T-15].
 *
 * @param initTimeout wait for the other side's INIT, 100 to 60,000
 * @param heartbeatInterval silence until a HEARTBEAT is sent, less up to a fifth at
 * random; 0 = no heartbeats, else 100 to 300,000
 * @param heartbeatTimeout wait for each answer, 100 to 60,000
 * @param heartbeatMaxMissed answers missed in a row until the connection is given up, 1
 * to 10
 * @param ackTimeout wait for the acknowledgement of the oldest data; 0 = for ever, else
 * 1,000 to 3,600,000
 */
public record LinkTuning(long initTimeout, long heartbeatInterval, long heartbeatTimeout, int heartbeatMaxMissed,
		long ackTimeout) {

	public LinkTuning {
		check("init-timeout", initTimeout, 100, 60_000, false);
		check("heartbeat-interval", heartbeatInterval, 100, 300_000, true);
		check("heartbeat-timeout", heartbeatTimeout, 100, 60_000, false);
		check("heartbeat-max-missed", heartbeatMaxMissed, 1, 10, false);
		check("ack-timeout", ackTimeout, 1_000, 3_600_000, true);
	}

	private static void check(String name, long value, long least, long most, boolean orZero) {
		if ((value != 0 || !orZero) && (value < least || value > most)) {
			throw new IllegalArgumentException(name + " " + value + " is out of range, allowed is " + least + " to "
					+ most + (orZero ? ", or 0 for none" : ""));
		}
	}

	/** The values of a profile. */
	public static LinkTuning of(Timing timing) {
		return new LinkTuning(timing.millis(TimerName.SESSION_INIT_TIMEOUT),
				timing.millis(TimerName.SESSION_HEARTBEAT_INTERVAL), timing.millis(TimerName.SESSION_HEARTBEAT_TIMEOUT),
				(timing.profile() == Profile.LAN) ? 1 : 2, 0);
	}

	public LinkTuning withHeartbeat(long interval, long timeout, int maxMissed) {
		return new LinkTuning(this.initTimeout, interval, timeout, maxMissed, this.ackTimeout);
	}

	public LinkTuning withAckTimeout(long ackTimeout) {
		return new LinkTuning(this.initTimeout, this.heartbeatInterval, this.heartbeatTimeout, this.heartbeatMaxMissed,
				ackTimeout);
	}

}
