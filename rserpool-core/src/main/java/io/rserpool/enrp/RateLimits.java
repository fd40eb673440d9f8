package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;

/**
 * How fast one source address may go (SR-24, SR-25).
 */
final class RateLimits {

	private final EnrpContext context;

	private final boolean enabled;

	RateLimits(EnrpContext context) {
		this.context = context;
		this.enabled = context.limits().enabled();
	}

	/**
	 * Whether a registration or deregistration may pass.
	 * @param watch the element's, or null for an unknown element
	 */
	boolean admitsRegistration(AsapConnection from, @Nullable ElementWatch watch, long now) {
		if (!this.enabled) {
			return true;
		}
		boolean admitted = from.source.registrations.take(now) && (watch == null || watch.admitsRegistration(now));
		return admitted || limited(from, "registrations", "rejected", now);
	}

	boolean admitsResolution(AsapConnection from, long now) {
		return !this.enabled || from.source.resolutions.take(now) || limited(from, "resolutions", "rejected", now);
	}

	boolean admitsReport(AsapConnection from, long now) {
		return !this.enabled || from.source.reports.take(now) || limited(from, "reports", "ignored", now);
	}

	private boolean limited(AsapConnection from, String what, String answer, long now) {
		this.context.count(Counter.LIMITED);
		if (from.source.limitEvents.admits(now)) {
			this.context.effects().publish(new RserpoolEvent.LimitReached(what, from.source.toString(), answer));
		}
		if (from.exceeds(now)) {
			from.condemn("too many " + what + " for 10 seconds");
		}
		return false;
	}

}
