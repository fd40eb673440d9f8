package io.rserpool.enrp;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.rserpool.wire.IpAddress;

/**
 * Who reported one element as unreachable of late ([A-4], SR-25). Bounded: an element is
 * removed long before it is full of reporters that count.
 */
final class ReportLog {

	/** A report counts for so long. */
	static final long WINDOW = 60_000;

	/** One reporter is heard once in this time. */
	static final long REPORTER_GAP = 10_000;

	private static final int MAX_REPORTERS = 64;

	private final Map<IpAddress, Report> reports = new LinkedHashMap<>();

	private int plainCount;

	/**
	 * Notes a report.
	 * @param counts whether the reporter is one that counts
	 * @return whether it is heard at all
	 */
	boolean note(IpAddress reporter, boolean counts, long now) {
		forgetOld(now);
		Report known = this.reports.get(reporter);
		if (known != null && now - known.heardAt < REPORTER_GAP) {
			return false;
		}
		if (known == null && this.reports.size() >= MAX_REPORTERS) {
			return false;
		}
		long countedAt = counts ? now : (known != null) ? known.countedAt : Report.NEVER;
		this.reports.remove(reporter);
		this.reports.put(reporter, new Report(now, countedAt));
		return true;
	}

	/** Counts a report, whoever made it ({@code strict-rfc}). */
	void notePlain() {
		this.plainCount++;
	}

	/** Distinct reporters that count. */
	int distinct(long now) {
		int count = this.plainCount;
		for (Report report : this.reports.values()) {
			if (report.countedAt != Report.NEVER && now - report.countedAt < WINDOW) {
				count++;
			}
		}
		return count;
	}

	private void forgetOld(long now) {
		Iterator<Report> eldest = this.reports.values().iterator();
		while (eldest.hasNext() && now - eldest.next().heardAt >= WINDOW) {
			eldest.remove();
		}
	}

	private record Report(long heardAt, long countedAt) {

		static final long NEVER = Long.MIN_VALUE;

	}

}
