package io.rserpool.enrp;

import io.rserpool.event.RemovalReason;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.PoolHandle;

/**
 * Reports that an element could not be reached (RFC 5352 section 3.5): each causes a
 * probe, and too many distinct reporters within a minute remove even an element that
 * answers. What one reporter can do is limited (SR-25), so that a single hostile or
 * half-cut user never removes anything.
 */
final class UnreachableReports {

	private final EnrpContext context;

	private final RateLimits rates;

	private final KeepAlives keepAlives;

	private final Removals removals;

	private final ForeignProbes probes;

	private final ReportRelay relay;

	private final Peers peers;

	private final boolean strict;

	UnreachableReports(EnrpContext context, RateLimits rates, KeepAlives keepAlives, Removals removals,
			ForeignProbes probes, ReportRelay relay, Peers peers) {
		this.context = context;
		this.rates = rates;
		this.keepAlives = keepAlives;
		this.removals = removals;
		this.probes = probes;
		this.relay = relay;
		this.peers = peers;
		this.strict = context.config().strictRfc();
	}

	void received(AsapConnection from, EndpointUnreachable report, long now) {
		PoolHandle handle = report.handle();
		PoolElementEntry entry = this.context.handlespace().find(handle, report.id());
		if (entry != null && !this.context.owns(entry)) {
			foreign(from, entry, report, now);
			return;
		}
		if (entry == null || !(entry.attachment() instanceof ElementWatch watch)) {
			this.context.count(Counter.REPORTS_IGNORED);
			return;
		}
		if (!note(from, handle, watch, now)) {
			this.context.count(Counter.REPORTS_IGNORED);
			return;
		}
		this.context.count(Counter.REPORTS);
		int reporters = watch.reporters(now);
		watch.cause = this.context.effects()
			.publish(new RserpoolEvent.UnreachableReported(handle, report.id(), from.source.toString(), reporters),
					watch.cause);
		if (reporters > this.context.config().maxBadReports() || isVeto(from)) {
			this.removals.dead(entry, RemovalReason.UNREACHABLE_REPORTS);
		}
		else {
			this.keepAlives.probe(entry, now);
		}
	}

	/** With {@code reachability=strict} one server's word is enough (W3). */
	private boolean isVeto(AsapConnection from) {
		return this.context.peering().reachability() == Reachability.STRICT && this.peers
			.all((peer) -> peer.addresses()
				.stream()
				.anyMatch((endpoint) -> endpoint.address().equals(from.source.address)))
			.size() > 0;
	}

	/**
	 * An element of another server: this one finds out for itself, and lets the home
	 * know; the table stays the home's word (N-17). By the letter of the RFC it would be
	 * removed.
	 */
	private void foreign(AsapConnection from, PoolElementEntry entry, EndpointUnreachable report, long now) {
		if (!this.rates.admitsReport(from, now)) {
			this.context.count(Counter.REPORTS_IGNORED);
			return;
		}
		this.context.count(Counter.REPORTS);
		this.context.effects()
			.publish(new RserpoolEvent.UnreachableReported(report.handle(), report.id(), from.source.toString(), 1));
		this.probes.probe(entry, now);
		this.relay.relay(report, entry.home(), now);
	}

	/** Whether the report is heard; if it also counts, it is counted. */
	private boolean note(AsapConnection from, PoolHandle handle, ElementWatch watch, long now) {
		ReportLog log = watch.reports;
		if (log == null) {
			log = new ReportLog();
			watch.reports = log;
		}
		if (this.strict) {
			log.notePlain();
			return true;
		}
		if (!this.rates.admitsReport(from, now)) {
			return false;
		}
		IpAddress reporter = from.source.address;
		// Who never asked for the pool cannot have met the element.
		boolean counts = from.registered || from.hasResolved(handle);
		return log.note(reporter, counts, now);
	}

}
