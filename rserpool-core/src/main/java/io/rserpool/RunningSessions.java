package io.rserpool;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventStream;
import io.rserpool.machine.Protocol;
import io.rserpool.session.SessionTimer;
import io.rserpool.session.UserSessions;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Loop;
import io.rserpool.transport.MachineDriver;
import io.rserpool.transport.Network;

/**
 * The session machine of one endpoint, on a loop of its own.
 */
final class RunningSessions {

	/** The machine has a timer of its own for each connection. */
	private static final Duration MAX_CONNECT = Duration.ofSeconds(60);

	private static final long CLOSE_MILLIS = 1_000;

	private final Loop loop;

	private final MachineDriver<SessionTimer> driver;

	private final UserSessions machine;

	private final Runnable unwatch;

	RunningSessions(String source, Network network, EventStream events, @Nullable Long seed, boolean strictRfc,
			DefaultAsapEndpoint.Running endpoint) {
		this.loop = network.newLoop();
		this.driver = new MachineDriver<>(source, network, this.loop, events, ConnectionOptions.ofSession(MAX_CONNECT));
		this.driver.dialWith(Protocol.SESSION, ConnectionOptions.ofSession(MAX_CONNECT));
		RandomGenerator random = (seed != null) ? new SplittableRandom(seed + 1) : new SecureRandom();
		this.machine = new UserSessions(new CachedPools(endpoint, strictRfc, this::later), random, this.driver);
		this.driver.drive(this.machine);
		this.unwatch = endpoint.machine()
			.cache()
			.watch((handle) -> later((now) -> this.machine.poolChanged(handle, now)));
	}

	private void later(LongConsumer call) {
		try {
			this.driver.execute(call);
		}
		catch (IllegalStateException ex) {
			// The sessions are closed: nobody waits for it any more
			return;
		}
	}

	Loop loop() {
		return this.loop;
	}

	MachineDriver<SessionTimer> driver() {
		return this.driver;
	}

	UserSessions machine() {
		return this.machine;
	}

	void close() {
		this.unwatch.run();
		this.driver.submit((now) -> {
			this.machine.abortAll("the endpoint is closed", now);
			return now;
		});
		Futures.within(this.loop, this.driver.close(), CLOSE_MILLIS);
	}

}
