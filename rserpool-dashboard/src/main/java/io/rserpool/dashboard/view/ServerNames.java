package io.rserpool.dashboard.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.ServerId;

/**
 * Short names for servers: S1 is the one that answers, the others are numbered as they
 * are met, and a name stays while the process lives; but an application may give names of
 * its own. Safe for use by many threads.
 */
public final class ServerNames {

	private static final int COLOURS = 6;

	/** Ids are random at each start, so a bad neighbour could bring ever new ones. */
	private static final int MOST = 256;

	private final Map<ServerId, ServerTag> tags = new LinkedHashMap<>();

	private final Function<ServerId, @Nullable String> given;

	private @Nullable ServerId self;

	public ServerNames() {
		this((id) -> null);
	}

	/**
	 * Names.
	 * @param given the names of those that have one, else null
	 */
	public ServerNames(Function<ServerId, @Nullable String> given) {
		this.given = given;
	}

	/** Says which server answers: it is met first. */
	public synchronized ServerTag self(ServerId id) {
		this.self = id;
		ServerTag known = this.tags.get(id);
		if (known == null || !known.self()) {
			this.tags.put(id, tag((known != null) ? number(known) : this.tags.size() + 1, id, true));
		}
		return of(id);
	}

	public synchronized ServerTag of(ServerId id) {
		ServerTag numbered = numbered(id);
		String name = this.given.apply(id);
		return (name != null) ? named(name, numbered) : numbered;
	}

	private static ServerTag named(String name, ServerTag numbered) {
		ServerTag tag = new ServerTag(name, numbered.id(), numbered.css(), numbered.self());
		int order = tag.order();
		return (order == Integer.MAX_VALUE) ? tag
				: new ServerTag(name, tag.id(), "s" + (Math.max(0, order - 1) % COLOURS + 1), tag.self());
	}

	private ServerTag numbered(ServerId id) {
		ServerTag known = this.tags.get(id);
		if (known != null) {
			return known;
		}
		if (this.tags.size() >= MOST) {
			return new ServerTag(id.toString(), id.toString(), "s" + COLOURS, false);
		}
		ServerTag tag = tag(this.tags.size() + 1, id, id.equals(this.self));
		this.tags.put(id, tag);
		return tag;
	}

	private static int number(ServerTag tag) {
		return Integer.parseInt(tag.name().substring(1));
	}

	private static ServerTag tag(int number, ServerId id, boolean self) {
		return new ServerTag("S" + number, id.toString(), "s" + ((number - 1) % COLOURS + 1), self);
	}

}
