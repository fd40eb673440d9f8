package io.rserpool.enrp;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.rserpool.wire.IpAddress;

/**
 * The source addresses that hold something, and some that did: an address must not get a
 * full bucket by connecting anew.
 */
final class Sources {

	/** How many addresses without anything are remembered. */
	static final int MAX_IDLE = 4096;

	private final Limits limits;

	private final Map<IpAddress, Source> sources = new HashMap<>();

	private final Set<Source> idle = new LinkedHashSet<>();

	Sources(Limits limits) {
		this.limits = limits;
	}

	/** The source, which the caller makes hold something or releases. */
	Source of(IpAddress address, long now) {
		Source known = this.sources.get(address);
		if (known != null) {
			this.idle.remove(known);
			return known;
		}
		Source source = new Source(address, this.limits, now);
		this.sources.put(address, source);
		return source;
	}

	/** To be called when a source holds less than before. */
	void release(Source source) {
		if (source.isIdle()) {
			this.idle.add(source);
			if (this.idle.size() > MAX_IDLE) {
				Iterator<Source> eldest = this.idle.iterator();
				this.sources.remove(eldest.next().address);
				eldest.remove();
			}
		}
	}

	int size() {
		return this.sources.size();
	}

}
