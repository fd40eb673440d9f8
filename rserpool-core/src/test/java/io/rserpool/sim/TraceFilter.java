package io.rserpool.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.AsapMessageType;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.Presence;

/**
 * Which lines of a trace are worth reading.
 *
 * @param shown names of message types, events, and {@code connections}, {@code timers}
 * that are shown though they usually are not
 * @param hidden names that are not shown
 */
record TraceFilter(Set<String> shown, Set<String> hidden) implements Predicate<TraceLine> {

	/** Everything but timers and what repeats itself for ever. */
	static final TraceFilter DEFAULT = new TraceFilter(Set.of("connections"), Set.of());

	TraceFilter {
		shown = Set.copyOf(shown);
		hidden = Set.copyOf(hidden);
	}

	TraceFilter showing(List<String> names) {
		Set<String> more = new HashSet<>(this.shown);
		more.addAll(names);
		return new TraceFilter(more, this.hidden);
	}

	TraceFilter hiding(List<String> names) {
		Set<String> more = new HashSet<>(this.hidden);
		more.addAll(names);
		return new TraceFilter(this.shown, more);
	}

	@Override
	public boolean test(TraceLine line) {
		return switch (line.kind()) {
			case ACTION -> true;
			case CONNECTION -> wants("connections", false);
			case TIMER -> this.shown.contains("timers");
			case EVENT -> wants(line.what().getClass().getSimpleName(), true);
			case MESSAGE -> isWanted(line.what());
		};
	}

	private boolean isWanted(Object message) {
		if (message instanceof AsapMessage asap) {
			boolean routine = asap.type() == AsapMessageType.ENDPOINT_KEEP_ALIVE
					|| asap.type() == AsapMessageType.ENDPOINT_KEEP_ALIVE_ACK;
			return wants("ASAP_" + asap.type(), !routine);
		}
		EnrpMessage enrp = (EnrpMessage) message;
		boolean heartbeat = enrp instanceof Presence presence && !presence.replyRequired();
		return wants("ENRP_" + enrp.type(), !heartbeat);
	}

	private boolean wants(String name, boolean usually) {
		return !this.hidden.contains(name) && (usually || this.shown.contains(name));
	}

}
