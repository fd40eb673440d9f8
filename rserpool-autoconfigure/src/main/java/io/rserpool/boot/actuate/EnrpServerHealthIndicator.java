package io.rserpool.boot.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.rserpool.EnrpServer;
import io.rserpool.boot.view.ServerView;
import io.rserpool.boot.view.Texts;
import io.rserpool.enrp.AuditState;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.enrp.ServerPhase;

/**
 * Whether the embedded ENRP server serves: it runs, its thread answers, and it has joined
 * the others. A server that serves is up however its peers are: when they are dead or
 * differ from it, the detail {@code warnings} says so, but taking it out of service would
 * make that worse.
 */
public final class EnrpServerHealthIndicator extends AbstractHealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final EnrpServer server;

	/** The health of the given server. */
	public EnrpServerHealthIndicator(EnrpServer server) {
		super("ENRP server health check failed");
		this.server = server;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		if (!this.server.isRunning()) {
			builder.outOfService().withDetail("reason", "the server does not run");
			return;
		}
		try {
			check(builder, this.server.snapshot().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			builder.down().withDetail("reason", "the server did not answer within " + PATIENCE.toMillis() + " ms");
		}
	}

	private void check(Health.Builder builder, EnrpSnapshot snapshot) {
		switch (snapshot.phase()) {
			case SERVING -> builder.up();
			case JOINING ->
				builder.outOfService().withDetail("reason", "the server joins the others and does not serve yet");
			case STOPPED -> builder.outOfService().withDetail("reason", "the server does not run");
		}
		ServerView view = ServerView.of(this.server, snapshot);
		builder.withDetail("id", view.id())
			.withDetail("phase", view.phase())
			.withDetail("address", view.asapAddress())
			.withDetail("pools", view.pools())
			.withDetail("elements", view.elements())
			.withDetail("owned", view.owned())
			.withDetail("connections", view.connections())
			.withDetail("uptimeMillis", view.uptimeMillis());
		if (view.enrpAddress() != null) {
			builder.withDetail("enrpAddress", view.enrpAddress())
				.withDetail("peers", peers(snapshot))
				.withDetail("audits", audits(snapshot));
			List<String> warnings = warnings(snapshot);
			if (!warnings.isEmpty()) {
				builder.withDetail("warnings", warnings);
			}
		}
	}

	/** How many peers have each status. */
	private static Map<String, Integer> peers(EnrpSnapshot snapshot) {
		Map<String, Integer> counts = new TreeMap<>();
		snapshot.peers().forEach((peer) -> counts.merge(Texts.kebab(peer.status()), 1, Integer::sum));
		return counts;
	}

	/** How many of the known peers agree, differ, or were not compared yet. */
	private static Map<String, Integer> audits(EnrpSnapshot snapshot) {
		Map<String, Integer> counts = new TreeMap<>(Map.of("agreed", 0, "differ", 0, "unknown", 0));
		snapshot.peers()
			.stream()
			.filter((peer) -> !peer.id().isNone())
			.forEach((peer) -> counts.merge(verdict(peer.audit().state()), 1, Integer::sum));
		return counts;
	}

	private static String verdict(AuditState state) {
		return switch (state) {
			case AGREED -> "agreed";
			case UNKNOWN -> "unknown";
			case MISMATCH, RESYNCING, FAILED -> "differ";
		};
	}

	private static boolean isAlive(PeerSnapshot peer) {
		return peer.status() == PeerStatus.ACTIVE || peer.status() == PeerStatus.PROBING;
	}

	private static List<String> warnings(EnrpSnapshot snapshot) {
		List<String> warnings = new ArrayList<>();
		for (PeerSnapshot peer : snapshot.peers()) {
			if (peer.audit().state() == AuditState.FAILED) {
				warnings.add("what peer " + peer.id() + " owns is not known here as it is there");
			}
		}
		if (snapshot.phase() == ServerPhase.SERVING && !snapshot.peers().isEmpty()
				&& snapshot.peers().stream().noneMatch(EnrpServerHealthIndicator::isAlive)) {
			warnings.add("no other ENRP server is reached: this one is alone");
		}
		return warnings;
	}

}
