package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent.ElementExpired;
import io.rserpool.event.RserpoolEvent.ElementRemoved;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;

/**
 * Makes the fact strips.
 */
public final class Facts {

	private final Words words;

	private final ServerNames names;

	public Facts(Words words, ServerNames names) {
		this.words = words;
		this.names = names;
	}

	/** The facts of a scope. */
	public List<Fact> of(Reading reading, ServerTag self, Samples selections, List<Occurrence> events) {
		List<Fact> facts = new ArrayList<>();
		long notServed = reading.pools().stream().filter((pool) -> PoolRows.state(pool) == State.DEAD).count();
		facts.add(new Fact(say("fact.pools"), this.words.count(reading.numbers().poolCount()),
				(notServed == 0) ? say("fact.pools.served") : say("fact.pools.notServed", notServed)));
		facts.add(new Fact(say("fact.elements"), this.words.count(reading.numbers().elementCount()), states(reading)));
		facts.add(servers(reading, self));
		facts.add(new Fact(say("fact.connections"), this.words.count(reading.numbers().connectionCount()),
				say("fact.connections.sub", reading.numbers().subscriptionCount())));
		facts.add(selections(reading, selections));
		facts.add(lost(events));
		return facts;
	}

	/** The facts of a pool. */
	public List<Fact> of(PoolSnapshot pool, @Nullable Bar owners, List<Occurrence> events) {
		List<Fact> facts = new ArrayList<>();
		MemberSelectionPolicy policy = pool.policy();
		PolicyType type = policy.type();
		facts.add(new Fact(say("fact.policy"), Policies.name(policy, this.words),
				say("fact.policy.sub", Policies.code(policy), (type != null && type.isAdaptive()) ? 1 : 0)));
		facts.add(new Fact(say("fact.up"), this.words.count(pool.upCount()), say("fact.up.unit", pool.elementCount()),
				say("fact.up.sub"), null));
		facts.add(new Fact(say("fact.answers"), this.words.count(pool.selections()), say("fact.answers.sub")));
		if (owners != null) {
			facts.add(new Fact(say("fact.owners"), this.words.count(owners.segments().size()), owners.words()));
		}
		facts.add(lost(
				events.stream().filter((event) -> Objects.equals(event.event().handle(), pool.handle())).toList()));
		return facts;
	}

	private String states(Reading reading) {
		int up = reading.pools().stream().mapToInt(PoolSnapshot::upCount).sum();
		List<String> parts = new ArrayList<>();
		parts.add(say("count.up", up));
		if (reading.hasAllElements()) {
			Map<ElementState, Integer> counts = new EnumMap<>(ElementState.class);
			reading.pools()
				.forEach((pool) -> PoolRows.notUp(pool)
					.forEach((state, elements) -> counts.merge(state, elements.size(), Integer::sum)));
			counts.forEach((state, count) -> parts.add(say("count." + state, count)));
		}
		else {
			int seen = reading.pools().stream().mapToInt(PoolSnapshot::elementCount).sum();
			if (seen > up) {
				parts.add(say("count.notOffered", seen - up));
			}
			if (!reading.isComplete()) {
				parts.add(say("count.notCounted", reading.numbers().elementCount() - seen));
			}
		}
		return String.join(", ", parts);
	}

	private Fact servers(Reading reading, ServerTag self) {
		Map<String, Long> owned = reading.pools()
			.stream()
			.flatMap((pool) -> pool.elements().stream())
			.collect(Collectors.groupingBy((element) -> this.names.of(element.home()).name(), java.util.TreeMap::new,
					Collectors.counting()));
		owned.putIfAbsent(self.name(), (long) reading.numbers().ownedCount());
		List<PeerSnapshot> peers = ServerRows.peers(reading.numbers());
		peers.forEach((peer) -> owned.putIfAbsent(this.names.of(peer.id()).name(), (long) peer.elementCount()));
		String meaning = reading.hasAllElements() ? owned.entrySet()
			.stream()
			.map((entry) -> say("owner.owns", entry.getKey(), entry.getValue()))
			.collect(Collectors.joining(", ")) : say("owner.owns", self.name(), reading.numbers().ownedCount());
		return new Fact(say("fact.servers"),
				this.words.count(reading.hasAllElements() ? owned.size() : 1 + peers.size()), meaning);
	}

	private Fact selections(Reading reading, Samples samples) {
		long total = total(reading);
		Double rate = samples.rate();
		String meaning = say("fact.selections.sub", this.words.count(total));
		if (rate == null) {
			return new Fact(say("fact.selections"), say("none"), say("fact.selections.unknown", meaning));
		}
		return new Fact(say("fact.selections"), this.words.rate(rate), "/s", meaning, samples.spark());
	}

	/** All selections that the reading knows of. */
	public static long total(Reading reading) {
		return reading.pools().stream().mapToLong(PoolSnapshot::selections).sum();
	}

	private Fact lost(List<Occurrence> events) {
		long lost = events.stream()
			.filter((occurrence) -> occurrence.event() instanceof ElementRemoved
					|| occurrence.event() instanceof ElementExpired)
			.count();
		Instant since = events.isEmpty() ? null : events.get(0).time();
		return new Fact(say("fact.lost"), this.words.count(lost),
				(since != null) ? say("fact.lost.since", this.words.clock(since)) : say("fact.lost.nothing"));
	}

	private String say(String key, Object... args) {
		return this.words.say(key, args);
	}

}
