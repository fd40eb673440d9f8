package io.rserpool.quickstart.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.PeerStatus;
import io.rserpool.quickstart.process.ServerProcess;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.report.PeerReport;
import io.rserpool.quickstart.report.ServerReport;
import io.rserpool.wire.ServerId;

/**
 * Puts together what all ENRP servers say.
 */
final class ServerBoxes {

	private static final int COLOURS = 6;

	private final Servers servers;

	ServerBoxes(Servers servers) {
		this.servers = servers;
	}

	ServersBox box(@Nullable ServerReport self, Instant now) {
		List<ServerRow> rows = new ArrayList<>();
		SortedMap<Integer, ServerReport> reports = new TreeMap<>();
		if (self != null) {
			reports.put(Servers.SELF, self);
		}
		rows.add(self(self));
		for (ServerProcess server : this.servers.all()) {
			rows.add(row(server, now));
			ServerReport report = server.report();
			if (report != null && server.isRunning()) {
				reports.put(server.number(), report);
			}
		}
		List<AuditLine> lines = rows.stream()
			.filter((row) -> reports.containsKey(row.number()))
			.map((row) -> line(row, rows, reports))
			.toList();
		return new ServersBox(rows, (rows.size() > 1) ? lines : List.of(), agreement(lines));
	}

	ServerMark mark(int number) {
		return new ServerMark(Servers.name(number), "s" + ((number - 1) % COLOURS + 1));
	}

	/** The mark of a server by its id, which may be that of its former life. */
	ServerMark mark(ServerId id) {
		return this.servers.numberOf(id).map(this::mark).orElseGet(() -> new ServerMark(id.toString(), "s" + COLOURS));
	}

	private ServerRow self(@Nullable ServerReport report) {
		ServerMark mark = mark(Servers.SELF);
		if (report == null) {
			return new ServerRow(Servers.SELF, mark, "", "unk", "i-unk", "Starting", "this process", true, true);
		}
		return new ServerRow(Servers.SELF, mark, report.id().toString(), "up", "i-up", "Up",
				owns(report) + " · in the process of this page", true, true);
	}

	private ServerRow row(ServerProcess server, Instant now) {
		ServerReport report = server.report();
		String id = (report != null) ? report.id().toString() : "";
		String pid = "pid " + server.pid();
		return switch (server.state()) {
			case STARTING -> row(server, id, "unk", "i-unk", "Starting", pid);
			case JOINING -> row(server, id, "drain", "i-move", "Joining", pid);
			case UP -> row(server, id, "up", "i-up", "Up", ((report != null) ? owns(report) + " · " : "") + pid);
			case KILLED -> row(server, id, "dead", "i-dead", "Killed", "gone " + Times.ago(server.changed(), now));
			case ENDED -> row(server, id, "dead", "i-dead", "Ended", "gone " + Times.ago(server.changed(), now));
		};
	}

	private ServerRow row(ServerProcess server, String id, String css, String icon, String word, String detail) {
		return new ServerRow(server.number(), mark(server.number()), id, css, icon, word, detail, server.isRunning(),
				false);
	}

	private static String owns(ServerReport report) {
		return "owns " + Times.many(report.ownedCount(), "element", "elements");
	}

	private AuditLine line(ServerRow checker, List<ServerRow> rows, SortedMap<Integer, ServerReport> reports) {
		ServerReport report = reports.get(checker.number());
		List<AuditCell> cells = new ArrayList<>();
		for (ServerRow row : rows) {
			if (report == null) {
				continue;
			}
			if (row.number() == checker.number()) {
				cells.add(new AuditCell("", "", "owns " + report.ownedCount(), checksum(report.checksum()), true));
			}
			else {
				ServerReport other = reports.get(row.number());
				String unknown = row.running() ? "Not known" : "Gone";
				cells.add(cell(unknown, (other != null) ? report.peer(other.id()) : report.peers()
					.stream()
					.filter((peer) -> this.servers.numberOf(peer.id()).filter((n) -> n == row.number()).isPresent())
					.findFirst()));
			}
		}
		return new AuditLine(checker.mark(), cells);
	}

	private static AuditCell cell(String unknown, Optional<PeerReport> seen) {
		if (seen.isEmpty()) {
			return new AuditCell("unk", "i-unk", unknown, "", false);
		}
		PeerReport peer = seen.get();
		if (peer.status() == PeerStatus.PROBING) {
			return new AuditCell("unv", "i-ask", "Silent", "", false);
		}
		if (peer.status() == PeerStatus.DEAD) {
			return new AuditCell("dead", "i-dead", "Dead", "", false);
		}
		if (peer.status() != PeerStatus.ACTIVE) {
			return new AuditCell("drain", "i-move", "Taken over", "", false);
		}
		String checksum = checksum(peer.expected());
		return switch (peer.audit()) {
			case UNKNOWN -> new AuditCell("unk", "i-unk", "Not yet", "", false);
			case AGREED -> new AuditCell("up", "i-eq", "Agrees", checksum, false);
			case MISMATCH -> new AuditCell("ill", "i-ne", "Differs", checksum, false);
			case RESYNCING -> new AuditCell("drain", "i-fix", "Repairing", checksum, false);
			case FAILED -> new AuditCell("dead", "i-ne", "Disagrees", checksum, false);
		};
	}

	private static String checksum(int checksum) {
		return String.format("0x%04x", checksum);
	}

	private static String agreement(List<AuditLine> lines) {
		long agree = lines.stream()
			.flatMap((line) -> line.cells().stream())
			.filter((cell) -> !cell.self() && "i-eq".equals(cell.icon()))
			.count();
		int pairs = lines.size() * (lines.size() - 1);
		return (pairs == 0) ? "one server" : agree + " of " + pairs + " views agree";
	}

}
