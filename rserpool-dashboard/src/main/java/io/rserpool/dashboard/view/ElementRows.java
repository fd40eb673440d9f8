package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.ElementState;
import io.rserpool.wire.TransportParameter;

/**
 * Makes rows of elements.
 */
public final class ElementRows {

	private final Words words;

	private final ServerNames names;

	public ElementRows(Words words, ServerNames names) {
		this.words = words;
		this.names = names;
	}

	/**
	 * Makes the row of an element.
	 * @param poolSelections all first choices of the pool's elements
	 * @param at when the server said it
	 */
	public ElementRow row(ElementSnapshot element, long poolSelections, Instant at) {
		List<Leg> legs = new ArrayList<>();
		legs.add(leg(element.transport()));
		element.additionalLegs().forEach((transport) -> legs.add(leg(transport)));
		String key = "state." + element.state();
		long roundTrip = element.keepAliveRoundTripMillis();
		return new ElementRow(String.format("%08x", element.id().value()), Transports.address(element.transport()),
				Topology.state(element.state()), this.words.say(key),
				(element.state() == ElementState.UP) ? null : this.words.say(key + ".why"), legs,
				this.names.of(element.home()), Policies.values(element.policy(), this.words),
				Policies.load(element.policy()), second(at.minusMillis(element.ageMillis())), expires(element, at),
				element.selections(), share(element.selections(), poolSelections), (roundTrip >= 0) ? roundTrip : null,
				element.reporters());
	}

	private static Leg leg(TransportParameter transport) {
		return new Leg(Transports.name(transport), Transports.address(transport));
	}

	private static @Nullable Instant expires(ElementSnapshot element, Instant at) {
		return (element.lifeLeftMillis() >= 0) ? second(at.plusMillis(element.lifeLeftMillis())) : null;
	}

	private static @Nullable Double share(long selections, long all) {
		return (all > 0) ? Math.round(selections * 1000.0 / all) / 10.0 : null;
	}

	/** Rounded, so that the same moment read twice is the same text. */
	private static Instant second(Instant instant) {
		return Instant.ofEpochSecond((instant.toEpochMilli() + 500) / 1000);
	}

}
