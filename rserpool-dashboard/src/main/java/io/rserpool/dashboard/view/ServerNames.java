package io.rserpool.dashboard.view;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.ServerId;

/**
 * Short names for servers: S1 is the one that answers, the others are numbered as they
 * are met, and a name stays while the process lives. Safe for use by many threads.
 */
public final class ServerNames {

	private static final int COLOURS = 6;

	/** Ids are random at each start, so a bad neighbour could bring ever new ones. */
	private static final int MOST = 256;

	private final Map<ServerId, ServerTag> tags = new LinkedHashMap<>();

	private @Nullable ServerId self;

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
