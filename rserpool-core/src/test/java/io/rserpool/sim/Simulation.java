package io.rserpool.sim;

import java.util.List;
import java.util.Map;

import io.rserpool.machine.Timing;

/**
 * Runs one scenario from its beginning to its end, and checks all invariants on the way.
 */
final class Simulation {

	private final Scenario scenario;

	private final World world;

	private final Cast cast;

	private final Inspector inspector;

	private final Director director;

	Simulation(Scenario scenario) {
		this.scenario = scenario;
		Stage stage = new Stage(scenario);
		Timing timing = stage.timing();
		this.world = stage.world();
		this.cast = stage.cast();
		this.inspector = new Inspector(this.world, this.cast, timing);
		this.director = new Director(this.world, this.cast, timing, this.inspector);
	}

	/** Keeps the whole trace, not only its end. */
	Simulation traced() {
		this.world.trace().keep(Integer.MAX_VALUE);
		return this;
	}

	World world() {
		return this.world;
	}

	Cast cast() {
		return this.cast;
	}

	Inspector inspector() {
		return this.inspector;
	}

	/** How often each kind of thing was done. */
	Map<String, Integer> done() {
		return this.director.done();
	}

	/**
	 * Runs the scenario.
	 * @throws AssertionError if an invariant is broken or a machine fails: with the
	 * scenario, and the end of the trace
	 */
	Simulation run() {
		try {
			this.inspector.start();
			for (Step step : this.scenario.steps()) {
				this.world.agenda().at(World.START + step.millis(), () -> this.director.perform(step));
			}
			this.world.agenda().runUntil(World.START + this.scenario.millis());
			return this;
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError(describe(ex), ex);
		}
	}

	private String describe(Throwable failure) {
		List<String> lines = this.world.trace().last(World.LINES);
		return "\n" + failure + "\n\nat " + Wording.time(this.world.elapsed()) + " s of this scenario:\n\n"
				+ this.scenario + "\nafter these lines of trace:\n\n" + String.join("\n", lines) + "\n\n" + failure
				+ "\n";
	}

}
