package io.rserpool.enrp;

/**
 * What a server counts.
 */
enum Counter {

	REGISTRATIONS("registrations"), REREGISTRATIONS("reregistrations"), DEREGISTRATIONS("deregistrations"),
	RESOLUTIONS("resolutions"), UNKNOWN_POOLS("unknownPools"), REJECTED("rejected"), LIMITED("limited"),
	MALFORMED("malformed"), IGNORED_PARTS("ignoredParts"), UNEXPECTED("unexpected"), ERROR_REPLIES("errorReplies"),
	ERRORS_RECEIVED("errorsReceived"), UPDATES("updates"), KEEP_ALIVES("keepAlives"), KEEP_ALIVE_ACKS("keepAliveAcks"),
	REPORTS("reports"), REPORTS_IGNORED("reportsIgnored"), SUSPENDED("suspended"), RESUMED("resumed"),
	REMOVED("removed"), EXPIRED("expired"), DIALS("dials"), ANNOUNCEMENTS("announcements"), CONNECTIONS("connections"),
	CONNECTIONS_REFUSED("connectionsRefused"), CONNECTIONS_DROPPED("connectionsDropped"), PEER_LINKS("peerLinks"),
	PEER_DIALS("peerDials"), PEER_MESSAGES("peerMessages"), PEER_IGNORED("peerIgnored"), PRESENCES("presences"),
	UPDATES_ANNOUNCED("updatesAnnounced"), UPDATES_APPLIED("updatesApplied"), TABLE_PARTS("tableParts"),
	AUDITS("audits"), AUDIT_MISMATCHES("auditMismatches"), RESYNCS("resyncs"), TAKEOVERS("takeovers"),
	RECLAIMS("reclaims"), REPORTS_RELAYED("reportsRelayed"), PROBES("probes");

	private final String label;

	Counter(String label) {
		this.label = label;
	}

	/** The name in snapshots. */
	String label() {
		return this.label;
	}

}
