package io.rserpool.sim;

import java.util.List;

import io.rserpool.machine.Timing;
import org.jspecify.annotations.Nullable;

/**
 * Checks the invariants: the cheap ones at each message, all of them every now and then,
 * and that everybody agrees as soon as nothing has disturbed the world for long enough.
 */
final class Inspector {

	private final World world;

	private final Cast cast;

	private final Bounds bounds;

	private final Agreement agreement;

	private final Traffic traffic;

	private final List<Check> checks;

	private long everyMillis = 1000;

	private long inspections;

	Inspector(World world, Cast cast, Timing timing) {
		this.world = world;
		this.cast = cast;
		this.bounds = new Bounds(timing);
		this.agreement = new Agreement(cast);
		this.traffic = new Traffic(world, cast, timing);
		this.checks = List.of(new Checksums(cast), new DoubleOwners(world, cast, this.bounds), this.traffic);
	}

	/** How often everything is checked; 0 = only when asked. */
	void every(long millis) {
		this.everyMillis = millis;
	}

	/** Begins to look. */
	void start() {
		if (this.everyMillis > 0) {
			this.world.agenda().at(this.world.now() + this.everyMillis, this::tick);
		}
	}

	private void tick() {
		inspect();
		start();
	}

	private void inspect() {
		this.inspections++;
		this.checks.forEach(Check::inspect);
		if (this.cast.isAnyFrozen() || !this.world.network().isQuiet()) {
			this.world.disturbed();
		}
		if (this.world.calmMillis() > this.bounds.agreementMillis()) {
			this.agreement.inspect();
		}
	}

	/** Everything must be as it should be, now. */
	void requireAgreement() {
		this.checks.forEach(Check::inspect);
		this.agreement.inspect();
	}

	long inspections() {
		return this.inspections;
	}

	/** What looks at each message that a server gets. */
	@Nullable InputWatch watch(Server server) {
		return (this.everyMillis > 0) ? new StepWatch(server, this.traffic) : null;
	}

}
