package io.rserpool.quickstart.process;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.quickstart.report.PeerReport;
import io.rserpool.quickstart.report.ServerNews;
import io.rserpool.quickstart.report.ServerReport;
import io.rserpool.wire.ServerId;

/**
 * A child that says what an ENRP server says, does nothing else, and leaves with its
 * parent.
 */
public final class PatientServer {

	private PatientServer() {
	}

	public static void main(String[] args) throws IOException {
		PrintStream out = System.out;
		ServerId id = ServerId.of(Integer.parseInt(args[0]));
		PeerReport peer = new PeerReport(ServerId.of(1), PeerStatus.ACTIVE, AuditState.AGREED, 0x6257, 3);
		out.println(new ServerReport(id, ServerPhase.JOINING, 0, 0, 0xffff, List.of()).line());
		out.println("a line for the log");
		out.println(new ServerReport(id, ServerPhase.SERVING, 3, 1, 0x91c4, List.of(peer)).line());
		System.out
			.println(new ServerNews(ServerNews.Step.STARTED, ServerId.of(1), List.of(ServerId.of(9)), 0, 0).line());
		while (System.in.read() >= 0) {
			continue;
		}
	}

}
