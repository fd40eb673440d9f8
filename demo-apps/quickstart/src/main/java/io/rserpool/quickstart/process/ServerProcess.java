package io.rserpool.quickstart.process;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.report.ServerReport;

/**
 * An ENRP server in a process of its own, at one moment.
 *
 * @param number 2 or more; stays when it is started again
 * @param address where it serves elements and users
 * @param pid its process id
 * @param state where it stands
 * @param byUs whether it was killed from here
 * @param exitCode 0 while it runs
 * @param changed since when it stands there
 * @param report what it said last, or null if it never said anything
 */
public record ServerProcess(int number, ServerAddress address, long pid, ServerState state, boolean byUs, int exitCode,
		Instant changed, @Nullable ServerReport report) {

	/** What people call it. */
	public String name() {
		return Servers.name(this.number);
	}

	public boolean isRunning() {
		return this.state != ServerState.KILLED && this.state != ServerState.ENDED;
	}

}
