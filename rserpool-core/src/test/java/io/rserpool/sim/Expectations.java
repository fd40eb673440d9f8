package io.rserpool.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.rserpool.enrp.ServerProbe;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;

/**
 * What a scenario says must be true at a certain moment.
 */
final class Expectations {

	private final World world;

	private final Cast cast;

	private final Inspector inspector;

	private final Bounds bounds;

	private final List<Asked> asked = new ArrayList<>();

	private final List<Heard> heard = new ArrayList<>();

	Expectations(World world, Cast cast, Timing timing, Inspector inspector) {
		this.world = world;
		this.cast = cast;
		this.inspector = inspector;
		this.bounds = new Bounds(timing);
		world.onEvent((source, event) -> this.heard.add(new Heard(source.name(), event)));
	}

	/** A user has asked a question. */
	void asked(User user, User.Question question) {
		this.asked.add(new Asked(user, question));
	}

	void check(List<String> words) {
		switch (words.get(0)) {
			case "agreement" -> this.inspector.requireAgreement();
			case "owner" -> owner(words.get(1), words.get(2));
			case "unknown" -> unknown(words.get(1));
			case "serving" -> words.subList(1, words.size()).forEach(this::serving);
			case "joining" -> require(!this.cast.server(words.get(1)).isServing(), words.get(1) + " serves");
			case "event" -> event(words.get(1), words.get(2), words);
			case "no-event" -> require(count(words.get(1), words.get(2)) == 0,
					words.get(1) + " told " + words.get(2) + ": " + this.heard);
			case "answers" -> answers();
			default -> throw new IllegalArgumentException("Nothing is known about 'expect " + words.get(0) + "'");
		}
	}

	private static void require(boolean truth, String otherwise) {
		if (!truth) {
			throw new AssertionError("Not as expected: " + otherwise);
		}
	}

	private void serving(String name) {
		require(this.cast.server(name).isServing(), name + " does not serve");
	}

	private void owner(String elementName, String serverName) {
		Element element = this.cast.element(elementName);
		ServerId owner = this.cast.server(serverName).id();
		for (Server server : this.cast.serving()) {
			PoolElementEntry entry = ServerProbe.handlespace(server.machine()).find(element.handle, element.id());
			require(entry != null, server + " does not know " + element);
			require(entry != null && entry.home().equals(owner), server + " believes that the owner of " + element
					+ " is " + this.world.names().of((entry != null) ? entry.home() : ServerId.NONE));
		}
	}

	private void unknown(String elementName) {
		Element element = this.cast.element(elementName);
		for (Server server : this.cast.serving()) {
			require(ServerProbe.handlespace(server.machine()).find(element.handle, element.id()) == null,
					server + " knows " + element);
		}
	}

	private void event(String source, String name, List<String> words) {
		long count = count(source, name);
		if (words.size() > 3) {
			require(count == Long.parseLong(words.get(3)), source + " told " + name + " " + count + " times");
		}
		require(count > 0, source + " did not tell " + name);
	}

	/** Events of one source, or of {@code any}. */
	private long count(String source, String name) {
		return this.heard.stream()
			.filter((heard) -> (source.equals("any") || heard.source().equals(source))
					&& heard.event().getClass().getSimpleName().equals(name))
			.count();
	}

	/**
	 * Questions asked long enough ago, and since the last disturbance, have the true
	 * answer.
	 */
	private void answers() {
		for (Asked one : this.asked) {
			User.Question question = one.question();
			long age = this.world.now() - question.askedAt;
			if (!one.user().endpoint.isAlive() || age < this.bounds.answerMillis() || age > this.world.calmMillis()) {
				continue;
			}
			Set<PoolElementId> live = new HashSet<>();
			this.cast.elements()
				.stream()
				.filter((element) -> element.isLive() && element.handle.equals(question.handle))
				.forEach((element) -> live.add(element.id()));
			require(question.outcome == (live.isEmpty() ? User.Outcome.UNKNOWN_POOL : User.Outcome.RESOLVED),
					one.user().name + " asked for " + question.handle + ": " + question.outcome + ", " + question.why);
			require(!question.stale, one.user().name + " got an old answer about " + question.handle);
			require(live.equals(new HashSet<>(question.answer)), one.user().name + " was told " + question.answer
					+ " of " + question.handle + ", but truly there are " + live);
		}
		this.asked.clear();
	}

	private record Asked(User user, User.Question question) {
	}

	private record Heard(String source, RserpoolEvent event) {
	}

}
