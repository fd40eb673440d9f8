package io.rserpool.quickstart.web;

import java.util.List;

/**
 * What one server says about all.
 *
 * @param checker who says it
 * @param cells about whom, in the order of the servers
 */
public record AuditLine(ServerMark checker, List<AuditCell> cells) {

	public AuditLine {
		cells = List.copyOf(cells);
	}

}
