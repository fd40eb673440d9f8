package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on the servers of a scope, for their own page. First match wins: no answer;
 * joining; alone; a pair that disagrees; a silent server; a takeover or repair that runs;
 * not compared yet; an address without answer; all agree.
 */
public final class ServerVerdicts {

	private final Words words;

	private final ServerNames names;

	public ServerVerdicts(Words words, ServerNames names) {
		this.words = words;
		this.names = names;
	}

	/**
	 * Judges the servers.
	 * @param reading what the server said, or null if it never answered
	 * @param silentSince since when the server does not answer, or null
	 * @param open whether the server lets others in
	 */
	public Verdict judge(@Nullable Reading reading, Recent recent, @Nullable Instant silentSince, Instant now,
			boolean open) {
		if (reading == null) {
			return new Verdict(State.UNKNOWN, say("verdict.noAnswer"), say("verdict.noAnswer.why"), 1);
		}
		if (silentSince != null) {
			return new Verdict(State.UNKNOWN, say("verdict.silent", this.words.clock(silentSince)),
					say("verdict.silent.why", this.words.clock(reading.at())), 1);
		}
		String self = this.names.self(reading.numbers().id()).name();
		ServerFindings found = ServerFindings.of(reading.numbers(), recent.differing(), now, this.names, this.words);
		List<String> why = new ArrayList<>();
		why.addAll(found.alone());
		why.addAll(found.disagree());
		why.addAll(found.silent());
		why.addAll(found.moving());
		if (found.uncompared() > 0) {
			why.add(say("why.uncompared", found.uncompared()));
		}
		if (found.dialled() > 0 && found.alone().isEmpty() && !found.joining()) {
			why.add(say("why.dialled", found.dialled()));
		}
		if (found.joining()) {
			return new Verdict(State.MOVING, say("verdict.joining", self), say("verdict.joining.why"), 1);
		}
		String text = String.join(" ", why);
		int things = found.things();
		if (!found.alone().isEmpty()) {
			return new Verdict(State.ILL, say("verdict.alone", self), text, things);
		}
		if (!found.disagree().isEmpty()) {
			return new Verdict(State.ILL, say("verdict.disagree", found.servers(), found.disagree().size()), text,
					things);
		}
		if (!found.silent().isEmpty()) {
			return new Verdict(State.ILL, say("verdict.silentServer", found.silent().size()), text, things);
		}
		if (!found.moving().isEmpty()) {
			return new Verdict(State.MOVING, say("verdict.moving"), text, things);
		}
		if (found.uncompared() > 0) {
			return new Verdict(State.UNKNOWN, say("verdict.uncompared", found.servers()), text, 0);
		}
		if (found.servers() == 1) {
			return new Verdict(State.UP, say("verdict.only"), say(open ? "verdict.only.open" : "verdict.only.closed"),
					0);
		}
		why.add(0, say("why.agree.pairs", self));
		return new Verdict(State.UP, say("verdict.agree", found.servers()), String.join(" ", why), 0);
	}

	private String say(String key, Object... args) {
		return this.words.say(key, args);
	}

}
