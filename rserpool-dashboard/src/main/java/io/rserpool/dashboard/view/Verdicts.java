package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.wire.PoolHandle;

/**
 * The verdict on a scope: a function of one reading and of what was lost lately. First
 * match wins: no answer; not serving yet; a pool without elements; this server alone
 * among others; servers that disagree; a pool with one element left that had more; ill
 * elements; refused registrations; a silent server; a takeover or repair that runs; all
 * well.
 */
public final class Verdicts {

	private final Words words;

	private final ServerNames names;

	public Verdicts(Words words, ServerNames names) {
		this.words = words;
		this.names = names;
	}

	/**
	 * Judges a scope.
	 * @param reading what the server said, or null if it never answered
	 * @param silentSince since when the server does not answer, or null
	 */
	public Verdict judge(@Nullable Reading reading, Recent recent, @Nullable Instant silentSince, Instant now) {
		if (reading == null) {
			return new Verdict(State.UNKNOWN, say("verdict.noAnswer"), say("verdict.noAnswer.why"), 1);
		}
		if (silentSince != null) {
			return new Verdict(State.UNKNOWN, say("verdict.silent", this.words.clock(silentSince)),
					say("verdict.silent.why", this.words.clock(reading.at())), 1);
		}
		return judge(reading, recent, now);
	}

	private Verdict judge(Reading reading, Recent recent, Instant now) {
		String self = this.names.self(reading.numbers().id()).name();
		ServerFindings servers = ServerFindings.of(reading.numbers(), recent.differing(), now, this.names, this.words);
		if (servers.joining()) {
			return new Verdict(State.MOVING, say("verdict.joining", self), say("verdict.joining.why"), 1);
		}
		List<String> dead = new ArrayList<>();
		List<String> narrow = new ArrayList<>();
		List<String> ill = new ArrayList<>();
		lost(recent.lostPools(), reading, now, dead);
		int notOffered = 0;
		for (PoolSnapshot pool : reading.pools()) {
			int missing = pool.elementCount() - pool.upCount();
			notOffered += missing;
			if (pool.upCount() == 0 && !hasSuspended(pool)) {
				dead.add(say("why.noneOffered", pool.handle(), pool.elementCount()));
			}
			else if (pool.upCount() == 0) {
				narrow.add(say("why.onlyIll", pool.handle(), pool.elementCount()));
			}
			else if (pool.upCount() == 1 && recent.shrunkPools().containsKey(pool.handle())) {
				Instant when = recent.shrunkPools().get(pool.handle());
				narrow.add(say("why.oneLeft", pool.handle(), this.words.ago(when, now)));
			}
			if (missing > 0 && pool.upCount() > 0) {
				ill.add(missing(pool, missing));
			}
		}
		int things = dead.size() + narrow.size() + ill.size() + (recent.refused().isEmpty() ? 0 : 1) + servers.things();
		List<String> why = new ArrayList<>(dead);
		why.addAll(servers.alone());
		why.addAll(servers.disagree());
		why.addAll(narrow);
		why.addAll(ill);
		if (!recent.refused().isEmpty()) {
			why.add(say("why.refused", recent.refused().size()));
		}
		why.addAll(servers.silent());
		why.addAll(servers.moving());
		if (!reading.isComplete()) {
			why.add(say("why.incomplete", reading.pools().size(), reading.numbers().poolCount()));
		}
		int pools = reading.numbers().poolCount();
		if (!dead.isEmpty()) {
			return new Verdict(State.DEAD, say("verdict.dead", dead.size(), first(recent, reading)), sum(why), things);
		}
		if (!servers.alone().isEmpty()) {
			return new Verdict(State.ILL, say("verdict.alone", self), sum(why), things);
		}
		if (!servers.disagree().isEmpty()) {
			return new Verdict(State.ILL, say("verdict.disagree", servers.servers(), servers.disagree().size()),
					sum(why), things);
		}
		int elements = reading.numbers().elementCount();
		if (!narrow.isEmpty()) {
			return new Verdict(State.ILL, say("verdict.narrow", narrow.size()), sum(why), things);
		}
		if (!ill.isEmpty()) {
			return new Verdict(State.ILL, say("verdict.ill", pools, notOffered, elements), sum(why), things);
		}
		if (!recent.refused().isEmpty()) {
			return new Verdict(State.ILL, say("verdict.refused", pools, recent.refused().size()), sum(why), things);
		}
		return quiet(servers, pools, elements, why, things);
	}

