package io.rserpool.dashboard.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.ElementRegistered;
import io.rserpool.event.RserpoolEvent.ElementUpdated;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Makes rows of events. Built for one list of events, the oldest first: in it lie the
 * names of elements that are gone, and the chains of causes.
 */
public final class Changes {

	private static final int MOST_STEPS = 30;

	private final List<Occurrence> events;

	private final Words words;

	private final EventWords eventWords;

	private final Map<Long, Occurrence> byId = new HashMap<>();

	private final Map<Long, List<Occurrence>> byRoot = new HashMap<>();

	public Changes(List<Occurrence> events, @Nullable Reading reading, ServerNames servers, Words words) {
		this.events = List.copyOf(events);
		this.words = words;
		Map<ElementKey, String> names = new HashMap<>();
		if (reading != null) {
			reading.pools()
				.forEach((pool) -> pool.elements()
					.forEach((element) -> names.put(new ElementKey(pool.handle(), element.id()),
							Transports.address(element.transport()))));
		}
		for (Occurrence occurrence : this.events) {
			this.byId.put(occurrence.id(), occurrence);
			RserpoolEvent event = occurrence.event();
			if (event instanceof ElementRegistered registered) {
				names.put(new ElementKey(registered.handle(), registered.element()),
						Transports.address(registered.transport()));
			}
			else if (event instanceof ElementUpdated updated) {
				names.put(new ElementKey(updated.handle(), updated.element()), Transports.address(updated.transport()));
			}
		}
		for (Occurrence occurrence : this.events) {
			this.byRoot.computeIfAbsent(root(occurrence), (id) -> new ArrayList<>()).add(occurrence);
		}
		this.eventWords = new EventWords(words, servers,
				(handle, element) -> names.getOrDefault(new ElementKey(handle, element), element.toString()));
	}

	/** The newest events, the newest first. */
	public List<ChangeRow> newest(int limit) {
		return page(null, null, null, limit);
	}

	/**
	 * Returns a page of events, the newest first.
	 * @param before the id of the last event of the page before, or null
	 * @param pool only those of this pool, or null
	 * @param query only those whose words or ids have it, or null
	 */
	public List<ChangeRow> page(@Nullable Long before, @Nullable PoolHandle pool, @Nullable String query, int limit) {
		List<ChangeRow> rows = new ArrayList<>();
		String wanted = (query != null) ? query.strip().toLowerCase(Locale.ROOT) : "";
		for (int i = this.events.size() - 1; i >= 0 && rows.size() < limit; i--) {
			Occurrence occurrence = this.events.get(i);
			if (before != null && occurrence.id() >= before) {
				continue;
			}
			if (pool != null && !Objects.equals(pool, occurrence.event().handle())) {
				continue;
			}
			ChangeRow row = row(occurrence);
			if (wanted.isEmpty() || text(occurrence, row).contains(wanted)) {
				rows.add(row);
			}
		}
		return rows;
	}

	/** What happened between servers, the newest first. */
	public List<ChangeRow> between(int limit) {
		List<ChangeRow> rows = new ArrayList<>();
		for (int i = this.events.size() - 1; i >= 0 && rows.size() < limit; i--) {
			if (EventWords.isBetweenServers(this.events.get(i).event())) {
				rows.add(row(this.events.get(i)));
			}
		}
		return rows;
	}

	/**
	 * Returns the events after the given one, the oldest first.
	 */
	public List<ChangeRow> since(long id, int limit) {
		return this.events.stream().filter((event) -> event.id() > id).limit(limit).map(this::row).toList();
	}

	private static String text(Occurrence occurrence, ChangeRow row) {
		return String
			.join(" ", row.word(), row.text(), String.valueOf(row.detail()), row.type(), row.source(),
					occurrence.event().toString())
			.toLowerCase(Locale.ROOT);
	}

	private ChangeRow row(Occurrence occurrence) {
		RserpoolEvent event = occurrence.event();
		EventWords.Said said = this.eventWords.say(occurrence);
		List<Occurrence> chain = this.byRoot.getOrDefault(root(occurrence), List.of());
		boolean alone = chain.size() < 2;
		PoolHandle handle = event.handle();
		return new ChangeRow(occurrence.id(), occurrence.time(), event.getClass().getSimpleName(), said.state(),
				said.icon(), said.word(), said.text(), said.detail(), (handle != null) ? Handles.slug(handle) : null,
				(handle != null) ? handle.toString() : null, this.eventWords.source(occurrence.source()),
				occurrence.cause(), alone ? List.of() : steps(chain), alone ? null : this.words.took(total(chain)));
	}

	private List<ChainStep> steps(List<Occurrence> chain) {
		List<Occurrence> ordered = chain.stream()
			.sorted(Comparator.comparing(Occurrence::time).thenComparing(Occurrence::id))
			.limit(MOST_STEPS)
			.toList();
		Occurrence first = ordered.get(0);
		long total = Math.max(1, total(chain).toNanos());
		List<ChainStep> steps = new ArrayList<>();
		for (Occurrence occurrence : ordered) {
			EventWords.Said said = this.eventWords.say(occurrence);
			Occurrence cause = this.byId.getOrDefault(occurrence.cause(), occurrence);
			Duration start = Duration.between(first.time(), occurrence.time());
			Duration after = Duration.between(cause.time(), occurrence.time());
			int end = (int) Math.min(1000, Math.max(0, start.toNanos()) * 1000.0 / total);
			int begin = (int) Math.max(0, end - after.toNanos() * 1000.0 / total);
			int x = Math.min(begin, 994);
			steps.add(new ChainStep(occurrence.id(), said.word(), this.eventWords.source(occurrence.source()),
					said.text(), said.state(), "+" + this.words.took(start),
					(cause == occurrence) ? this.words.say("none") : this.words.took(after),
					after.toMillis() >= 100 && said.state() == State.DEAD, x, Math.max(6, end - x)));
		}
		return steps;
	}

	private static Duration total(List<Occurrence> chain) {
		return Duration.between(chain.stream().map(Occurrence::time).min(Comparator.naturalOrder()).orElseThrow(),
				chain.stream().map(Occurrence::time).max(Comparator.naturalOrder()).orElseThrow());
	}

	/** The oldest cause that is still kept. */
	private long root(Occurrence occurrence) {
		Occurrence current = occurrence;
		for (int i = 0; i < MOST_STEPS && current.cause() != 0; i++) {
			Occurrence cause = this.byId.get(current.cause());
			if (cause == null) {
				return current.cause();
			}
			current = cause;
		}
		return current.id();
	}

	/**
	 * An element in its pool.
	 */
	private record ElementKey(PoolHandle handle, PoolElementId element) {

	}

}
