package io.rserpool.quickstart.web;

import java.util.List;

/**
 * The ENRP servers on the page, and whether they agree.
 *
 * @param rows all servers
 * @param audit each one as each one sees it
 * @param agreement the audit in a sentence
 */
public record ServersBox(List<ServerRow> rows, List<AuditLine> audit, String agreement) {

	public ServersBox {
		rows = List.copyOf(rows);
		audit = List.copyOf(audit);
	}

}