	/** Nothing is wrong with the pools. */
	private Verdict quiet(ServerFindings servers, int pools, int elements, List<String> why, int things) {
		String sentence = (pools == 0) ? say("verdict.empty") : say("verdict.well", pools);
		if (!servers.silent().isEmpty()) {
			return new Verdict(State.ILL, sentence + " " + say("verdict.silentServer", servers.silent().size()),
					sum(why), things);
		}
		if (!servers.moving().isEmpty()) {
			return new Verdict(State.MOVING, sentence + " " + say("verdict.moving"), sum(why), things);
		}
		if (servers.servers() > 1 && servers.uncompared() == 0) {
			why.add(0, say("why.agree", servers.servers()));
		}
		if (pools > 0) {
			why.add(0, say("why.well", elements));
		}
		return new Verdict(State.UP, sentence, sum(why), things);
	}

	/** Judges one pool in its own sentence. */
	public Verdict judge(PoolSnapshot pool, Recent recent, Instant now) {
		State state = PoolRows.state(pool);
		List<String> why = new ArrayList<>();
		int missing = pool.elementCount() - pool.upCount();
		if (missing > 0) {
			why.add(missing(pool, missing));
		}
		Instant shrunk = recent.shrunkPools().get(pool.handle());
		if (shrunk != null) {
			why.add(say("why.shrunk", this.words.ago(shrunk, now)));
		}
		if (pool.upCount() == 0) {
			why.add(say(hasSuspended(pool) ? "why.lastResort" : "why.nobody"));
		}
		else {
			why.add(say("why.oneMore", pool.upCount() - 1));
		}
		return new Verdict(state, say("verdict.pool", pool.handle(), pool.upCount(), pool.elementCount()), sum(why),
				(state != State.UP) ? 1 : 0);
	}

	private void lost(Map<PoolHandle, Instant> lost, Reading reading, Instant now, List<String> dead) {
		lost.forEach((handle, when) -> {
			if (reading.pools().stream().noneMatch((pool) -> pool.handle().equals(handle))) {
				dead.add(say("why.lost", handle, this.words.ago(when, now)));
			}
		});
	}

	private String first(Recent recent, Reading reading) {
		for (PoolHandle handle : recent.lostPools().keySet()) {
			if (reading.pools().stream().noneMatch((pool) -> pool.handle().equals(handle))) {
				return handle.toString();
			}
		}
		return reading.pools()
			.stream()
			.filter((pool) -> pool.upCount() == 0 && !hasSuspended(pool))
			.map((pool) -> pool.handle().toString())
			.findFirst()
			.orElse("");
	}

	private String missing(PoolSnapshot pool, int missing) {
		Map<ElementState, List<ElementSnapshot>> byState = PoolRows.notUp(pool);
		if (byState.isEmpty()) {
			return say("why.notOffered", pool.handle(), missing, pool.elementCount());
		}
		List<String> parts = new ArrayList<>();
		byState.forEach((state, elements) -> {
			String key = "why." + state.name();
			if (elements.size() == 1) {
				parts.add(say(key + ".one", Transports.address(elements.get(0).transport()), pool.handle()));
			}
			else {
				parts.add(say(key + ".many", elements.size(), pool.handle()));
			}
		});
		return String.join(" ", parts);
	}

	private static boolean hasSuspended(PoolSnapshot pool) {
		// Elements that were not read count for the better: nothing is called dead
		// unseen.
		return pool.elements().size() < pool.elementCount()
				|| pool.elements().stream().anyMatch((element) -> element.state() == ElementState.SUSPENDED);
	}

	private String sum(List<String> why) {
		int most = 4;
		if (why.size() <= most) {
			return String.join(" ", why);
		}
		return String.join(" ", why.subList(0, most)) + " " + say("why.more", why.size() - most);
	}

	private String say(String key, Object... args) {
		Object[] shown = args.clone();
		for (int i = 0; i < shown.length; i++) {
			shown[i] = (shown[i] instanceof PoolHandle handle) ? handle.toString() : shown[i];
		}
		return this.words.say(key, shown);
	}

}
